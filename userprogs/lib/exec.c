// execv and execvp: another program in this process. The kernel itself has only execve.

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <limits.h>

int execv(const char *path, char *const *arguments) { return execve(path, arguments, environ); }

// A text file without #! is taken for a script of the shell.
static int execute_script(const char *path, char *const *arguments, char *const *environment) {
  size_t count = 0;
  while (arguments[count] != 0) count++;
  char *with_shell[count + 3];
  with_shell[0] = "/bin/sh";
  with_shell[1] = (char *)path;
  with_shell[2] = 0;
  for (size_t i = 1; i <= count; i++) with_shell[i + 1] = arguments[i];
  return execve(with_shell[0], with_shell, environment);
}

static int attempt(const char *path, char *const *arguments, char *const *environment) {
  execve(path, arguments, environment);
  return errno == ENOEXEC ? execute_script(path, arguments, environment) : -1;
}

// A name without a slash is looked for in the folders of PATH.
int execvpe(const char *file, char *const *arguments, char *const *environment) {
  if (*file == 0) return errno = ENOENT, -1;
  if (strchr(file, '/') != 0) return attempt(file, arguments, environment);
  const char *folders = getenv("PATH");
  if (folders == 0) folders = "/bin:/usr/bin";
  int was_refused = 0;
  for (;;) {
    const char *end = strchrnul(folders, ':');
    char path[PATH_MAX];
    size_t length = (size_t)(end - folders);
    if (length + strlen(file) + 2 <= sizeof path) {
      char *name = mempcpy(path, folders, length);
      if (length > 0) *name++ = '/';
      strcpy(name, file);
      attempt(path, arguments, environment);
      if (errno == EACCES) was_refused = 1;
      else if (errno != ENOENT && errno != ENOTDIR) return -1;
    }
    if (*end == 0) break;
    folders = end + 1;
  }
  errno = was_refused ? EACCES : ENOENT;
  return -1;
}

int execvp(const char *file, char *const *arguments) { return execvpe(file, arguments, environ); }
