// pthread_cancel: where a thread ends, what is cleaned up, and what keeps it from ending.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static sem_t semaphore, begun, asked;
static int pipe_ends[2], sockets[2], full_pipe[2], listener, message_queue;
static pthread_t sleeper_thread;

static void short_sleep(void) { nanosleep(&(struct timespec){.tv_nsec = 20000000}, 0); }

static void say(void *text) { printf("  cleanup: %s\n", (const char *)text); }

// The calls in which a thread waits for ever.
static void call_read(void) { char byte; read(pipe_ends[0], &byte, 1); }
static void call_readv(void) {
  char byte;
  struct iovec vector = {&byte, 1};
  readv(pipe_ends[0], &vector, 1);
}
static void call_write(void) { char bytes[4096] = {0}; for (;;) write(full_pipe[1], bytes, sizeof bytes); }
static void call_poll(void) { poll(&(struct pollfd){pipe_ends[0], POLLIN, 0}, 1, -1); }
static void call_select(void) {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(pipe_ends[0], &set);
  select(pipe_ends[0] + 1, &set, 0, 0, 0);
}
static void call_epoll(void) {
  struct epoll_event event;
  epoll_wait(epoll_create1(0), &event, 1, -1);
}
static void call_recv(void) { char byte; recv(sockets[0], &byte, 1, 0); }
static void call_recvmsg(void) {
  struct msghdr header = {0};
  recvmsg(sockets[0], &header, 0);
}
static void call_accept(void) { accept(listener, 0, 0); }
static void call_sleep(void) { sleep(1000); }
static void call_nanosleep(void) { nanosleep(&(struct timespec){1000, 0}, 0); }
static void call_clock_nanosleep(void) {
  clock_nanosleep(CLOCK_MONOTONIC, 0, &(struct timespec){1000, 0}, 0);
}
static void call_pause(void) { pause(); }
static void call_sigsuspend(void) {
  sigset_t set;
  sigemptyset(&set);
  sigsuspend(&set);
}
static void call_sigwait(void) {
  sigset_t set;
  int signal;
  sigfillset(&set);
  sigwait(&set, &signal);
}
static void call_sem_wait(void) { sem_wait(&semaphore); }
static void call_join(void) { pthread_join(sleeper_thread, 0); }
static void call_wait(void) { waitpid(-1, 0, 0); }
static void call_msgrcv(void) { char message[64]; msgrcv(message_queue, message, sizeof message - 8, 0, 0); }
static void call_lock(void) {
  struct flock lock = {.l_type = F_WRLCK};
  int file = open("/tmp/ring3-cancel-lock", O_RDWR);
  fcntl(file, F_SETLKW, &lock);
}
static void call_getchar(void) { fgetc(fdopen(dup(pipe_ends[0]), "r")); }
static void call_testcancel(void) { for (;;) pthread_testcancel(); }

static const struct {
  const char *name;
  void (*call)(void);
} calls[] = {
  {"read", call_read}, {"readv", call_readv}, {"write", call_write}, {"poll", call_poll},
  {"select", call_select}, {"epoll_wait", call_epoll}, {"recv", call_recv}, {"recvmsg", call_recvmsg},
  {"accept", call_accept}, {"sleep", call_sleep}, {"nanosleep", call_nanosleep},
  {"clock_nanosleep", call_clock_nanosleep}, {"pause", call_pause}, {"sigsuspend", call_sigsuspend},
  {"sigwait", call_sigwait}, {"sem_wait", call_sem_wait}, {"pthread_join", call_join}, {"waitpid", call_wait},
  {"msgrcv", call_msgrcv}, {"F_SETLKW", call_lock}, {"fgetc", call_getchar},
  {"pthread_testcancel", call_testcancel}};

static void *wait_in(void *index) {
  pthread_cleanup_push(say, "outer");
  pthread_cleanup_push(say, (char *)calls[(long)index].name);
  sem_post(&begun);
  calls[(long)index].call();
  printf("  the call returned: %s\n", strerror(errno));
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  return 0;
}

