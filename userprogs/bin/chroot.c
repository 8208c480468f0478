// chroot: starts a program for which another folder is the root.
#define TOOL "chroot"
#include "tool.h"

#include <unistd.h>

const char help[] =
  "Usage: chroot FOLDER [PROGRAM [ARGUMENT]...]\n"
  "Start PROGRAM ($SHELL -i, where there is none) with FOLDER as its root: nothing outside has a name for it.\n"
  "\n"
  "  --help  show this help\n"
  "\n"
  "What the program needs must be in FOLDER.\n"
  "\n"
  "Example: chroot /tmp/jail /bin/sh\n";

enum { CANNOT = 125, CANNOT_RUN = 126, NOT_FOUND = 127 };

int main(int argc, char **argv) {
  while (next_option(argc, argv, "+", ONLY_HELP, CANNOT) != -1) continue;
  if (optind == argc) {
    fputs("chroot: missing operand\n", stderr);
    refuse(CANNOT);
  }
  const char *folder = argv[optind++];
  if (chroot(folder) < 0) {
    fprintf(stderr, "chroot: cannot change root directory to '%s': %s\n", folder, strerror(errno));
    return CANNOT;
  }
  if (chdir("/") < 0) fail(CANNOT, "cannot change to the root: ", strerror(errno));
  char *shell[] = {getenv("SHELL"), "-i", 0};
  if (shell[0] == 0) shell[0] = "/bin/sh";
  char **program = optind < argc ? argv + optind : shell;
  execvp(program[0], program);
  int status = errno == ENOENT ? NOT_FOUND : CANNOT_RUN;
  fprintf(stderr, "chroot: failed to run command '%s': %s\n", program[0], strerror(errno));
  return status;
}
