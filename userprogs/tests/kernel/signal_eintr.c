// Calls that a handled signal always ends with EINTR, SA_RESTART or not: sleep, pause, poll, sigsuspend, select.
#include "show.h"

#include <poll.h>
#include <sys/select.h>
#include <sys/time.h>
#include <time.h>

static volatile sig_atomic_t handled;
static void count(int signal) { (void)signal, handled++; }

static void tick(void) {
  // The period sends it again where the first one came before the call.
  struct itimerval timer = {{0, 20000}, {0, 20000}};
  fflush(stdout);
  handled = 0;
  setitimer(ITIMER_REAL, &timer, 0);
}

static void report(const char *call, int result) {
  int error = errno;
  struct itimerval off = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &off, 0);
  printf("%s: %d %s, handled: %d\n", call, result, error_name(error), handled > 0);
}

int main(void) {
  struct sigaction action = {.sa_handler = count, .sa_flags = SA_RESTART};
  sigaction(SIGALRM, &action, 0);
  struct timespec minute = {60, 0}, left = {0, 0};
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  tick();
  report("nanosleep", nanosleep(&minute, &left));
  printf("some of the minute is left: %d\n", left.tv_sec >= 50 && left.tv_sec < 60);
  tick();
  report("pause", pause());
  struct pollfd descriptor = {ends[0], POLLIN, 0};
  tick();
  report("poll", poll(&descriptor, 1, 60000));
  fd_set set;
  FD_ZERO(&set);
  FD_SET(ends[0], &set);
  tick();
  report("select", select(ends[0] + 1, &set, 0, 0, 0));
  sigset_t none;
  sigemptyset(&none);
  tick();
  report("sigsuspend", sigsuspend(&none));
  sigset_t usr2;
  sigemptyset(&usr2);
  sigaddset(&usr2, SIGUSR2);
  tick();
  report("sigtimedwait", sigtimedwait(&usr2, 0, &minute));
  printf("sleep tells what is left: ");
  tick();
  unsigned seconds = sleep(60);
  report("sleep", seconds > 50 && seconds <= 60);
}
