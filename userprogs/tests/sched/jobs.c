// Runs the jobs of a textbook's scheduling example as real processes, and tells what became of them.
//
//     jobs [--unit MICROSECONDS] [--no-hints] NAME:ARRIVAL:BURST[:NICE[:EVERY:WAIT]]…
//
// Times are in units. A job is a process that comes at its arrival, computes for its burst, and ends; with EVERY and
// WAIT, it sleeps for WAIT units whenever it has computed for EVERY. It prints how long it took until it first ran
// (response) and until it ended (turnaround), each rounded to units.
//
// The parent is a real-time process, so that jobs come on time under every policy; each job leaves that class before
// it begins, with its nice value, and with its burst as the slice that it asks for (sched_runtime), which is what the
// policies sjf and srtf take for the length of its bursts; with --no-hints, it asks for none.

#include <errno.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// The structure of sched_setattr(2) as it was at first; few C libraries declare it.
struct attributes {
  uint32_t size, policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime, deadline, period;
};

struct job {
  const char *name;
  long arrival, burst, nice, every, wait;
};

enum { MAX_JOBS = 64 };
static struct job jobs[MAX_JOBS];
static int job_count;
static int64_t unit = 1000000;  // nanoseconds
static int64_t start;
static int hints = 1;

static int64_t now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void sleep_until(int64_t time) {
  struct timespec deadline = {time / 1000000000, time % 1000000000};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, NULL) == EINTR) {}
}

// Computes until the thread itself has run for so long.
static void compute_until(int64_t cpu_time) {
  while (now(CLOCK_THREAD_CPUTIME_ID) < cpu_time) {}
}

static long in_units(int64_t nanoseconds) { return (nanoseconds + unit / 2) / unit; }

static void run(const struct job *job) {
  int64_t arrival = start + job->arrival * unit;
  int64_t used = now(CLOCK_THREAD_CPUTIME_ID);
  struct attributes attributes = {.size = sizeof attributes, .policy = SCHED_OTHER, .nice = job->nice};
  if (hints) attributes.runtime = job->burst * unit;
  syscall(SYS_sched_setattr, 0, &attributes, 0);

  int64_t response = now(CLOCK_MONOTONIC) - arrival;
  long left = job->burst;
  while (job->every > 0 && left > job->every) {
    used += job->every * unit;
    left -= job->every;
    compute_until(used);
    sleep_until(now(CLOCK_MONOTONIC) + job->wait * unit);
  }
  compute_until(used + left * unit);
  printf("%s %ld %ld\n", job->name, in_units(response), in_units(now(CLOCK_MONOTONIC) - arrival));
}

static struct job parse(char *text) {
  struct job job = {.name = strtok(text, ":")};
  long *fields[] = {&job.arrival, &job.burst, &job.nice, &job.every, &job.wait};
  for (int i = 0; i < 5; i++) {
    char *field = strtok(NULL, ":");
    if (field != NULL) *fields[i] = strtol(field, NULL, 10);
  }
  return job;
}

int main(int argc, char **argv) {
  int first = 1;
  if (argc > first + 1 && strcmp(argv[first], "--unit") == 0) {
    unit = strtol(argv[first + 1], NULL, 10) * 1000;
    first += 2;
  }
  if (argc > first && strcmp(argv[first], "--no-hints") == 0) {
    hints = 0;
    first++;
  }
  if (argc <= first || argc - first > MAX_JOBS || unit <= 0) {
    fprintf(stderr,
            "usage: jobs [--unit MICROSECONDS] [--no-hints] NAME:ARRIVAL:BURST[:NICE[:EVERY:WAIT]]...\n");
    return 2;
  }
  for (int i = first; i < argc; i++) jobs[job_count++] = parse(argv[i]);

  struct sched_param realtime = {.sched_priority = 50};
  if (sched_setscheduler(0, SCHED_FIFO, &realtime) != 0) perror("jobs: arrivals may be late");
  start = now(CLOCK_MONOTONIC) + 10 * unit;
  for (int i = 0; i < job_count; i++) {
    sleep_until(start + jobs[i].arrival * unit);
    pid_t child = fork();
    if (child < 0) {
      perror("jobs: fork");
      return 1;
    }
    if (child == 0) {
      run(&jobs[i]);
      return 0;
    }
  }
  while (wait(NULL) > 0) {}
  return 0;
}
