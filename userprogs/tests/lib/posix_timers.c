// timer_create and its like: signals, calls in threads, overruns, and what is left of a time.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MS 1000000L

static struct itimerspec in(long first, long period) {
  return (struct itimerspec){{period / 1000, period % 1000 * MS}, {first / 1000, first % 1000 * MS}};
}

static void sleep_ms(long milliseconds) {
  struct timespec left = {milliseconds / 1000, milliseconds % 1000 * MS};
  while (nanosleep(&left, &left) < 0) continue;
}

static timer_t make(clockid_t clock, int notify, int signal, int value) {
  timer_t timer = 0;
  struct sigevent event = {.sigev_notify = notify, .sigev_signo = signal, .sigev_value.sival_int = value};
  if (timer_create(clock, &event, &timer) < 0) printf("timer_create: %s\n", strerror(errno));
  return timer;
}

static volatile sig_atomic_t count, last_value, last_code, order[10];

static void handle(int signal, siginfo_t *info, void *context) {
  (void)context, (void)signal;
  if (count < 10) order[count] = info->si_value.sival_int;
  count++;
  last_value = info->si_value.sival_int;
  last_code = info->si_code;
}

static void catch(int signal) {
  struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_RESTART};
  sigaction(signal, &action, 0);
}

static void wait_for(int wanted) {
  for (int i = 0; i < 400 && count < wanted; i++) sleep_ms(5);
}

static void signals(void) {
  static const struct {
    clockid_t clock;
    const char *name;
  } clocks[] = {{CLOCK_REALTIME, "realtime"}, {CLOCK_MONOTONIC, "monotonic"}, {CLOCK_BOOTTIME, "boottime"}};
  catch(SIGRTMIN);
  catch(SIGUSR1);
  for (int i = 0; i < 3; i++) {
    timer_t timer = make(clocks[i].clock, SIGEV_SIGNAL, SIGRTMIN, 40 + i);
    struct itimerspec once = in(10, 0), several = in(10, 10), off = in(0, 0), value;
    count = 0;
    timer_settime(timer, 0, &once, 0);
    wait_for(1);
    sleep_ms(30);
    printf("%s: once %d, value %d, code %d\n", clocks[i].name, count, last_value, last_code == SI_TIMER);
    timer_gettime(timer, &value);
    printf("  left %ld.%09ld\n", (long)value.it_value.tv_sec, value.it_value.tv_nsec);
    count = 0;
    timer_settime(timer, 0, &several, 0);
    wait_for(4);
    timer_settime(timer, 0, &off, &value);
    int before = count;
    printf("  several %d, period %ld\n", before >= 4, value.it_interval.tv_nsec / MS);
    sleep_ms(50);
    printf("  stopped %d\n", count == before);
    // A point in time, to come and past.
    struct itimerspec at = {.it_value = {0, 1}};
    count = 0;
    timer_settime(timer, TIMER_ABSTIME, &at, 0);
    wait_for(1);
    clock_gettime(clocks[i].clock, &at.it_value);
    at.it_value.tv_sec += 1000;
    timer_settime(timer, TIMER_ABSTIME, &at, 0);
    timer_gettime(timer, &value);
    int seconds = (int)value.it_value.tv_sec;
    printf("  past %d, to come %d\n", count, seconds > 900 && seconds <= 1000);
    printf("  deleted %d\n", timer_delete(timer));
  }
}

// With the signal blocked only one waits; the others are its overrun.
static void overruns(void) {
  const int numbers[] = {SIGRTMIN, SIGUSR1};
  for (int i = 0; i < 2; i++) {
    sigset_t set;
    siginfo_t info;
    sigemptyset(&set);
    sigaddset(&set, numbers[i]);
    sigprocmask(SIG_BLOCK, &set, 0);
    timer_t timer = make(CLOCK_MONOTONIC, SIGEV_SIGNAL, numbers[i], 7);
    struct itimerspec fast = in(5, 5), off = in(0, 0);
    timer_settime(timer, 0, &fast, 0);
    sleep_ms(103);
    sigwaitinfo(&set, &info);
    int overrun = timer_getoverrun(timer);
    printf("overrun: %d, same %d, ", overrun >= 15, info.si_overrun == overrun);
    timer_settime(timer, 0, &off, 0);
    struct timespec none = {0, 0};
    int more = sigtimedwait(&set, &info, &none) > 0;
    while (sigtimedwait(&set, &info, &none) > 0) more++;
    printf("at most one more: %d\n", more <= 1);
    timer_delete(timer);
    sigprocmask(SIG_UNBLOCK, &set, 0);
  }
}

// Two timers with one standard signal, and one that nobody wants.
static void several(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, 0);
  timer_t first = make(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGUSR1, 1);
  timer_t second = make(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGUSR1, 2);
  struct itimerspec soon = in(10, 0), later = in(20, 0), often = in(1, 1), value;
  count = 0;
  timer_settime(second, 0, &soon, 0);
  timer_settime(first, 0, &later, 0);
  sleep_ms(60);
  sigprocmask(SIG_UNBLOCK, &set, 0);
  printf("two of one signal: %d, %d then %d\n", count, order[0], order[1]);
  timer_delete(first);
  timer_delete(second);
  signal(SIGUSR2, SIG_IGN);
  first = make(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGUSR2, 1);
  timer_settime(first, 0, &often, 0);
  sleep_ms(30);
  timer_gettime(first, &value);
  printf("ignored: runs %d\n", value.it_value.tv_nsec > 0 || value.it_value.tv_sec > 0);
  timer_delete(first);
}

