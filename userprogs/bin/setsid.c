// setsid: starts a program in a session of its own.
#define TOOL "setsid"
#include "tool.h"

#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

const char help[] =
  "Usage: setsid [OPTION]... PROGRAM [ARGUMENT]...\n"
  "Start PROGRAM in a new session, which has no controlling terminal: no Ctrl-C reaches it.\n"
  "\n"
  "  -c, --ctty  make the terminal that is its standard input the session's\n"
  "  -f, --fork  start it as another process, always\n"
  "  -w, --wait  wait for its end; the exit status is its own\n"
  "      --help  show this help\n"
  "\n"
  "Example: setsid sleep 100\n";

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"ctty", no_argument, 0, 'c'}, {"fork", no_argument, 0, 'f'}, {"wait", no_argument, 0, 'w'}, HELP_OPTION,
  };
  bool takes_terminal = false, forks = false, waits = false;
  for (int option; (option = next_option(argc, argv, "+cfw", names, FAILURE)) != -1;) switch (option) {
    case 'c': takes_terminal = true; break;
    case 'f': forks = true; break;
    case 'w': waits = true; break;
  }
  if (optind == argc) {
    fputs("setsid: no command specified\n", stderr);
    refuse(FAILURE);
  }
  // Who leads a process group cannot begin a session.
  if (forks || getpgrp() == getpid()) {
    pid_t child = fork();
    int status;
    if (child < 0) fail(FAILURE, "fork: ", strerror(errno));
    if (child > 0 && !waits) return 0;
    if (child > 0) {
      if (waitpid(child, &status, 0) < 0) fail(FAILURE, "wait: ", strerror(errno));
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
  }
  if (setsid() < 0) fail(FAILURE, "setsid: ", strerror(errno));
  if (takes_terminal && ioctl(STDIN_FILENO, TIOCSCTTY, 1) < 0)
    fail(FAILURE, "failed to set the controlling terminal: ", strerror(errno));
  execvp(argv[optind], argv + optind);
  int status = errno == ENOENT ? 127 : 126;
  fprintf(stderr, "setsid: failed to execute %s: %s\n", argv[optind], strerror(errno));
  return status;
}
