// waitpid of a process group takes only its members; 0 means the caller's own group.
#include "show.h"

static pid_t member(pid_t group, int code) {
  pid_t child = start();
  if (child == 0) {
    setpgid(0, group);
    _exit(code);
  }
  setpgid(child, group);
  return child;
}

int main(void) {
  int status, sum = 0;
  pid_t leader = start();
  if (leader == 0) {
    setpgid(0, 0);
    _exit(1);
  }
  setpgid(leader, leader);
  member(leader, 2);
  member(leader, 4);
  pid_t ours = start();
  if (ours == 0) _exit(8);
  for (int i = 0; i < 3; i++) {
    REQUIRE(waitpid(-leader, &status, 0) > 0);
    sum += WEXITSTATUS(status);
  }
  printf("the group's statuses add up to %d\n", sum);
  SHOW(waitpid(-leader, &status, 0));
  printf("our group has the fourth: %d\n", waitpid(0, &status, 0) == ours);
  show_status("it", status);
  SHOW(waitpid(0, &status, 0));
}
