// Timers that tell by a signal (timer_create): to a process or to one thread, once or again and again, with the count of
// what was missed. The system's own calls are made: libraries put something in front of them.
#include "show.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <time.h>

enum { TO_PROCESS = 0, TO_NOBODY = 1, TO_THREAD = 4 };

// `struct sigevent` as the system has it.
struct event {
  union sigval value;
  int signal, notify, thread;
  char rest[44];
};

static int create(clockid_t clock, struct event *event, int *id) {
  return (int)syscall(SYS_timer_create, clock, event, id);
}
static int settime(int id, int flags, const struct itimerspec *new, struct itimerspec *old) {
  return (int)syscall(SYS_timer_settime, id, flags, new, old);
}
static int gettime(int id, struct itimerspec *value) { return (int)syscall(SYS_timer_gettime, id, value); }
static int getoverrun(int id) { return (int)syscall(SYS_timer_getoverrun, id); }
static int destroy(int id) { return (int)syscall(SYS_timer_delete, id); }

static struct itimerspec milliseconds(long first, long period) {
  return (struct itimerspec){{period / 1000, period % 1000 * 1000000}, {first / 1000, first % 1000 * 1000000}};
}

static sigset_t set_of(int signal) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal);
  return set;
}

// Takes a signal that is blocked and prints what it says, but for the timer's number.
static void take(int signal, int id) {
  sigset_t set = set_of(signal);
  siginfo_t info;
  memset(&info, 0, sizeof info);
  int got = sigwaitinfo(&set, &info);
  printf("%s, code %d, its number: %d, value %d, missed %s\n", got > 0 ? signal_name(got) : error_name(errno),
         info.si_code, info.si_timerid == id, info.si_value.sival_int, info.si_overrun == 0 ? "none" : "some");
}

static bool waits(int signal, long wait) {
  sigset_t set = set_of(signal);
  struct timespec time = {wait / 1000, wait % 1000 * 1000000};
  return sigtimedwait(&set, 0, &time) > 0;
}

static volatile int handled;
static volatile pthread_t handler_thread;
static void handle(int signal, siginfo_t *info, void *unused) {
  handled += info->si_value.sival_int;
  handler_thread = pthread_self();
}

static void *await_signal(void *pointer) {
  sigset_t set = set_of(SIGUSR2);
  pthread_sigmask(SIG_UNBLOCK, &set, 0);
  *(volatile int *)pointer = (int)syscall(SYS_gettid);
  while (handled < 5) usleep(1000);
  return 0;
}

