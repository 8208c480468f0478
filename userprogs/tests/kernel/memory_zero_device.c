// /dev/zero and /dev/null: read, written and mapped.
#include "show.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

int main(void) {
  int zero = open("/dev/zero", O_RDWR), null = open("/dev/null", O_RDWR), full = open("/dev/full", O_RDWR);
  char bytes[64];
  memset(bytes, 'x', 64);
  SHOW(read(zero, bytes, 40));
  int zeros = 0;
  for (int i = 0; i < 64; i++) zeros += bytes[i] == 0;
  printf("%d zeros, then %c\n", zeros, bytes[40]);
  SHOW(write(zero, bytes, 64));
  SHOW(read(null, bytes, 64));
  SHOW(write(null, bytes, 64));
  SHOW(read(full, bytes, 64));
  SHOW(write(full, bytes, 64));
  SHOW(lseek(null, 10, SEEK_SET));
  char *map = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, zero, 0);
  REQUIRE(map != MAP_FAILED);
  printf("mapped: %d\n", map[5000]);
  map[5000] = 9;
  read(zero, bytes, 64);
  printf("written: %d, the device: %d\n", map[5000], bytes[0]);
  int *shared = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, zero, 0);
  REQUIRE(shared != MAP_FAILED);
  pid_t child = start();
  if (child == 0) {
    *shared = 77;
    _exit(0);
  }
  finish(child);
  printf("shared: %d\n", *shared);
  struct stat stat;
  fstat(null, &stat);
  printf("a character device: %d\n", S_ISCHR(stat.st_mode));
  int random = open("/dev/urandom", O_RDONLY);
  SHOW(read(random, bytes, 64));
}
