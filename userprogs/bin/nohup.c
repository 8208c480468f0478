// nohup: runs a command that goes on when its terminal has gone.
#define TOOL "nohup"
#include "tool.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

const char help[] =
  "Usage: nohup COMMAND [ARGUMENT]...\n"
  "Run COMMAND so that it ignores SIGHUP. Where the terminal is its output, that goes to the file nohup.out.\n"
  "\n"
  "      --help  show this help\n"
  "\n"
  "The exit status is COMMAND's, 125 after an error, 126 or 127 if COMMAND could not be run.\n"
  "Example: nohup make > log 2>&1 &\n";

enum { NOT_STARTED = 125 };

// Opens nohup.out, here or in the home folder, as standard output.
static void redirect_output(void) {
  const char *home = getenv("HOME"), *name = "nohup.out";
  char path[4096];
  int file = open(name, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0 && home != 0) {
    snprintf(path, sizeof path, "%s/nohup.out", home);
    file = open(name = path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  }
  if (file < 0) complain(name), exit(NOT_STARTED);
  fprintf(stderr, "nohup: ignoring input and appending output to '%s'\n", name);
  dup2(file, STDOUT_FILENO);
  close(file);
}

int main(int argc, char **argv) {
  while (next_option(argc, argv, "+", ONLY_HELP, NOT_STARTED) != -1) continue;
  if (optind == argc) {
    fputs("nohup: missing operand\n", stderr);
    refuse(NOT_STARTED);
  }
  if (isatty(STDIN_FILENO)) {
    int nothing = open("/dev/null", O_WRONLY);
    if (nothing >= 0) dup2(nothing, STDIN_FILENO), close(nothing);
  }
  if (isatty(STDOUT_FILENO)) redirect_output();
  if (isatty(STDERR_FILENO)) dup2(STDOUT_FILENO, STDERR_FILENO);
  signal(SIGHUP, SIG_IGN);
  execvp(argv[optind], argv + optind);
  int status = errno == ENOENT ? 127 : 126;
  fprintf(stderr, "nohup: failed to run command '%s': %s\n", argv[optind], strerror(errno));
  return status;
}
