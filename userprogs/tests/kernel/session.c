// Sessions: setsid makes a new session and group; a group's leader may not; a session's leader may not change its group.
#include "show.h"

int main(void) {
  pid_t session = getsid(0);
  pid_t child = start();
  if (child == 0) {
    printf("a child is in its parent's session: %d\n", getsid(0) == session);
    printf("setsid returns its own pid: %d\n", setsid() == getpid());
    printf("it leads a session: %d and a group: %d\n", getsid(0) == getpid(), getpgrp() == getpid());
    SHOW(setsid());
    SHOW(setpgid(0, 0));
    pid_t grandchild = start();
    if (grandchild == 0) {
      printf("its child is in the new session: %d\n", getsid(0) == getppid());
      SHOW(setpgid(0, 0));
      SHOW(setsid());
      exit(0);
    }
    show_status("grandchild", finish(grandchild));
    exit(0);
  }
  show_status("child", finish(child));
  SHOW(getsid(99999999));
  int gate[2], back[2];
  char byte;
  REQUIRE(pipe(gate) == 0 && pipe(back) == 0);
  child = start();
  if (child == 0) {
    setsid();
    REQUIRE(write(back[1], "x", 1) == 1);
    REQUIRE(read(gate[0], &byte, 1) == 1);
    _exit(0);
  }
  REQUIRE(read(back[0], &byte, 1) == 1);
  SHOW(setpgid(child, child));
  SHOW(setpgid(0, child));
  REQUIRE(write(gate[1], "x", 1) == 1);
  finish(child);
}