static const char *ending(pthread_t thread) {
  void *result;
  int error = pthread_join(thread, &result);
  if (error != 0) return strerror(error);
  return result == PTHREAD_CANCELED ? "cancelled" : result == 0 ? "returned null" : (char *)result;
}

// Cancelled while it waits, and cancelled before it comes to the call.
static void *late(void *index) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  sem_post(&begun);
  sem_wait(&asked);
  pthread_setcancelstate(old, 0);
  return wait_in(index);
}

static void points(void) {
  for (long i = 0; i < (long)(sizeof calls / sizeof *calls); i++) {
    pthread_t thread;
    printf("%s\n", calls[i].name);
    pthread_create(&thread, 0, wait_in, (void *)i);
    sem_wait(&begun);
    short_sleep();
    pthread_cancel(thread);
    printf("  %s\n", ending(thread));
  }
  for (long i = 0; i < (long)(sizeof calls / sizeof *calls); i++) {
    pthread_t thread;
    printf("%s, later\n", calls[i].name);
    pthread_create(&thread, 0, late, (void *)i);
    sem_wait(&begun);
    pthread_cancel(thread);
    sem_post(&asked);
    printf("  %s\n", ending(thread));
    while (sem_trywait(&begun) == 0) continue;
  }
}

static void *sleeper(void *argument) {
  pause();
  return argument;
}

// Condition variables: the mutex is the thread's own again when it cleans up.
static void release(void *argument) {
  printf("  cleanup: the mutex is %s\n", pthread_mutex_trylock(&mutex) == EBUSY ? "taken" : "free");
  pthread_mutex_unlock(argument);
}

static void *wait_for_condition(void *timed) {
  pthread_mutex_lock(&mutex);
  pthread_cleanup_push(release, &mutex);
  sem_post(&begun);
  struct timespec deadline;
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_sec += 1000;
  if (timed != 0) pthread_cond_timedwait(&condition, &mutex, &deadline);
  else pthread_cond_wait(&condition, &mutex);
  pthread_cleanup_pop(1);
  return "woken";
}

static void conditions(void) {
  pthread_t threads[3];
  for (long timed = 0; timed < 2; timed++) {
    printf("condition variable%s\n", timed ? ", timed" : "");
    pthread_create(&threads[0], 0, wait_for_condition, (void *)timed);
    sem_wait(&begun);
    short_sleep();
    pthread_mutex_lock(&mutex);
    pthread_cancel(threads[0]);
    short_sleep();
    puts("  unlocking");
    pthread_mutex_unlock(&mutex);
    printf("  %s\n", ending(threads[0]));
  }
  puts("one of three is cancelled");
  for (int i = 0; i < 3; i++) pthread_create(&threads[i], 0, wait_for_condition, 0);
  for (int i = 0; i < 3; i++) sem_wait(&begun);
  short_sleep();
  pthread_cancel(threads[1]);
  printf("  %s\n", ending(threads[1]));
  pthread_cond_broadcast(&condition);
  const char *first = ending(threads[0]), *third = ending(threads[2]);
  printf("  %s, %s\n", first, third);
  printf("destroyed: %d\n", pthread_cond_destroy(&condition));
}

// States and types.
static void *disabled(void *argument) {
  int old = -1;
  printf("  disable: %d,", pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old));
  printf(" was %d\n", old);
  sem_post(&begun);
  sem_wait(&asked);
  pthread_testcancel();
  puts("  still here");
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old);
  printf("  was %d\n", old);
  pthread_testcancel();
  puts("  not reached");
  return argument;
}

static volatile long counter;
static volatile int is_asked;

static void *spin(void *argument) {
  int old;
  pthread_cleanup_push(say, "spinning");
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old);
  printf("  type was %d\n", old);
  fflush(stdout);
  sem_post(&begun);
  for (;;) counter++;
  pthread_cleanup_pop(0);
  return argument;
}

