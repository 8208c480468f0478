// A signal to a process group reaches each member, and no one else.
#include "show.h"

int main(void) {
  int ready[2];
  char byte;
  REQUIRE(pipe(ready) == 0);
  pid_t leader = 0, members[4];
  for (int i = 0; i < 4; i++) {
    members[i] = start();
    if (members[i] == 0) {
      setpgid(0, leader);
      REQUIRE(write(ready[1], "x", 1) == 1);
      for (;;) pause();
    }
    if (leader == 0) leader = members[i];
    setpgid(members[i], leader);
    REQUIRE(read(ready[0], &byte, 1) == 1);
  }
  pid_t outsider = start();
  if (outsider == 0)
    for (;;) pause();
  SHOW(kill(-leader, 0));
  SHOW(kill(-leader, SIGUSR1));
  for (int i = 0; i < 4; i++) show_status("member", finish(members[i]));
  SHOW(kill(-leader, 0));
  SHOW(waitpid(outsider, 0, WNOHANG));
  kill(outsider, SIGKILL);
  show_status("outsider", finish(outsider));

  pid_t child = start();
  if (child == 0) {
    setpgid(0, 0);
    pid_t other = start();
    if (other == 0)
      for (;;) pause();
    signal(SIGUSR2, SIG_IGN);
    SHOW(kill(0, SIGUSR2));
    show_status("the other of its group", finish(other));
    exit(0);
  }
  show_status("child", finish(child));
}
