// pipe and dup2: Linux for RISC-V itself has only pipe2 and dup3.

#include <fcntl.h>
#include <unistd.h>
#include "internal.h"

WEAK int pipe(int ends[2]) { return pipe2(ends, 0); }

// dup3 refuses what dup2 permits: a copy onto itself, which is no copy.
WEAK int dup2(int descriptor, int wanted) {
  if (descriptor != wanted) return dup3(descriptor, wanted, 0);
  return fcntl(descriptor, F_GETFD) < 0 ? -1 : wanted;
}
