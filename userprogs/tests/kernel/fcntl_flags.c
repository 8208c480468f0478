// fcntl: descriptor flags and file flags, which of them change, and errors.
#include "show.h"

#include <fcntl.h>

int main(void) {
  const char *path = "/tmp/ring3-fcntl-flags";
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  SHOW(fcntl(file, F_GETFD));
  SHOW(fcntl(file, F_SETFD, 0));
  SHOW(fcntl(file, F_GETFD));
  SHOW((fcntl(file, F_GETFL) & O_ACCMODE) == O_RDWR);
  SHOW(fcntl(file, F_SETFL, O_NONBLOCK | O_APPEND | O_RDONLY | O_TRUNC));
  SHOW((fcntl(file, F_GETFL) & O_ACCMODE) == O_RDWR);
  SHOW((fcntl(file, F_GETFL) & (O_NONBLOCK | O_APPEND)) == (O_NONBLOCK | O_APPEND));
  SHOW((fcntl(file, F_GETFL) & (O_CREAT | O_TRUNC)) == 0);
  SHOW(write(file, "abc", 3));
  SHOW(lseek(file, 0, SEEK_SET));
  SHOW(write(file, "def", 3));
  SHOW(lseek(file, 0, SEEK_CUR));
  SHOW(fcntl(file, F_SETFL, 0));
  SHOW(lseek(file, 0, SEEK_SET));
  SHOW(write(file, "x", 1));
  char bytes[8] = "";
  SHOW(pread(file, bytes, 7, 0));
  puts(bytes);
  int reader = open(path, O_RDONLY), writer = open(path, O_WRONLY);
  SHOW(write(reader, "x", 1));
  SHOW(read(writer, bytes, 1));
  SHOW(fcntl(1000, F_GETFL));
  SHOW(fcntl(-1, F_GETFD));
  SHOW(fcntl(file, 999, 0));
  unlink(path);
}
