// fork and dup share the open file with its offset; a second open has its own.
#include "show.h"

#include <fcntl.h>

int main(void) {
  const char *path = "/tmp/ring3-fork-offsets";
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
  REQUIRE(write(file, "abcdefghijklmnop", 16) == 16);
  REQUIRE(lseek(file, 0, SEEK_SET) == 0);
  int other = open(path, O_RDONLY);
  char byte;
  for (int i = 0; i < 3; i++) {
    pid_t child = start();
    if (child == 0) {
      REQUIRE(read(file, &byte, 1) == 1);
      printf("child reads %c\n", byte);
      exit(0);
    }
    finish(child);
    REQUIRE(read(file, &byte, 1) == 1);
    printf("parent reads %c\n", byte);
  }
  int copy = dup(file);
  SHOW(lseek(copy, 2, SEEK_CUR));
  SHOW(lseek(file, 0, SEEK_CUR));
  SHOW(lseek(other, 0, SEEK_CUR));
  if (start() == 0) _exit(lseek(file, -1, SEEK_END) != 15);
  int status;
  wait(&status);
  show_status("the seeker", status);
  SHOW(lseek(copy, 0, SEEK_CUR));
  unlink(path);
}
