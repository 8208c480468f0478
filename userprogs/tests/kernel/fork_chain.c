// A chain of processes, each the child of the one before: the exit statuses add up on the way back.
#include "show.h"

static int chain(int length) {
  if (length == 0) return 0;
  pid_t child = start();
  if (child == 0) _exit(chain(length - 1));
  return WEXITSTATUS(finish(child)) + 1;
}

int main(void) {
  for (int length = 1; length <= 32; length *= 2) printf("%d links: %d\n", length, chain(length));
}
