// What lies below a stream: a descriptor of the kernel, or functions of the program.

#include <errno.h>
#include <unistd.h>
#include "file.h"
#include "thread.h"

ssize_t __write(int descriptor, const void *bytes, size_t size);

static void give_up(void *stream) { funlockfile(stream); }

// Reading may wait for long, and so is a cancellation point, but the stream must be left to others. Writing
// is none.
static ssize_t read_point(FILE *stream, void *bytes, size_t size) {
  struct __cleanup cleanup = {give_up, stream, 0};
  bool is_taken = __atomic_load_n(&stream->owner, __ATOMIC_RELAXED) == __tid();
  if (is_taken) __cleanup_push(&cleanup);
  ssize_t result = read(stream->descriptor, bytes, size);
  if (is_taken) __cleanup_pop(&cleanup);
  return result;
}

// Without a function to read, there is nothing; without one to write, it is as if written.
ssize_t __stream_read(FILE *stream, void *bytes, size_t size) {
  if (stream->calls == 0 && !__is_threaded) return read(stream->descriptor, bytes, size);
  if (stream->calls == 0) return read_point(stream, bytes, size);
  return stream->calls->read == 0 ? 0 : stream->calls->read(stream->cookie, bytes, size);
}

ssize_t __stream_write(FILE *stream, const void *bytes, size_t size) {
  if (stream->calls == 0) return __write(stream->descriptor, bytes, size);
  if (stream->calls->write == 0) return (ssize_t)size;
  ssize_t taken = stream->calls->write(stream->cookie, bytes, size);
  if (taken > 0) return taken;
  if (taken == 0) errno = EIO;
  return -1;
}

off_t __stream_seek(FILE *stream, off_t offset, int origin) {
  if (stream->calls == 0) return lseek(stream->descriptor, offset, origin);
  if (stream->calls->seek == 0) return errno = ENOTSUP, -1;
  return stream->calls->seek(stream->cookie, &offset, origin) < 0 ? -1 : offset;
}

int __stream_close(FILE *stream) {
  if (stream->calls == 0) return close(stream->descriptor);
  return stream->calls->close == 0 ? 0 : stream->calls->close(stream->cookie);
}
