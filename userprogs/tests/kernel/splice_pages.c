// splice, tee and vmsplice: from file to pipe, pipe to pipe, pipe to file; tee leaves what it copies.
#include "show.h"

#include <fcntl.h>
#include <sys/uio.h>

enum { SIZE = 20000 };

static char bytes[SIZE], got[SIZE * 2];

int main(void) {
  const char *path = "/tmp/ring3-splice";
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600), a[2], b[2];
  for (int i = 0; i < SIZE; i++) bytes[i] = i % 253;
  REQUIRE(write(file, bytes, SIZE) == SIZE);
  REQUIRE(pipe2(a, O_NONBLOCK) == 0 && pipe2(b, O_NONBLOCK) == 0);
  loff_t offset = 100;
  SHOW(splice(file, &offset, a[1], 0, 10000, 0));
  printf("offset %d\n", (int)offset);
  SHOW(tee(a[0], b[1], 5000, 0));
  SHOW(read(b[0], got, SIZE));
  SHOW(memcmp(got, bytes + 100, 5000));
  SHOW(splice(a[0], 0, b[1], 0, 8000, 0));
  SHOW(read(b[0], got, SIZE));
  SHOW(memcmp(got, bytes + 100, 8000));
  offset = SIZE;
  SHOW(splice(a[0], 0, file, &offset, 5000, 0));
  SHOW(pread(file, got, SIZE, SIZE));
  SHOW(memcmp(got, bytes + 8100, 2000));
  SHOW(splice(a[0], 0, b[1], 0, 10, SPLICE_F_NONBLOCK));
  struct iovec parts[2] = {{"vm", 2}, {"splice", 6}};
  SHOW(vmsplice(a[1], parts, 2, 0));
  SHOW(read(a[0], got, 100));
  printf("%.8s\n", got);
  SHOW(splice(file, 0, file, 0, 10, 0));
  SHOW(splice(file, &offset, a[1], &offset, 10, 0));
  SHOW(splice(1000, 0, a[1], 0, 10, 0));
  SHOW(splice(a[1], 0, b[0], 0, 10, 0));
  SHOW(tee(file, a[1], 10, 0));
  SHOW(tee(a[0], a[1], 10, 0));
  close(a[1]);
  SHOW(splice(a[0], 0, b[1], 0, 10, 0));
  SHOW(tee(a[0], b[1], 10, 0));
  unlink(path);
}