static void *spin_deferred(void *argument) {
  sem_post(&begun);
  while (!is_asked) counter++;
  puts("  counted to the end");
  pthread_testcancel();
  return argument;
}

static void *pending_asynchronous(void *argument) {
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, 0);
  sem_post(&begun);
  sem_wait(&asked);
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, 0);
  puts("  enabling");
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, 0);
  puts("  not reached");
  return argument;
}

static void *cancel_self(void *argument) {
  pthread_cancel(pthread_self());
  puts("  deferred");
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, 0);
  puts("  not reached");
  return argument;
}

// In the handler the thread waits, and only then comes the request.
static void wait_in_handler(int signal) {
  (void)signal;
  sem_post(&begun);
  for (volatile long i = 0; i < 8000000; i++) continue;
}

static void *interrupted(void *argument) {
  pthread_cleanup_push(say, "interrupted");
  sem_post(&begun);
  char byte;
  read(pipe_ends[0], &byte, 1);
  pthread_cleanup_pop(0);
  return argument;
}

static void *returns(void *argument) { return argument; }

static void *exits_in_cleanup(void *argument) {
  pthread_cleanup_push(say, "first pushed");
  pthread_cleanup_push(say, "popped and called");
  pthread_cleanup_pop(1);
  pthread_cleanup_push(say, "popped only");
  pthread_cleanup_pop(0);
  pthread_cleanup_push(say, "last pushed");
  pthread_exit("exited");
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  return argument;
}

static pthread_key_t key;
static void destroy(void *value) { printf("  destructor: %s\n", (char *)value); }

