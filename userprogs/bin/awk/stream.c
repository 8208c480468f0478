// Files and commands that are open: each by its name, until it is closed.
#include "awk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

struct stream {
  struct stream *next;
  enum stream_kind kind;
  char *name;
  FILE *file;
  struct source *source;
};
static struct stream *streams;

static bool is_reader(enum stream_kind kind) { return kind == STREAM_READ || kind == STREAM_FROM_COMMAND; }
static bool is_command(enum stream_kind kind) {
  return kind == STREAM_TO_COMMAND || kind == STREAM_FROM_COMMAND;
}

// What the command writes must come behind what was written before.
static FILE *open_named(enum stream_kind kind, const char *name) {
  bool is_standard = !is_command(kind) && strcmp(name, "-") == 0;
  fflush(stdout);
  if (is_standard && kind == STREAM_READ) return stdin;
  if (!is_command(kind) && strcmp(name, "/dev/stdout") == 0) return stdout;
  if (!is_command(kind) && strcmp(name, "/dev/stderr") == 0) return stderr;
  switch (kind) {
  case STREAM_WRITE: return fopen(name, "w");
  case STREAM_APPEND: return fopen(name, "a");
  case STREAM_TO_COMMAND: return popen(name, "w");
  case STREAM_READ: return fopen(name, "r");
  case STREAM_FROM_COMMAND: return popen(name, "r");
  }
  return 0;
}

static struct stream *find_stream(enum stream_kind kind, const char *name) {
  for (struct stream *stream = streams; stream != 0; stream = stream->next)
    if (is_reader(stream->kind) == is_reader(kind) && is_command(stream->kind) == is_command(kind)
        && strcmp(stream->name, name) == 0) return stream;
  FILE *file = open_named(kind, name);
  if (file == 0) return 0;
  struct stream *stream = take_memory(0, sizeof *stream);
  *stream = (struct stream){streams, kind, strdup(name), file, is_reader(kind) ? new_source(file) : 0};
  return streams = stream;
}

FILE *output_stream(enum stream_kind kind, const char *name) {
  struct stream *stream = find_stream(kind, name);
  if (stream == 0) fail("%s: %s", name, strerror(errno));
  return stream->file;
}

struct source *input_stream(enum stream_kind kind, const char *name) {
  struct stream *stream = find_stream(kind, name);
  return stream == 0 ? 0 : stream->source;
}

// The status that close() gives: that of a command, or 0.
static int close_one(struct stream *stream) {
  int status = 0;
  if (is_command(stream->kind)) {
    status = pclose(stream->file);
    if (status > 0) status = WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
  } else if (stream->file == stdin || stream->file == stdout || stream->file == stderr) {
    status = fflush(stream->file);
  } else {
    status = fclose(stream->file);
  }
  if (stream->source != 0) free_source(stream->source);
  free(stream->name);
  free(stream);
  return status;
}

// -1 if nothing of that name is open.
int close_stream(const char *name) {
  int status = -1;
  for (struct stream **link = &streams; *link != 0;) {
    struct stream *stream = *link;
    if (strcmp(stream->name, name) != 0) {
      link = &stream->next;
      continue;
    }
    *link = stream->next;
    status = close_one(stream);
  }
  return status;
}

bool flush_streams(const char *name) {
  bool is_found = name == 0;
  if (name == 0) fflush(stdout);
  for (struct stream *stream = streams; stream != 0; stream = stream->next) {
    if (is_reader(stream->kind) || (name != 0 && strcmp(stream->name, name) != 0)) continue;
    fflush(stream->file);
    is_found = true;
  }
  return is_found;
}

// At the end. -1 if something could not be written.
int close_all(void) {
  int result = fflush(stdout) == EOF || ferror(stdout) ? -1 : 0;
  while (streams != 0) {
    struct stream *stream = streams;
    streams = stream->next;
    if (close_one(stream) < 0) result = -1;
  }
  return result;
}
