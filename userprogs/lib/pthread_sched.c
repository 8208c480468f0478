// How threads are scheduled, and what they are called.

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>
#include "thread.h"

#define NAME_SIZE 16                      // the kernel's, with the zero

static int tid_of(pthread_t id) {
  struct thread *thread = (struct thread *)id;
  return thread == __self() ? __tid() : thread->tid;
}

int pthread_yield(void) { return sched_yield(); }

int pthread_setschedparam(pthread_t thread, int policy, const struct sched_param *parameters) {
  return sched_setscheduler(tid_of(thread), policy, parameters) < 0 ? errno : 0;
}

int pthread_getschedparam(pthread_t thread, int *restrict policy, struct sched_param *restrict parameters) {
  int found = sched_getscheduler(tid_of(thread));
  if (found < 0 || sched_getparam(tid_of(thread), parameters) < 0) return errno;
  *policy = found;
  return 0;
}

int pthread_setschedprio(pthread_t thread, int priority) {
  struct sched_param parameters = {priority};
  return sched_setparam(tid_of(thread), &parameters) < 0 ? errno : 0;
}

int pthread_setaffinity_np(pthread_t thread, size_t size, const cpu_set_t *set) {
  return sched_setaffinity(tid_of(thread), size, set) < 0 ? errno : 0;
}

int pthread_getaffinity_np(pthread_t thread, size_t size, cpu_set_t *set) {
  return sched_getaffinity(tid_of(thread), size, set) < 0 ? errno : 0;
}

int pthread_getconcurrency(void) { return 0; }
int pthread_setconcurrency(int level) { return level < 0 ? EINVAL : 0; }

// Another thread's name is a file of its process.
static int open_name(pthread_t thread, int flags) {
  char path[48];
  snprintf(path, sizeof path, "/proc/self/task/%d/comm", tid_of(thread));
  return open(path, flags | O_CLOEXEC);
}

int pthread_setname_np(pthread_t thread, const char *name) {
  size_t length = strlen(name);
  if (length >= NAME_SIZE) return ERANGE;
  if (thread == pthread_self()) return prctl(PR_SET_NAME, name) < 0 ? errno : 0;
  int file = open_name(thread, O_WRONLY);
  if (file < 0) return errno;
  int error = write(file, name, length) < 0 ? errno : 0;
  close(file);
  return error;
}

int pthread_getname_np(pthread_t thread, char *name, size_t size) {
  if (size < NAME_SIZE) return ERANGE;
  if (thread == pthread_self()) return prctl(PR_GET_NAME, name) < 0 ? errno : 0;
  int file = open_name(thread, O_RDONLY);
  if (file < 0) return errno;
  ssize_t length = read(file, name, NAME_SIZE);
  int error = length < 0 ? errno : 0;
  if (length > 0) name[length - 1] = 0;   // the file ends with a new line
  close(file);
  return error;
}

// The kernel makes a clock for each thread out of its number.
int pthread_getcpuclockid(pthread_t thread, clockid_t *clock) {
  *clock = ~tid_of(thread) << 3 | 6;
  return 0;
}
