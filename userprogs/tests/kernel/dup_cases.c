// dup, dup2, dup3 and F_DUPFD: the lowest free number, what is closed on the way, flags that are not shared.
#include "show.h"

#include <fcntl.h>

int main(void) {
  for (int file = 3; file < 64; file++) close(file);
  const char *path = "/tmp/ring3-dup-cases";
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
  REQUIRE(write(file, "0123456789", 10) == 10);
  SHOW(dup(file));
  SHOW(dup2(file, 10));
  SHOW(dup(file));
  SHOW(dup2(file, file));
  SHOW(dup2(50, file));
  SHOW(dup2(50, 50));
  SHOW(dup2(file, -1));
  SHOW(dup(50));
  SHOW(dup3(file, file, 0));
  SHOW(dup3(file, 11, 0x40));
  SHOW(dup3(file, 11, O_CLOEXEC));
  SHOW(fcntl(11, F_GETFD));
  SHOW(fcntl(10, F_GETFD));
  SHOW(dup2(11, 12));
  SHOW(fcntl(12, F_GETFD));
  SHOW(fcntl(file, F_DUPFD, 10));
  SHOW(fcntl(file, F_DUPFD_CLOEXEC, 10));
  SHOW(fcntl(file, F_DUPFD, -1));
  SHOW(lseek(10, 4, SEEK_SET));
  char byte;
  REQUIRE(read(12, &byte, 1) == 1);
  printf("the offset is one: %c\n", byte);
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  SHOW(dup2(file, ends[1]) == ends[1]);
  SHOW(read(ends[0], &byte, 1));
  SHOW(fcntl(10, F_SETFL, O_APPEND));
  SHOW((fcntl(file, F_GETFL) & O_APPEND) != 0);
  SHOW(close(file));
  SHOW(read(10, &byte, 1));
  unlink(path);
}
