// RLIMIT_STACK: recursion runs until the stack has reached its limit, then comes SIGSEGV.
#include "show.h"

#include <sys/resource.h>

// Each frame knows the one before, so that no compiler makes a loop of it.
static int deep(int depth, volatile char *before) {
  volatile char page[4096];
  page[0] = page[4095] = depth;
  if (depth == 0) return 0;
  int below = deep(depth - 1, page);
  return below + (page[0] == (char)depth) + (before[0] == (char)(depth + 1)) - 1;
}

static int survives(int kilobytes, int depth) {
  struct rlimit limit;
  pid_t child = start();
  if (child == 0) {
    getrlimit(RLIMIT_STACK, &limit);
    limit.rlim_cur = kilobytes * 1024ul;
    if (setrlimit(RLIMIT_STACK, &limit) != 0) _exit(2);
    char first = depth + 1;
    _exit(deep(depth, &first) != depth);
  }
  int status = finish(child);
  if (!WIFEXITED(status)) printf("%s: ", signal_name(WTERMSIG(status)));
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int main(void) {
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  printf("1 MiB, 100 pages: %d\n", survives(1024, 100));
  printf("1 MiB, 400 pages: %d\n", survives(1024, 400));
  printf("4 MiB, 400 pages: %d\n", survives(4096, 400));
  printf("4 MiB, 1500 pages: %d\n", survives(4096, 1500));
  printf("8 MiB, 1500 pages: %d\n", survives(8192, 1500));
}