static void nothing(void) {
  timer_t timer = make(CLOCK_MONOTONIC, SIGEV_NONE, 0, 0);
  struct itimerspec value = in(20, 0), periodic = in(1000000, 30);
  timer_settime(timer, 0, &value, 0);
  timer_gettime(timer, &value);
  printf("none: left %d, ", value.it_value.tv_nsec > 0 && value.it_value.tv_nsec <= 20 * MS);
  sleep_ms(40);
  timer_gettime(timer, &value);
  printf("then %ld, ", (long)value.it_value.tv_nsec);
  timer_settime(timer, 0, &periodic, 0);
  timer_gettime(timer, &value);
  printf("%ld every %ld\n", (long)(value.it_value.tv_sec + 1) / 10, value.it_interval.tv_nsec / MS);
  timer_delete(timer);
}

static sem_t called;
static pthread_t main_thread;
static volatile int in_main, call_value;
static timer_t call_timer;

static void call(union sigval value) {
  call_value = value.sival_int;
  if (pthread_equal(pthread_self(), main_thread)) in_main = 1;
  sem_post(&called);
}

static void calls(void) {
  sem_init(&called, 0, 0);
  main_thread = pthread_self();
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 1 << 18);
  for (int i = 0; i < 2; i++) {
    struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_value.sival_int = 60 + i};
    event.sigev_notify_function = call;
    event.sigev_notify_attributes = i == 0 ? 0 : &attributes;
    struct itimerspec once = in(5, 0), periodic = in(5, 5);
    if (timer_create(CLOCK_MONOTONIC, &event, &call_timer) < 0) printf("%s\n", strerror(errno));
    timer_settime(call_timer, 0, &once, 0);
    sem_wait(&called);
    sleep_ms(30);
    int more = sem_trywait(&called) == 0;
    printf("thread: value %d, in main %d, more %d\n", call_value, in_main, more);
    timer_settime(call_timer, 0, &periodic, 0);
    for (int j = 0; j < 5; j++) sem_wait(&called);
    printf("  five times; delete %d\n", timer_delete(call_timer));
    sleep_ms(30);
    while (sem_trywait(&called) == 0) continue;
    sleep_ms(30);
    printf("  after that %d\n", sem_trywait(&called) == 0);
  }
  pthread_attr_destroy(&attributes);
}

// A fork's child has none of the timers, but may make its own.
static void forks(void) {
  timer_t timer = make(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGRTMIN, 5);
  struct itimerspec soon = in(30, 0);
  count = 0;
  timer_settime(timer, 0, &soon, 0);
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    sleep_ms(80);
    printf("child: %d signals", count);
    struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = call};
    timer_create(CLOCK_MONOTONIC, &event, &call_timer);
    timer_settime(call_timer, 0, &soon, 0);
    sem_wait(&called);
    puts(", and its own timer");
    fflush(stdout);
    _exit(0);
  }
  waitpid(child, 0, 0);
  printf("parent: %d\n", count);
  timer_delete(timer);
}

static void one_thread(void) {
  timer_t timer;
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGUSR1};
#ifdef sigev_notify_thread_id
  event.sigev_notify_thread_id = gettid();
#else
  event._sigev_un._tid = gettid();
#endif
  struct itimerspec soon = in(5, 0);
  count = 0;
  printf("to a thread: %d, ", timer_create(CLOCK_MONOTONIC, &event, &timer));
  timer_settime(timer, 0, &soon, 0);
  wait_for(1);
  printf("%d\n", count);
  timer_delete(timer);
}

static void errors(void) {
  timer_t timer;
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = 0};
  printf("signal 0: %d", timer_create(CLOCK_MONOTONIC, &event, &timer) < 0 && errno == EINVAL);
  event.sigev_signo = 65;
  printf(", 65: %d", timer_create(CLOCK_MONOTONIC, &event, &timer) < 0 && errno == EINVAL);
  event.sigev_signo = SIGUSR1;
  event.sigev_notify = 77;
  printf(", no such way: %d", timer_create(CLOCK_MONOTONIC, &event, &timer) < 0 && errno == EINVAL);
  printf(", no such clock: %d\n", timer_create(99, 0, &timer) < 0 && errno == EINVAL);
  timer = make(CLOCK_MONOTONIC, SIGEV_NONE, 0, 0);
  struct itimerspec wrong = {.it_value = {0, 1000 * MS}};
  printf("nanoseconds: %d", timer_settime(timer, 0, &wrong, 0) < 0 && errno == EINVAL);
  wrong = (struct itimerspec){.it_value = {-1, 0}};
  printf(", seconds: %d\n", timer_settime(timer, 0, &wrong, 0) < 0 && errno == EINVAL);
  timer_delete(timer);
}

// Without an event it is SIGALRM.
static void standard(void) {
  timer_t timer;
  struct itimerspec soon = in(5, 0);
  catch(SIGALRM);
  count = 0;
  timer_create(CLOCK_REALTIME, 0, &timer);
  timer_settime(timer, 0, &soon, 0);
  wait_for(1);
  printf("SIGALRM: %d\n", count);
  timer_delete(timer);
}

int main(void) {
  signals();
  overruns();
  several();
  nothing();
  errors();
  standard();
  one_thread();
  calls();
  forks();
}
