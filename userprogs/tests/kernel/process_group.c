// Process groups: who is in which, what setpgid may do and what it refuses.
#include "show.h"

int main(void) {
  int gate[2], ready[2];
  char byte;
  REQUIRE(pipe(gate) == 0 && pipe(ready) == 0);
  pid_t group = getpgrp();
  printf("getpgid(0) is getpgrp(): %d\n", getpgid(0) == group);
  pid_t child = start();
  if (child == 0) {
    close(gate[1]);
    printf("a child is in its parent's group: %d\n", getpgrp() == group);
    SHOW(setpgid(0, 0));
    printf("it is in its own: %d\n", getpgrp() == getpid());
    SHOW(setpgid(0, group));
    printf("it is back: %d\n", getpgrp() == group);
    fflush(stdout);
    REQUIRE(write(ready[1], "x", 1) == 1);
    REQUIRE(read(gate[0], &byte, 1) == 0);
    printf("the parent has moved it: %d\n", getpgrp() == getpid());
    exit(0);
  }
  REQUIRE(read(ready[0], &byte, 1) == 1);
  SHOW(getpgid(99999999));
  SHOW(setpgid(99999999, 0));
  SHOW(setpgid(child, -1));
  SHOW(setpgid(child, 99999999));
  printf("setpgid of the child: %d\n", setpgid(child, child));
  printf("its group, as the parent sees it: %d\n", getpgid(child) == child);
  fflush(stdout);
  close(gate[1]);
  show_status("child", finish(child));
}
