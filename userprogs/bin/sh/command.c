// Commands: where they are, and how they begin.
#include "sh.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_program(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

char *find_program(const char *name) {
  if (strchr(name, '/') != 0) return is_program(name) ? arena_copy(scratch, name, strlen(name)) : 0;
  const char *folders = get_variable("PATH");
  if (folders == 0) folders = "/bin:/usr/bin";
  for (;;) {
    size_t length = strcspn(folders, ":");
    char *path = arena_take(scratch, length + strlen(name) + 3);
    memcpy(path, folders, length);
    if (length == 0) path[length++] = '.';
    strcpy(stpcpy(path + length, "/"), name);
    if (is_program(path)) return path;
    folders += strcspn(folders, ":");
    if (*folders++ == 0) return 0;
  }
}

// A file that is no program is a script of ours.
static void execute_script(const char *path, char **arguments) {
  size_t count = 0;
  while (arguments[count] != 0) count++;
  char **longer = arena_take(scratch, (count + 3) * sizeof *longer);
  longer[0] = "sh";
  longer[1] = (char *)path;
  memcpy(longer + 2, arguments + 1, count * sizeof *longer);
  execve("/bin/sh", longer, environment());
}

_Noreturn void execute_program(char **arguments) {
  const char *path = strchr(arguments[0], '/') != 0 ? arguments[0] : find_program(arguments[0]);
  if (path == 0) {
    complain("%s: not found", arguments[0]);
    exit_shell(127);
  }
  execve(path, arguments, environment());
  if (errno == ENOEXEC) execute_script(path, arguments);
  int status = errno == ENOENT || errno == ENOTDIR ? 127 : 126;
  complain("%s: %s", arguments[0], errno == ENOENT ? "not found" : strerror(errno));
  exit_shell(status);
}