static void *with_key(void *argument) {
  pthread_setspecific(key, "a value");
  pthread_cleanup_push(say, "before the destructor");
  sem_post(&begun);
  pause();
  pthread_cleanup_pop(0);
  return argument;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int once_count;
static void slow_once(void) {
  if (once_count++ > 0) return;
  sem_post(&begun);
  pause();
}

static void *call_once(void *argument) {
  pthread_once(&once, slow_once);
  return argument;
}

static void states(void) {
  static const struct {
    const char *name;
    void *(*function)(void *);
  } cases[] = {
    {"disabled", disabled}, {"asynchronous", spin}, {"deferred", spin_deferred},
    {"asynchronous and pending", pending_asynchronous}, {"with a key", with_key}, {"once", call_once}};
  pthread_t thread;
  for (int i = 0; i < (int)(sizeof cases / sizeof *cases); i++) {
    puts(cases[i].name);
    fflush(stdout);
    pthread_create(&thread, 0, cases[i].function, "returned");
    sem_wait(&begun);
    short_sleep();
    printf("  cancel: %d\n", pthread_cancel(thread));
    is_asked = 1;
    if (i == 0 || i == 3) sem_post(&asked);
    // glibc 2.36 forgets to say that a thread was cancelled when it became cancellable.
    if (i == 3) pthread_join(thread, 0);
    else printf("  %s\n", ending(thread));
  }
  pthread_once(&once, slow_once);
  printf("  began %d times\n", once_count);
  puts("itself");
  pthread_create(&thread, 0, cancel_self, 0);
  printf("  %s\n", ending(thread));
  puts("in a handler");
  struct sigaction action = {.sa_handler = wait_in_handler, .sa_flags = SA_RESTART};
  sigaction(SIGUSR1, &action, 0);
  pthread_create(&thread, 0, interrupted, 0);
  sem_wait(&begun);
  short_sleep();
  pthread_kill(thread, SIGUSR1);
  sem_wait(&begun);
  pthread_cancel(thread);
  printf("  %s\n", ending(thread));
  puts("ended already");
  pthread_create(&thread, 0, returns, "returned before");
  short_sleep();
  printf("  cancel: %d\n", pthread_cancel(thread));
  printf("  %s\n", ending(thread));
  puts("cleanup");
  pthread_create(&thread, 0, exits_in_cleanup, 0);
  printf("  %s\n", ending(thread));
  printf("wrong: %d, %d\n", pthread_setcancelstate(7, 0) == EINVAL, pthread_setcanceltype(7, 0) == EINVAL);
}

// The signals that the library needs are not the program's to block or handle.
static void own_signals(void) {
  sigset_t set, old;
  struct sigaction action = {.sa_handler = SIG_IGN};
  sigfillset(&set);
  printf("full: %d, %d, %d\n", sigismember(&set, 32), sigismember(&set, 33), sigismember(&set, 34));
  printf("add: %d, handle: %d\n", sigaddset(&set, 32), sigaction(33, &action, 0));
  pthread_sigmask(SIG_SETMASK, &set, &old);
  pthread_t thread;
  pthread_create(&thread, 0, sleeper, 0);
  short_sleep();
  pthread_cancel(thread);
  printf("all blocked: %s\n", ending(thread));
  pthread_sigmask(SIG_SETMASK, &old, 0);
}

// Many at once, each with a mutex to give back.
static void give_back(void *argument) { pthread_mutex_unlock(argument); }

static int turns;
static void *worker(void *argument) {
  for (;;) {
    pthread_mutex_lock(&mutex);
    pthread_cleanup_push(give_back, &mutex);
    turns++;
    usleep(10);
    pthread_cleanup_pop(1);
  }
  return argument;
}

static void many(void) {
  pthread_t threads[20];
  int cancelled = 0;
  for (int i = 0; i < 20; i++) pthread_create(&threads[i], 0, worker, 0);
  short_sleep();
  for (int i = 0; i < 20; i++) pthread_cancel(threads[i]);
  for (int i = 0; i < 20; i++) cancelled += strcmp(ending(threads[i]), "cancelled") == 0;
  printf("many: %d, mutex %d, worked %d\n", cancelled, pthread_mutex_trylock(&mutex), turns > 0);
}

static void prepare(void) {
  sem_init(&semaphore, 0, 0);
  sem_init(&begun, 0, 0);
  sem_init(&asked, 0, 0);
  pipe(pipe_ends);
  pipe(full_pipe);
  socketpair(AF_UNIX, SOCK_STREAM, 0, sockets);
  listener = socket(AF_UNIX, SOCK_STREAM, 0);
  bind(listener, &(struct sockaddr){AF_UNIX}, sizeof(sa_family_t));
  listen(listener, 1);
  message_queue = msgget(IPC_PRIVATE, 0600);
  pthread_key_create(&key, destroy);
  pthread_create(&sleeper_thread, 0, sleeper, 0);
}

// A process that does not end: waitpid has something to wait for, and F_SETLKW somebody else's lock.
static pid_t start_child(void) {
  int file = open("/tmp/ring3-cancel-lock", O_RDWR | O_CREAT, 0600), ends[2];
  pipe(ends);
  pid_t child = fork();
  if (child == 0) {
    struct flock lock = {.l_type = F_WRLCK};
    fcntl(file, F_SETLK, &lock);
    close(ends[0]);
    close(ends[1]);
    for (;;) pause();
  }
  char byte;
  close(ends[1]);
  if (read(ends[0], &byte, 1) != 0) return -1;
  close(file);
  return child;
}

int main(void) {
  setvbuf(stdout, 0, _IOFBF, 1 << 16);
  pid_t child = start_child();
  prepare();
  points();
  conditions();
  states();
  own_signals();
  many();
  pthread_cancel(sleeper_thread);
  printf("the sleeper: %s\n", ending(sleeper_thread));
  msgctl(message_queue, IPC_RMID, 0);
  kill(child, SIGKILL);
  waitpid(child, 0, 0);
  unlink("/tmp/ring3-cancel-lock");
}
