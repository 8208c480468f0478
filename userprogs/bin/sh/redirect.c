// Redirections, and what a descriptor was before.
#include "sh.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_HIGH = 10 };  // the shell's own descriptors are from here on

// What descriptors were before, the last change first.
static struct saved {
  struct saved *below;
  int descriptor, copy;  // -1: it was closed
} *top;

static void save(int descriptor) {
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, FIRST_HIGH);
  struct saved *entry = take_memory(sizeof *entry);
  *entry = (struct saved){top, descriptor, copy};
  top = entry;
}

struct saved *redirection_mark(void) { return top; }

void restore(struct saved *mark) {
  while (top != mark) {
    struct saved *entry = top;
    top = entry->below;
    if (entry->copy < 0) close(entry->descriptor);
    else {
      dup2(entry->copy, entry->descriptor);
      close(entry->copy);
    }
    free(entry);
  }
}

// `set -C`: > must not overwrite an ordinary file.
static int open_new(const char *path) {
  struct stat status;
  if (!options[OPTION_NOCLOBBER]) return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (stat(path, &status) < 0) return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (S_ISREG(status.st_mode)) return errno = EEXIST, -1;
  return open(path, O_WRONLY | O_CLOEXEC);
}

static int open_target(const struct redirection *redirection, const char *path) {
  switch (redirection->kind) {
    case REDIRECT_READ: return open(path, O_RDONLY | O_CLOEXEC);
    case REDIRECT_BOTH: return open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    case REDIRECT_APPEND: return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    case REDIRECT_CLOBBER: return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    default: return open_new(path);
  }
}

static void write_all(int descriptor, const char *text, size_t size) {
  while (size > 0) {
    ssize_t written = write(descriptor, text, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return;
    text += written;
    size -= (size_t)written;
  }
}

// A here-document is a pipe; what does not fit into it is written by a child.
static int open_here_document(const struct redirection *redirection) {
  const char *text = expand_here_document(redirection->target);
  size_t size = strlen(text);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return -1;
  if (size <= 4096) write_all(ends[1], text, size);
  else {
    fflush(stdout);
    if (fork() == 0) {
      close(ends[0]);
      write_all(ends[1], text, size);
      _exit(0);
    }
  }
  close(ends[1]);
  return ends[0];
}

// Puts what was opened in its place.
static bool place(int opened, int descriptor) {
  if (opened == descriptor) return fcntl(descriptor, F_SETFD, 0) == 0;
  bool done = dup2(opened, descriptor) >= 0;
  close(opened);
  return done;
}

// <&2, >&-
static bool duplicate(const struct redirection *redirection, const char *target) {
  if (strcmp(target, "-") == 0) {
    close(redirection->descriptor);
    return true;
  }
  char *end;
  long from = strtol(target, &end, 10);
  if (end == target || *end != 0 || from < 0) {
    complain("Bad fd number: %s", target);
    return false;
  }
  if (dup2((int)from, redirection->descriptor) >= 0) return true;
  complain("%ld: %s", from, strerror(errno));
  return false;
}

static bool perform(const struct redirection *redirection) {
  bool is_here = redirection->kind == REDIRECT_HERE;
  const char *target = is_here ? "here-document" : expand_text(redirection->target);
  if (redirection->kind == REDIRECT_FROM || redirection->kind == REDIRECT_TO)
    return duplicate(redirection, target);
  int opened = is_here ? open_here_document(redirection) : open_target(redirection, target);
  if (opened >= 0 && place(opened, redirection->descriptor)) return true;
  bool creates = redirection->kind != REDIRECT_READ && redirection->kind != REDIRECT_HERE;
  complain("cannot %s %s: %s", creates ? "create" : "open", target, strerror(errno));
  return false;
}

bool redirect(struct redirection *redirections, bool is_for_good) {
  if (redirections != 0) fflush(stdout);
  for (; redirections != 0; redirections = redirections->next) {
    if (!is_for_good) save(redirections->descriptor);
    if (!perform(redirections)) return false;
  }
  return true;
}
