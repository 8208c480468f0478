// A binary tree of processes: each node counts itself and its two subtrees, and tells its parent by its exit status.
#include "show.h"

static int nodes(int depth) {
  if (depth == 0) return 1;
  int count = 1;
  pid_t children[2];
  for (int i = 0; i < 2; i++) {
    children[i] = start();
    if (children[i] == 0) _exit(nodes(depth - 1));
  }
  for (int i = 0; i < 2; i++) count += WEXITSTATUS(finish(children[i]));
  return count;
}

int main(void) {
  for (int depth = 0; depth <= 4; depth++) printf("depth %d: %d processes\n", depth, nodes(depth));
}
