// system and popen: commands of the shell.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "file.h"

static _Noreturn void become_shell(const char *command) {
  execl("/bin/sh", "sh", "-c", command, (char *)0);
  _exit(127);
}

static int wait_for(pid_t child) {
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
    become_shell(command);
  }
  int status = child < 0 ? -1 : wait_for(child);
  sigaction(SIGINT, &interrupt, 0);
  sigaction(SIGQUIT, &quit, 0);
  sigprocmask(SIG_SETMASK, &old_mask, 0);
  return status;
}

FILE *popen(const char *command, const char *mode) {
  bool reads = *mode == 'r';
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return 0;
  int ours = ends[reads ? 0 : 1], theirs = ends[reads ? 1 : 0];
  FILE *stream = fdopen(ours, mode);
  pid_t child = stream == 0 ? -1 : fork();
  if (child == 0) {
    int wanted = reads ? STDOUT_FILENO : STDIN_FILENO;
    if (theirs == wanted) fcntl(theirs, F_SETFD, 0);
    else dup2(theirs, wanted);
    become_shell(command);
  }
  close(theirs);
  if (child > 0) {
    if (strchr(mode, 'e') == 0) fcntl(ours, F_SETFD, 0);
    stream->child = child;
    return stream;
  }
  if (stream != 0) fclose(stream);
  else close(ours);
  return 0;
}

int pclose(FILE *stream) {
  pid_t child = stream->child;
  fclose(stream);
  return wait_for(child);
}
