// A child that has ended stays as a zombie, which can be signalled, until it is waited for.
#include "show.h"

int main(void) {
  siginfo_t info;
  pid_t child = start();
  if (child == 0) _exit(3);
  waitid(P_PID, child, &info, WEXITED | WNOWAIT);
  SHOW(kill(child, 0));
  SHOW(kill(child, SIGKILL));
  printf("its group is still ours: %d\n", getpgid(child) == getpgrp());
  show_status("the zombie", finish(child));
  SHOW(kill(child, 0));
  SHOW(getpgid(child));
  pid_t zombies[20];
  for (int i = 0; i < 20; i++) {
    zombies[i] = start();
    if (zombies[i] == 0) _exit(i);
  }
  int sum = 0;
  for (int i = 19; i >= 0; i--) sum += WEXITSTATUS(finish(zombies[i]));
  printf("twenty zombies, waited for from the last to the first: %d\n", sum);
}
