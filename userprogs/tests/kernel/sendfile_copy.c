// sendfile and copy_file_range: bytes from file to file, pipe and socket, without passing through the program.
#include "show.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

enum { SIZE = 50000 };

static unsigned char bytes[SIZE], got[SIZE];

int main(void) {
  const char *from_path = "/tmp/ring3-sendfile-from", *to_path = "/tmp/ring3-sendfile-to";
  int from = open(from_path, O_RDWR | O_CREAT | O_TRUNC, 0600), to = open(to_path, O_RDWR | O_CREAT | O_TRUNC, 0600);
  for (int i = 0; i < SIZE; i++) bytes[i] = i * 7 + i / 256;
  REQUIRE(write(from, bytes, SIZE) == SIZE);
  off_t offset = 1000;
  SHOW(sendfile(to, from, &offset, 20000));
  printf("offset %d\n", (int)offset);
  SHOW(lseek(from, 0, SEEK_CUR));
  SHOW(lseek(to, 0, SEEK_CUR));
  SHOW(pread(to, got, SIZE, 0));
  SHOW(memcmp(got, bytes + 1000, 20000));
  lseek(from, 40000, SEEK_SET);
  SHOW(sendfile(to, from, 0, 100000));
  SHOW(sendfile(to, from, 0, 100000));
  SHOW(lseek(from, 0, SEEK_CUR));
  int ends[2], pair[2];
  REQUIRE(pipe2(ends, O_NONBLOCK) == 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
  offset = 0;
  SHOW(sendfile(ends[1], from, &offset, 30000));
  SHOW(read(ends[0], got, SIZE));
  SHOW(memcmp(got, bytes, 30000));
  SHOW(sendfile(pair[0], from, &offset, 10000));
  SHOW(recv(pair[1], got, 10000, MSG_WAITALL));
  SHOW(memcmp(got, bytes + 30000, 10000));
  SHOW(sendfile(ends[1], ends[0], 0, 10));
  SHOW(sendfile(from, 1000, 0, 10));
  SHOW(sendfile(1000, from, 0, 10));
  offset = -1;
  SHOW(sendfile(to, from, &offset, 10));
  SHOW(sendfile(to, from, (off_t *)16, 10));
  off_t in = 5000, out = 100;
  SHOW(ftruncate(to, 0));
  SHOW(copy_file_range(from, &in, to, &out, 12345, 0));
  printf("%d %d\n", (int)in, (int)out);
  SHOW(pread(to, got, SIZE, 0));
  SHOW(memcmp(got + 100, bytes + 5000, 12345));
  SHOW(copy_file_range(from, &in, to, &out, 10, 1));
  SHOW(copy_file_range(ends[0], 0, to, 0, 10, 0));
  unlink(from_path), unlink(to_path);
}
