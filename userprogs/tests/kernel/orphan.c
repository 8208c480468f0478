// An orphan gets a new parent: the nearest subreaper above it, which can then wait for it.
#include "show.h"

#include <sys/prctl.h>

int main(void) {
  int ready[2], gate[2];
  char byte;
  REQUIRE(pipe(ready) == 0 && pipe(gate) == 0);
  SHOW(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0));
  pid_t top = getpid(), middle = start();
  if (middle == 0) {
    pid_t parent = getpid();
    pid_t orphan = start();
    if (orphan == 0) {
      printf("the orphan's parent is the middle one: %d\n", getppid() == parent);
      fflush(stdout);
      close(gate[1]);
      REQUIRE(write(ready[1], "x", 1) == 1);
      REQUIRE(read(gate[0], &byte, 1) == 0);
      printf("and now the one at the top: %d\n", getppid() == top);
      exit(11);
    }
    REQUIRE(read(ready[0], &byte, 1) == 1);
    _exit(0);
  }
  show_status("the middle one", finish(middle));
  fflush(stdout);
  close(gate[1]);
  int status;
  REQUIRE(wait(&status) > 0);
  show_status("the orphan", status);
  SHOW(wait(0));
}
