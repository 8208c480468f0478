// Many readers of one pipe: each byte goes to exactly one of them.
#include "show.h"

enum { READERS = 4, JOBS = 400 };

int main(void) {
  int jobs[2], results[2];
  REQUIRE(pipe(jobs) == 0 && pipe(results) == 0);
  for (int i = 0; i < READERS; i++)
    if (start() == 0) {
      int job, sum[2] = {0, 0};
      close(jobs[1]);
      while (read(jobs[0], &job, sizeof job) == sizeof job) sum[0] += job, sum[1]++;
      REQUIRE(write(results[1], sum, sizeof sum) == sizeof sum);
      _exit(0);
    }
  close(jobs[0]);
  for (int job = 1; job <= JOBS; job++) REQUIRE(write(jobs[1], &job, sizeof job) == sizeof job);
  close(jobs[1]);
  int total = 0, count = 0, sum[2];
  for (int i = 0; i < READERS; i++) {
    REQUIRE(read(results[0], sum, sizeof sum) == sizeof sum);
    total += sum[0], count += sum[1];
  }
  printf("%d jobs, %d in all\n", count, total);
  while (wait(0) > 0) {}
}
