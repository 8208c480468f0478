// renice: changes the priority of processes that run.
#define TOOL "renice"
#include "tool.h"

#include <pwd.h>
#include <sys/resource.h>

const char help[] =
  "Usage: renice [-n] N [-p|-g|-u] PROCESS...\n"
  "Set the nice value of each process to N, from -20 (gets most) to 19 (gets least).\n"
  "\n"
  "  -p, --pid    the numbers are processes'\n"
  "  -g, --pgrp   process groups'\n"
  "  -u, --user   users', or their names\n"
  "      --help   show this help\n"
  "\n"
  "Example: renice 10 -p 42\n";

static const char *const kinds[] =
  {[PRIO_PROCESS] = "process ID", [PRIO_PGRP] = "process group ID", [PRIO_USER] = "user ID"};

static bool change(int which, const char *text, int value) {
  struct passwd *user = which == PRIO_USER ? getpwnam(text) : 0;
  char *end;
  long number = user != 0 ? (long)user->pw_uid : strtol(text, &end, 10);
  if (user == 0 && (end == text || *end != 0)) {
    fprintf(stderr, "renice: bad %s value: %s\n", kinds[which], text);
    return false;
  }
  errno = 0;
  int old = getpriority(which, (id_t)number);
  if ((old == -1 && errno != 0) || setpriority(which, (id_t)number, value) < 0) {
    fprintf(stderr, "renice: failed to change priority for %ld (%s): %s\n", number, kinds[which],
      strerror(errno));
    return false;
  }
  printf("%ld (%s) old priority %d, new priority %d\n", number, kinds[which], old,
    getpriority(which, (id_t)number));
  return true;
}

int main(int argc, char **argv) {
  int i = 1, which = PRIO_PROCESS;
  if (argc > 1 && strcmp(argv[1], "--help") == 0) show_help();
  if (i < argc && (strcmp(argv[i], "-n") == 0 || strcmp(argv[i], "--priority") == 0)) i++;
  char *end;
  long value = i < argc ? strtol(argv[i], &end, 10) : 0;
  if (i + 1 >= argc || end == argv[i] || *end != 0) {
    fputs("renice: not enough arguments\n", stderr);
    refuse(FAILURE);
  }
  bool done = true;
  for (i++; i < argc; i++) {
    if (strcmp(argv[i], "-p") == 0 || strcmp(argv[i], "--pid") == 0) which = PRIO_PROCESS;
    else if (strcmp(argv[i], "-g") == 0 || strcmp(argv[i], "--pgrp") == 0) which = PRIO_PGRP;
    else if (strcmp(argv[i], "-u") == 0 || strcmp(argv[i], "--user") == 0) which = PRIO_USER;
    else done &= change(which, argv[i], (int)value);
  }
  return finish(done ? 0 : FAILURE);
}
