// setrlimit and prlimit: what is refused, what is told, and that a child has its own.
#include "show.h"

#include <sys/resource.h>
#include <sys/syscall.h>

int main(void) {
  struct rlimit limit, wrong = {10, 5}, old;
  SHOW(setrlimit(RLIMIT_NOFILE, &wrong));
  SHOW(setrlimit(99, &wrong));
  SHOW(getrlimit(99, &limit));
  SHOW(getrlimit(RLIMIT_NOFILE, (struct rlimit *)16));
  REQUIRE(getrlimit(RLIMIT_STACK, &limit) == 0);
  printf("the stack's limit is 64 KiB or more: %d\n", limit.rlim_cur >= 65536);
  limit.rlim_cur = 1 << 20;
  SHOW(setrlimit(RLIMIT_STACK, &limit));
  SHOW(syscall(SYS_prlimit64, 0, RLIMIT_STACK, 0, &old));
  printf("%llu\n", (unsigned long long)old.rlim_cur);
  limit.rlim_cur = 2 << 20;
  SHOW(syscall(SYS_prlimit64, getpid(), RLIMIT_STACK, &limit, &old));
  printf("before: %llu\n", (unsigned long long)old.rlim_cur);
  pid_t child = start();
  if (child == 0) {
    limit.rlim_cur = limit.rlim_max = 3 << 20;
    SHOW(setrlimit(RLIMIT_STACK, &limit));
    exit(0);
  }
  finish(child);
  getrlimit(RLIMIT_STACK, &limit);
  printf("the parent's is still %llu\n", (unsigned long long)limit.rlim_cur);
  SHOW(syscall(SYS_prlimit64, 99999999, RLIMIT_STACK, 0, &old));
  SHOW(syscall(SYS_prlimit64, 0, 99, 0, &old));
}
