// A FIFO: a pipe with a name; opening waits for the other side; what several writers send, one reader gets.
#include "show.h"

#include <fcntl.h>
#include <sys/stat.h>

int main(void) {
  const char *path = "/tmp/ring3-fifo";
  unlink(path);
  SHOW(mkfifo("/tmp/ring3-fifo", 0600));
  SHOW(mkfifo("/tmp/ring3-fifo", 0600));
  struct stat stat_of;
  SHOW(stat(path, &stat_of));
  printf("it is a FIFO: %d\n", S_ISFIFO(stat_of.st_mode));
  for (int i = 0; i < 3; i++)
    if (start() == 0) {
      int file = open(path, O_WRONLY);
      for (int j = 0; j < 10; j++) REQUIRE(write(file, &i, sizeof i) == sizeof i);
      _exit(0);
    }
  int reader = open(path, O_RDONLY), value, sums[3] = {0}, keep = open(path, O_WRONLY);
  for (int i = 0; i < 30; i++) {
    REQUIRE(read(reader, &value, sizeof value) == sizeof value);
    sums[value]++;
  }
  printf("%d %d %d\n", sums[0], sums[1], sums[2]);
  while (wait(0) > 0) {}
  close(keep);
  SHOW(read(reader, &value, sizeof value));
  close(reader);
  SHOW(open("/tmp/ring3-fifo", O_WRONLY | O_NONBLOCK));
  reader = open(path, O_RDONLY | O_NONBLOCK);
  printf("a reader does not wait with O_NONBLOCK: %d\n", reader >= 0);
  SHOW(read(reader, &value, sizeof value));
  int writer = open(path, O_WRONLY | O_NONBLOCK);
  SHOW(read(reader, &value, sizeof value));
  SHOW(write(writer, "abcd", 4));
  SHOW(read(reader, &value, sizeof value));
  SHOW(lseek(reader, 0, SEEK_CUR));
  SHOW(unlink(path));
  SHOW(write(writer, "abcd", 4));
  SHOW(read(reader, &value, sizeof value));
}
