// system: a command of the shell.

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "command.h"
#include "thread.h"

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

// What the program did about signals before the command.
struct before {
  struct sigaction interrupt, quit;
  sigset_t mask;
  pid_t child;
};

// While the command runs, the terminal's signals are for it alone, and SIGCHLD waits, so that no handler of
// the program takes the child away.
static void hold_signals(struct before *before) {
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  sigaction(SIGINT, &ignore, &before->interrupt);
  sigaction(SIGQUIT, &ignore, &before->quit);
  sigprocmask(SIG_BLOCK, &children, &before->mask);
}

static void restore_signals(const struct before *before) {
  sigaction(SIGINT, &before->interrupt, 0);
  sigaction(SIGQUIT, &before->quit, 0);
  sigprocmask(SIG_SETMASK, &before->mask, 0);
}

// A thread that is cancelled takes its command with it.
static void give_up(void *argument) {
  struct before *before = argument;
  kill(before->child, SIGKILL);
  __wait_for(before->child);
  restore_signals(before);
}

int system(const char *command) {
  if (command == 0) return access("/bin/sh", X_OK) == 0;
  struct before before;
  int held = __hold_cancel();
  hold_signals(&before);
  before.child = fork();
  if (before.child == 0) {
    restore_signals(&before);
    __become_shell(command);
  }
  struct __cleanup cleanup = {give_up, &before, 0};
  __cleanup_push(&cleanup);
  __release_cancel(held);
  int status = before.child < 0 ? -1 : __wait_for(before.child);
  __hold_cancel();
  __cleanup_pop(&cleanup);
  restore_signals(&before);
  __release_cancel(held);
  return status;
}
