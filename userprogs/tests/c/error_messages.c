// strerror for every number, and the errors of calls that must fail.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static void report(const char *call, long result) { printf("%s: %ld %s\n", call, result, strerror(errno)); }

int main(void) {
  for (int i = -1; i < 140; i++)
    if (i != 133 && i != 41 && i != 58) printf("%d %s\n", i, strerror(i));
  char buffer[8];
  struct stat status;
  report("open", open("/no/such/file", O_RDONLY));
  report("open a directory", open("/", O_WRONLY));
  report("through a file", open("/dev/null/x", O_RDONLY));
  report("close", close(99));
  report("read", read(99, buffer, 8));
  report("write", write(-1, buffer, 8));
  report("lseek", lseek(99, 0, SEEK_SET));
  report("stat", stat("no such file", &status));
  report("fstat", fstat(77, &status));
  struct iovec pieces[2] = {{"ga", 2}, {"thered\n", 7}};
  fflush(stdout);
  printf("%zd\n", writev(1, pieces, 2));
  int file = open("error_messages.c", O_RDONLY);
  pieces[0] = (struct iovec){buffer, 3};
  pieces[1] = (struct iovec){buffer + 3, 4};
  printf("%zd %.7s\n", readv(file, pieces, 2), buffer);
  printf("%ld\n", (long)lseek(file, 2, SEEK_SET));
  printf("%ld\n", (long)lseek(file, 3, SEEK_CUR));
  report("before the beginning", lseek(file, -1, SEEK_SET));
  report("write to a reader", write(file, "x", 1));
  fstat(file, &status);
  printf("%d %d\n", S_ISREG(status.st_mode), lseek(file, 0, SEEK_END) == status.st_size);
  stat("/dev/null", &status);
  printf("%d %d %d\n", S_ISCHR(status.st_mode), S_ISDIR(status.st_mode), close(file));
  return 0;
}
