// Streams: their buffers, and how bytes come in and go out. file.h draws it.

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "file.h"
#include "internal.h"
#include "thread.h"

static FILE *streams;
static int streams_lock;

static void list(FILE *stream) {
  if (stream->is_listed) return;
  __lock(&streams_lock);
  stream->is_listed = true;
  stream->next = streams;
  streams = stream;
  __unlock(&streams_lock);
}

void __unlist(FILE *stream) {
  __lock(&streams_lock);
  FILE **link = &streams;
  while (*link != 0 && *link != stream) link = &(*link)->next;
  if (*link != 0) *link = stream->next;
  stream->is_listed = false;
  __unlock(&streams_lock);
}

FILE *__enter_stream(FILE *stream) {
  flockfile(stream);
  return stream;
}

void __leave_stream(FILE **taken) {
  if (*taken != 0) funlockfile(*taken);
}

// A stream may be taken by its owner again; only the last of as many releases gives it back.
void flockfile(FILE *stream) {
  int tid = __tid();
  if (__atomic_load_n(&stream->owner, __ATOMIC_RELAXED) != tid) {
    __lock(&stream->lock);
    __atomic_store_n(&stream->owner, tid, __ATOMIC_RELAXED);
  }
  stream->depth++;
}

int ftrylockfile(FILE *stream) {
  int tid = __tid(), state = 0;
  if (__atomic_load_n(&stream->owner, __ATOMIC_RELAXED) != tid) {
    if (!__atomic_compare_exchange_n(&stream->lock, &state, 1, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      return -1;
    __atomic_store_n(&stream->owner, tid, __ATOMIC_RELAXED);
  }
  stream->depth++;
  return 0;
}

void funlockfile(FILE *stream) {
  if (stream->depth > 1) {
    stream->depth--;
    return;
  }
  stream->depth = 0;
  __atomic_store_n(&stream->owner, 0, __ATOMIC_RELAXED);
  __unlock(&stream->lock);
}

// The threads that had streams are not in the child of a fork. If the one that forked had some itself, it has
// another number now.
void __fork_streams(void) {
  streams_lock = 0;
  for (FILE *stream = streams; stream != 0; stream = stream->next)
    stream->lock = stream->owner = stream->depth = 0;
}

// A terminal is written line by line, everything else when the buffer is full.
static void decide_buffering(FILE *stream) {
  struct stat status;
  int saved = errno;
  bool is_terminal = stream->calls == 0 && fstat(stream->descriptor, &status) == 0 && S_ISCHR(status.st_mode);
  errno = saved;
  stream->buffering = is_terminal ? BUFFER_LINE : BUFFER_FULL;
}

static void prepare(FILE *stream) {
  list(stream);
  if (stream->buffering == BUFFER_UNDECIDED) decide_buffering(stream);
  if (stream->buffer != 0) return;
  unsigned char *memory = stream->buffering == BUFFER_NONE ? 0 : malloc(PUSH_BACK + BUFSIZ);
  stream->owns_buffer = memory != 0;
  stream->capacity = memory != 0 ? BUFSIZ : 1;
  stream->buffer = (memory != 0 ? memory : stream->small) + PUSH_BACK;
}

static bool refuse(FILE *stream) {
  stream->has_failed = true;
  errno = EBADF;
  return false;
}

bool __start_reading(FILE *stream) {
  if (stream->direction == DIRECTION_READ) return true;
  if (!stream->can_read) return refuse(stream);
  if (__flush(stream) == EOF) return false;
  prepare(stream);
  stream->direction = DIRECTION_READ;
  stream->position = stream->end = 0;
  return true;
}

bool __start_writing(FILE *stream) {
  if (stream->direction == DIRECTION_WRITE) return true;
  if (!stream->can_write) return refuse(stream);
  __stop_reading(stream);
  prepare(stream);
  stream->direction = DIRECTION_WRITE;
  stream->position = 0;
  return true;
}

void __stop_reading(FILE *stream) {
  if (stream->direction != DIRECTION_READ) return;
  // `position` has wrapped below 0 after ungetc at the buffer's beginning; the difference is right
  // nevertheless.
  long ahead = (long)(stream->end - stream->position);
  int saved = errno;
  if (ahead != 0) __stream_seek(stream, -ahead, SEEK_CUR);  // a pipe cannot, and keeps nothing
  errno = saved;
  stream->direction = DIRECTION_NONE;
}

// Writes all of it, however the kernel takes it. Returns how many bytes it took before an error.
static size_t write_all(FILE *stream, const unsigned char *bytes, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t result = __stream_write(stream, bytes + done, size - done);
    if (result < 0 && errno == EINTR) continue;
    if (result < 0) {
      stream->has_failed = true;
      break;
    }
    done += (size_t)result;
  }
  return done;
}

int __flush(FILE *stream) {
  if (stream->direction != DIRECTION_WRITE) return 0;
  size_t size = stream->position;
  stream->position = 0;
  stream->direction = DIRECTION_NONE;
  return write_all(stream, stream->buffer, size) == size ? 0 : EOF;
}

void __flush_all(void) {
  for (FILE *stream = streams; stream != 0; stream = stream->next) {
    __flush(stream);
    __stop_reading(stream);
  }
}

// Who is asked something should see the question: output to a terminal is written before input is waited for.
static void flush_terminals(void) {
  for (FILE *stream = streams; stream != 0; stream = stream->next)
    if (stream->buffering == BUFFER_LINE) __flush(stream);
}

bool __fill(FILE *stream) {
  if (stream->at_end) return false;
  if (stream->buffering != BUFFER_FULL) flush_terminals();
  ssize_t result;
  do result = __stream_read(stream, stream->buffer, stream->capacity);
  while (result < 0 && errno == EINTR);
  stream->position = stream->end = 0;
  if (result > 0) stream->end = (size_t)result;
  else if (result == 0) stream->at_end = true;
  else stream->has_failed = true;
  return result > 0;
}

// Fills the buffer piece by piece; what is larger than the buffer goes out from where it is.
static size_t put_buffered(FILE *stream, const unsigned char *bytes, size_t size) {
  size_t room = stream->capacity - stream->position;
  if (size <= room) {
    memcpy(stream->buffer + stream->position, bytes, size);
    stream->position += size;
    return size;
  }
  if (__flush(stream) == EOF || !__start_writing(stream)) return 0;
  if (size >= stream->capacity) return write_all(stream, bytes, size);
  return put_buffered(stream, bytes, size);
}

size_t __put(FILE *stream, const void *bytes, size_t size) {
  if (size == 0 || !__start_writing(stream)) return 0;
  if (stream->buffering == BUFFER_NONE) return write_all(stream, bytes, size);
  const char *last_newline = stream->buffering == BUFFER_LINE ? memrchr(bytes, '\n', size) : 0;
  size_t taken = put_buffered(stream, bytes, size);
  if (last_newline != 0 && __flush(stream) == EOF) return 0;
  return taken;
}

int fflush(FILE *stream) {
  if (stream == 0) {
    __flush_all();
    return 0;
  }
  LOCKED(stream);
  __stop_reading(stream);
  return __flush(stream);
}
