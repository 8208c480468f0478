// A buffer that runs into a page that is not there: read and write do what they can of it, structures are refused.
#include "show.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>

int main(void) {
  const char *path = "/tmp/ring3-errno-pages";
  char *pages = mmap(0, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), bytes[64];
  munmap(pages + 4096, 4096);
  memset(pages, 'p', 4096);
  memset(pages + 8192, 'q', 4096);
  char *edge = pages + 4096 - 10;
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600), ends[2];
  REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
  SHOW(write(file, edge, 10));
  SHOW(write(file, edge, 20));
  SHOW(lseek(file, 0, SEEK_CUR));
  SHOW(write(file, edge + 10, 20));
  SHOW(pread(file, edge, 10, 0));
  SHOW(pread(file, edge, 20, 0));
  SHOW(pread(file, edge + 10, 20, 0));
  struct iovec parts[3] = {{pages, 8}, {edge + 10, 8}, {pages + 8192, 8}};
  SHOW(writev(file, parts, 3));
  SHOW(preadv(file, parts, 3, 0));
  struct stat state;
  SHOW(stat(edge - 100, &state));
  strcpy(edge, "/tmp");
  SHOW(stat(edge, &state));
  memcpy(edge, "/tmp/12345", 10);
  SHOW(stat(edge, &state));
  SHOW(fstat(file, (struct stat *)edge));
  SHOW(pipe((int *)(edge + 6)));
  SHOW(pipe((int *)(edge + 2)));
  SHOW(write(ends[1], bytes, 0));
  SHOW(write(ends[1], 0, 0));
  SHOW(read(ends[0], 0, 0));
  SHOW(write(ends[1], pages + 8192, 4096));
  SHOW(read(ends[0], pages + 8192, 4096));
  unlink(path);
}