int main(void) {
  sigset_t blocked = set_of(SIGUSR1);
  sigaddset(&blocked, SIGUSR2), sigaddset(&blocked, SIGALRM), sigaddset(&blocked, SIGRTMIN);
  REQUIRE(sigprocmask(SIG_BLOCK, &blocked, 0) == 0);
  struct event event = {{.sival_int = 42}, SIGUSR1, TO_PROCESS};
  struct itimerspec time, old;
  int id = -1, other = -1;

  printf("-- once\n");
  SHOW(create(CLOCK_MONOTONIC, &event, &id));
  SHOW(gettime(id, &old));
  printf("off: %d %d\n", old.it_value.tv_sec == 0 && old.it_value.tv_nsec == 0, old.it_interval.tv_nsec == 0);
  time = milliseconds(20, 0);
  SHOW(settime(id, 0, &time, 0));
  REQUIRE(gettime(id, &old) == 0);
  printf("runs: %d\n", old.it_value.tv_nsec > 0 && old.it_value.tv_nsec <= 20000000);
  take(SIGUSR1, id);
  REQUIRE(gettime(id, &old) == 0);
  printf("off: %d\n", old.it_value.tv_nsec == 0);
  printf("missed %d\n", getoverrun(id));

  printf("-- again and again\n");
  time = milliseconds(10, 10);
  SHOW(settime(id, 0, &time, &old));
  take(SIGUSR1, id);
  take(SIGUSR1, id);
  usleep(200000);
  take(SIGUSR1, id);
  printf("missed many: %d\n", getoverrun(id) > 10);
  REQUIRE(gettime(id, &old) == 0);
  printf("goes on: %d %d\n", old.it_value.tv_nsec > 0 && old.it_value.tv_nsec <= 10000000,
         old.it_interval.tv_nsec == 10000000);
  time = milliseconds(0, 10);
  SHOW(settime(id, 0, &time, &old));
  printf("was set: %d\n", old.it_interval.tv_nsec == 10000000);
  REQUIRE(gettime(id, &old) == 0);
  printf("off: %d %d\n", old.it_value.tv_nsec == 0, old.it_interval.tv_nsec == 0);
  waits(SIGUSR1, 0);
  printf("comes: %d\n", waits(SIGUSR1, 50));

  printf("-- at a time\n");
  clock_gettime(CLOCK_MONOTONIC, &time.it_value);
  usleep(150000);
  time.it_interval = (struct timespec){0, 0};
  SHOW(settime(id, TIMER_ABSTIME, &time, 0));
  take(SIGUSR1, id);
  time.it_interval = (struct timespec){0, 10000000};
  SHOW(settime(id, TIMER_ABSTIME, &time, 0));
  take(SIGUSR1, id);
  printf("missed: %d\n", getoverrun(id) >= 15);
  SHOW(destroy(id));
  SHOW(destroy(id));
  SHOW(gettime(id, &old));

  printf("-- several\n");
  event.signal = SIGRTMIN, event.value.sival_int = 1;
  REQUIRE(create(CLOCK_MONOTONIC, &event, &id) == 0);
  event.value.sival_int = 2;
  REQUIRE(create(CLOCK_REALTIME, &event, &other) == 0);
  printf("two: %d\n", id != other);
  time = milliseconds(40, 0);
  REQUIRE(settime(id, 0, &time, 0) == 0);
  time = milliseconds(10, 0);
  REQUIRE(settime(other, 0, &time, 0) == 0);
  take(SIGRTMIN, other);
  take(SIGRTMIN, id);
  // Each keeps its signal, though the number is one that does not queue.
  event.signal = SIGUSR1, event.value.sival_int = 3;
  destroy(id), destroy(other);
  REQUIRE(create(CLOCK_MONOTONIC, &event, &id) == 0);
  event.value.sival_int = 4;
  REQUIRE(create(CLOCK_MONOTONIC, &event, &other) == 0);
  time = milliseconds(10, 0);
  REQUIRE(settime(id, 0, &time, 0) == 0);
  time = milliseconds(30, 0);
  REQUIRE(settime(other, 0, &time, 0) == 0);
  usleep(60000);
  take(SIGUSR1, id);
  take(SIGUSR1, other);
  destroy(id), destroy(other);

  printf("-- without a wish\n");
  REQUIRE(create(CLOCK_MONOTONIC, 0, &id) == 0);
  time = milliseconds(5, 0);
  REQUIRE(settime(id, 0, &time, 0) == 0);
  siginfo_t info;
  sigset_t set = set_of(SIGALRM);
  printf("%s ", signal_name(sigwaitinfo(&set, &info)));
  printf("with its own number: %d\n", info.si_value.sival_int == id && info.si_timerid == id);
  destroy(id);

  printf("-- to nobody\n");
  event.notify = TO_NOBODY, event.signal = 0;
  REQUIRE(create(CLOCK_MONOTONIC, &event, &id) == 0);
  time = milliseconds(10, 0);
  REQUIRE(settime(id, 0, &time, 0) == 0);
  usleep(20000);
  REQUIRE(gettime(id, &old) == 0);
  printf("off: %d\n", old.it_value.tv_nsec == 0);
  time = milliseconds(10, 1000);
  REQUIRE(settime(id, 0, &time, 0) == 0);
  usleep(20000);
  REQUIRE(gettime(id, &old) == 0);
  printf("goes on: %d\n", old.it_value.tv_nsec > 500000000);
  destroy(id);

  printf("-- to a thread\n");
  volatile int thread_id = 0;
  pthread_t thread;
  struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO};
  sigaction(SIGUSR2, &action, 0);
  REQUIRE(pthread_create(&thread, 0, await_signal, (void *)&thread_id) == 0);
  while (thread_id == 0) usleep(1000);
  event = (struct event){{.sival_int = 1}, SIGUSR2, TO_THREAD, thread_id};
  SHOW(create(CLOCK_MONOTONIC, &event, &id));
  time = milliseconds(5, 5);
  REQUIRE(settime(id, 0, &time, 0) == 0);
  pthread_join(thread, 0);
  printf("taken by it: %d\n", pthread_equal(handler_thread, thread) != 0);
  SHOW(destroy(id));
  pid_t stranger = start();
  if (stranger == 0) {
    for (;;) pause();
  }
  event.thread = stranger;
  SHOW(create(CLOCK_MONOTONIC, &event, &id));
  kill(stranger, SIGKILL);
  finish(stranger);
  event.thread = -1;
  SHOW(create(CLOCK_MONOTONIC, &event, &id));

  printf("-- who gets them\n");
  event = (struct event){{.sival_int = 5}, SIGUSR1, TO_PROCESS};
  REQUIRE(create(CLOCK_MONOTONIC, &event, &id) == 0);
  time = milliseconds(30, 30);
  REQUIRE(settime(id, 0, &time, 0) == 0);
  pid_t child = start();
  if (child == 0) {
    printf("a child has it: %s\n", gettime(id, &old) < 0 ? error_name(errno) : "yes");
    printf("and hears of it: %d\n", waits(SIGUSR1, 100));
    exit(0);
  }
  finish(child);
  take(SIGUSR1, id);

  printf("-- while it is ignored\n");
  signal(SIGUSR1, SIG_IGN);
  usleep(100000);
  signal(SIGUSR1, SIG_DFL);
  take(SIGUSR1, id);
  destroy(id);

  printf("-- errors\n");
  event.notify = 77;
  SHOW(create(CLOCK_MONOTONIC, &event, &id));
  event.notify = TO_PROCESS, event.signal = 0;
  SHOW(create(CLOCK_MONOTONIC, &event, &id));
  event.signal = 65;
  SHOW(create(CLOCK_MONOTONIC, &event, &id));
  event.signal = SIGUSR1;
  SHOW(create(77, &event, &id));
  SHOW(create(CLOCK_MONOTONIC, (struct event *)8, &id));
  SHOW(create(CLOCK_MONOTONIC, &event, (int *)8));
  REQUIRE(create(CLOCK_MONOTONIC, &event, &id) == 0);
  SHOW(settime(id, 0, 0, 0));
  SHOW(settime(id, 0, (void *)8, 0));
  time = milliseconds(10, 0);
  time.it_value.tv_nsec = 1000000000;
  SHOW(settime(id, 0, &time, 0));
  time = milliseconds(10, 0);
  time.it_interval.tv_sec = -1;
  SHOW(settime(id, 0, &time, 0));
  SHOW(settime(id + 100, 0, &time, 0));
  time = milliseconds(10000, 0);
  SHOW(settime(id + 100, 0, &time, 0));
  SHOW(settime(id, 0, &time, (void *)8));
  SHOW(gettime(id, (void *)8));
  SHOW(gettime(-1, &old));
  SHOW(getoverrun(id + 100));
  SHOW(destroy(-5));
  SHOW(getoverrun(id));
  return 0;
}
