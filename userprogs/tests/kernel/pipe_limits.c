// Bad calls on pipes: wrong ends, no seeking, bad flags and pointers, the lowest free descriptors.
#include "show.h"

#include <fcntl.h>
#include <sys/stat.h>

int main(void) {
  int ends[2];
  char byte;
  for (int file = 3; file < 32; file++) close(file);
  SHOW(pipe(ends));
  printf("%d %d\n", ends[0], ends[1]);
  SHOW(read(ends[1], &byte, 1));
  SHOW(write(ends[0], &byte, 1));
  SHOW(lseek(ends[0], 0, SEEK_CUR));
  SHOW(pread(ends[0], &byte, 1, 0));
  SHOW(ftruncate(ends[1], 0));
  SHOW(fsync(ends[1]));
  SHOW(write(ends[1], (char *)16, 1));
  SHOW(write(ends[1], "abc", 3));
  SHOW(read(ends[0], (char *)16, 1));
  SHOW(read(ends[0], &byte, 1));
  struct stat stat;
  SHOW(fstat(ends[0], &stat));
  printf("a pipe: %d\n", S_ISFIFO(stat.st_mode));
  SHOW(pipe2(ends, 0x40));
  SHOW(pipe((int *)16));
  close(3);
  SHOW(pipe2(ends, O_CLOEXEC | O_NONBLOCK));
  printf("%d %d\n", ends[0], ends[1]);
  SHOW(fcntl(ends[0], F_GETFD));
  SHOW((fcntl(ends[0], F_GETFL) & (O_ACCMODE | O_NONBLOCK)) == (O_RDONLY | O_NONBLOCK));
  SHOW((fcntl(ends[1], F_GETFL) & (O_ACCMODE | O_NONBLOCK)) == (O_WRONLY | O_NONBLOCK));
  SHOW(close(ends[1]));
  SHOW(close(ends[1]));
}
