// A child, a pipe and a signal: enough for every kind of line.
#include <sys/syscall.h>
#include <unistd.h>
#define CALL(name, ...) syscall(SYS_##name, ##__VA_ARGS__)

static char buffer[16];

int main(void) {
  int ends[2], status;
  CALL(pipe2, ends, 0L);
  buffer[0] = 'x';
  long child = CALL(clone, 17L, 0L, 0L, 0L, 0L);
  if (child == 0) {
    buffer[1] = 'y';
    CALL(write, 4L, "hello", 5L);
    CALL(exit_group, 3L);
  }
  CALL(read, 3L, buffer, 16L);
  CALL(wait4, child, &status, 0L, 0L);
  CALL(exit_group, 0L);
}
