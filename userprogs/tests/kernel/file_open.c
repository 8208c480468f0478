// open: creating, exclusive, truncating, appending; folders, paths through files, names too long.
#include "show.h"

#include <fcntl.h>
#include <sys/stat.h>

int main(void) {
  char bytes[32] = "";
  static char name[300];
  memset(name, 'n', sizeof name - 1);
  memcpy(name, "/tmp/", 5);
  mkdir("/tmp/ring3-file-open", 0700);
  REQUIRE(chdir("/tmp/ring3-file-open") == 0);
  for (int file = 3; file < 32; file++) close(file);
  SHOW(open("f", O_RDONLY));
  SHOW(open("f", O_WRONLY | O_CREAT | O_EXCL, 0600));
  SHOW(open("f", O_WRONLY | O_CREAT | O_EXCL, 0600));
  SHOW(write(3, "0123456789", 10));
  SHOW(open("f", O_RDWR));
  SHOW(read(4, bytes, 32));
  SHOW(open("f", O_WRONLY | O_APPEND));
  SHOW(write(5, "appended", 8));
  SHOW(lseek(5, 0, SEEK_SET));
  SHOW(write(5, "!", 1));
  SHOW(pread(4, bytes, 32, 0));
  puts(bytes);
  SHOW(open("f", O_WRONLY | O_TRUNC));
  SHOW(pread(4, bytes, 32, 0));
  SHOW(write(3, "abc", 3));
  memset(bytes, 'x', sizeof bytes);
  SHOW(pread(4, bytes, 32, 0));
  printf("a hole of zeros: %d, then %.3s\n", bytes[0] == 0 && bytes[9] == 0, bytes + 10);
  SHOW(open(".", O_RDONLY) >= 0);
  SHOW(open(".", O_WRONLY));
  SHOW(open("f", O_RDONLY | O_DIRECTORY));
  SHOW(open("f/x", O_RDONLY));
  SHOW(open("absent/x", O_RDWR | O_CREAT, 0600));
  SHOW(open("", O_RDONLY));
  SHOW(open(name, O_RDONLY));
  SHOW(open((char *)16, O_RDONLY));
  SHOW(openat(7, "f", O_RDONLY) >= 0);
  SHOW(openat(3, "f", O_RDONLY));
  SHOW(openat(1000, "f", O_RDONLY));
  struct stat state;
  SHOW(unlink("f"));
  SHOW(unlink("f"));
  SHOW(fstat(4, &state));
  printf("without a name: %d links, %d bytes\n", (int)state.st_nlink, (int)state.st_size);
  SHOW(pread(4, bytes, 32, 10));
  SHOW(chdir("/"));
  SHOW(rmdir("/tmp/ring3-file-open"));
}
