// Offsets: lseek's three ways and errors, pread and pwrite beside them, holes, and appends of many processes.
#include "show.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>

int main(void) {
  const char *path = "/tmp/ring3-file-seek";
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600), ends[2];
  char bytes[32] = "", more[8] = "";
  struct stat state;
  REQUIRE(pipe(ends) == 0);
  SHOW(write(file, "hello world", 11));
  SHOW(lseek(file, -5, SEEK_END));
  SHOW(read(file, bytes, 32));
  SHOW(lseek(file, -3, SEEK_CUR));
  SHOW(lseek(file, -20, SEEK_CUR));
  SHOW(lseek(file, -1, SEEK_SET));
  SHOW(lseek(file, 0, 99));
  SHOW(lseek(1000, 0, SEEK_SET));
  SHOW(lseek(ends[0], 0, SEEK_SET));
  SHOW(lseek(file, 100000, SEEK_SET));
  SHOW(read(file, bytes, 32));
  SHOW(write(file, "far", 3));
  SHOW(fstat(file, &state));
  printf("size %d\n", (int)state.st_size);
  SHOW(pread(file, bytes, 5, 0));
  SHOW(pwrite(file, "HELLO", 5, 0));
  SHOW(lseek(file, 0, SEEK_CUR));
  SHOW(pread(file, bytes, 5, -1));
  SHOW(pwrite(file, bytes, 5, -1));
  struct iovec parts[2] = {{bytes, 5}, {more, 6}};
  SHOW(preadv(file, parts, 2, 0));
  printf("%.5s|%.6s\n", bytes, more);
  SHOW(ftruncate(file, 5));
  SHOW(pread(file, bytes, 32, 3));
  SHOW(ftruncate(file, -1));
  SHOW(truncate("/tmp/ring3-file-seek", 0));
  close(file);
  for (int i = 0; i < 4; i++)
    if (start() == 0) {
      file = open(path, O_WRONLY | O_APPEND);
      char line[8];
      for (int j = 0; j < 25; j++) REQUIRE(write(file, line, sprintf(line, "%d:%02d\n", i, j)) == 5);
      _exit(0);
    }
  while (wait(0) > 0) {}
  file = open(path, O_RDONLY);
  static char all[600];
  SHOW(read(file, all, sizeof all));
  int next[4] = {0}, wrong = 0;
  for (int i = 0; i < 100; i++) {
    int who = all[i * 5] - '0', number = atoi(all + i * 5 + 2);
    wrong += who < 0 || who > 3 || number != next[who]++;
  }
  printf("lines out of order %d\n", wrong);
  unlink(path);
}
