// popen and pclose: a command of the shell at the other end of a pipe.

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "command.h"
#include "file.h"
#include "thread.h"

// The streams of commands. A command must not hold the ends that the program has of others' pipes: whoever
// reads from such a pipe would never see its end.
static FILE *commands;
static int lock;

static void list(FILE *stream) {
  stream->next_command = commands;
  commands = stream;
}

// Called for a command's stream before it is closed.
void __forget_command(FILE *stream) {
  __lock(&lock);
  FILE **link = &commands;
  while (*link != 0 && *link != stream) link = &(*link)->next_command;
  if (*link != 0) *link = stream->next_command;
  __unlock(&lock);
}

static _Noreturn void become_command(const char *command, int end, int wanted) {
  for (FILE *other = commands; other != 0; other = other->next_command)
    if (other->descriptor != end) close(other->descriptor);
  if (end == wanted) fcntl(end, F_SETFD, 0);
  else dup2(end, wanted);
  __become_shell(command);
}

// Starts the command; 0, and errno, if that failed.
static pid_t start(FILE *stream, const char *command, int end, bool reads, bool closes_on_exec) {
  int held = __hold_cancel();
  __lock(&lock);
  pid_t child = fork();
  if (child == 0) become_command(command, end, reads ? STDOUT_FILENO : STDIN_FILENO);
  if (child > 0) {
    if (!closes_on_exec) fcntl(stream->descriptor, F_SETFD, 0);
    stream->child = child;
    list(stream);
  }
  __unlock(&lock);
  __release_cancel(held);
  return child < 0 ? 0 : child;
}

// "r" or "w", and "e" if programs that this one becomes are not to have the stream.
static bool is_mode(const char *mode) {
  if (*mode != 'r' && *mode != 'w') return false;
  return mode[1] == 0 || (mode[1] == 'e' && mode[2] == 0);
}

FILE *popen(const char *command, const char *mode) {
  if (!is_mode(mode)) return errno = EINVAL, (FILE *)0;
  bool reads = *mode == 'r';
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return 0;
  int ours = ends[reads ? 0 : 1], theirs = ends[reads ? 1 : 0];
  FILE *stream = fdopen(ours, mode);
  pid_t child = stream == 0 ? 0 : start(stream, command, theirs, reads, mode[1] == 'e');
  int error = errno;
  close(theirs);
  if (child != 0) return stream;
  if (stream != 0) fclose(stream);
  else close(ours);
  errno = error;
  return 0;
}

int pclose(FILE *stream) {
  pid_t child = stream->child;
  fclose(stream);
  return __wait_for(child);
}
