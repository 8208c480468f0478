// Leaves the processor for every reason that a program can have a hand in; it runs on one hart.
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void compute(long microseconds) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  int64_t end = now.tv_sec * 1000000LL + now.tv_nsec / 1000 + microseconds;
  do clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  while (now.tv_sec * 1000000LL + now.tv_nsec / 1000 < end);
}

static void set_class(int policy, int priority) {
  struct sched_param parameters = {.sched_priority = priority};
  if (sched_setscheduler(0, policy, &parameters) != 0) perror("sched_setscheduler");
}

static pid_t begin(void (*what)(void)) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    what();
    _exit(0);
  }
  return child;
}

static void long_job(void) { compute(5000); }

static void urgent_job(void) {
  set_class(SCHED_FIFO, 10);
  usleep(500);
  compute(100);
}

int main(void) {
  sched_yield();           // yielded, if somebody else is ready
  set_class(SCHED_FIFO, 1);  // class changed
  set_class(SCHED_OTHER, 0);
  pid_t urgent = begin(urgent_job);
  pid_t first = begin(long_job), second = begin(long_job);
  usleep(100);             // blocked; the two take turns: slice ended; the urgent one wakes up: preempted
  kill(first, SIGSTOP);    // stopped
  int status;
  waitpid(first, &status, WUNTRACED);
  printf("stopped %d\n", WIFSTOPPED(status));
  kill(first, SIGCONT);
  compute(100);
  sched_yield();
  waitpid(urgent, &status, 0);
  waitpid(first, &status, 0);
  waitpid(second, &status, 0);
  printf("ended %d\n", WIFEXITED(status));
}
