// system: a command of the shell.

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "command.h"

_Noreturn void __become_shell(const char *command) {
  execl("/bin/sh", "sh", "-c", command, (char *)0);
  _exit(127);
}

int __wait_for(pid_t child) {
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}

// While the command runs, the terminal's signals are for it alone, and SIGCHLD waits, so that no handler of
// the program takes the child away.
int system(const char *command) {
  if (command == 0) return access("/bin/sh", X_OK) == 0;
  struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
  sigset_t child_set, old_mask;
  sigemptyset(&child_set);
  sigaddset(&child_set, SIGCHLD);
  sigaction(SIGINT, &ignore, &interrupt);
  sigaction(SIGQUIT, &ignore, &quit);
  sigprocmask(SIG_BLOCK, &child_set, &old_mask);
  pid_t child = fork();
  if (child == 0) {
    sigaction(SIGINT, &interrupt, 0);
    sigaction(SIGQUIT, &quit, 0);
    sigprocmask(SIG_SETMASK, &old_mask, 0);
    __become_shell(command);
  }
  int status = child < 0 ? -1 : __wait_for(child);
  sigaction(SIGINT, &interrupt, 0);
  sigaction(SIGQUIT, &quit, 0);
  sigprocmask(SIG_SETMASK, &old_mask, 0);
  return status;
}
