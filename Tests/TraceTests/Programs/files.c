// Calls on descriptors, with good and bad arguments; between the two marks a trace is the same everywhere.
#include <sys/syscall.h>
#include <unistd.h>
#define CALL(name, ...) syscall(SYS_##name, ##__VA_ARGS__)
#define MARK CALL(close, -1000L)

static char buffer[4096];
static struct {
  char *base;
  long length;
} pieces[2] = {{"abc", 3}, {"defg", 4}}, rooms[2] = {{buffer, 2}, {buffer + 10, 100}};

int main(void) {
  int ends[2];
  CALL(umask, 022L);  // whatever it was when the test began
  MARK;
  CALL(pipe2, ends, 0L);
  CALL(pipe2, ends, 04000L | 02000000L);
  CALL(pipe2, 0L, 0L);
  CALL(pipe2, 8L, 0x40L);
  CALL(read, 77L, buffer, 10L);
  CALL(write, 6L, "a\0\001b\n\t\"\\\303\24401 2\0011", 17L);
  CALL(read, 5L, buffer, 100L);
  CALL(read, 5L, buffer, 100L);
  CALL(read, 5L, 0L, 1L);
  CALL(write, 6L, "0123456789012345678901234567890123456789", 40L);
  CALL(write, 6L, 8L, 4L);
  CALL(write, 6L, buffer, 0L);
  CALL(writev, 6L, pieces, 2L);
  CALL(readv, 5L, rooms, 2L);
  CALL(writev, 6L, pieces, 0L);
  CALL(writev, 6L, 8L, 1L);
  CALL(readv, 6L, rooms, 2L);
  CALL(openat, -100L, "/nonexistent", 0L);
  CALL(openat, -100L, "/dev/null", 02L | 02000000L);
  CALL(openat, 3L, 0L, 3L);
  CALL(openat, -100L, 8L, 0101L, 0644L);
  CALL(lseek, 5L, 5L, 1L);
  CALL(lseek, 5L, -1L, 9L);
  CALL(dup, 5L);
  CALL(dup3, 5L, 50L, 02000000L);
  CALL(dup3, 5L, 50L, 5L);
  CALL(fcntl, 5L, 1L);
  CALL(fcntl, 50L, 1L);
  CALL(fcntl, 5L, 2L, 1L);
  CALL(fcntl, 5L, 3L);
  CALL(fcntl, 5L, 4L, 04000L);
  CALL(fcntl, 5L, 0L, 60L);
  CALL(fcntl, 5L, 1030L, 60L);
  CALL(fcntl, 5L, 999L, 1L);
  CALL(fcntl, 99L, 1L);
  CALL(close, 50L);
  CALL(close, 50L);
  CALL(umask, 022L);
  CALL(umask, 022L);
  MARK;
  return 0;
}
