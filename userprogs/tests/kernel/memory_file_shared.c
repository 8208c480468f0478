// A shared mapping of a file is the file: read sees stores, the mapping sees writes, other processes too.
#include "show.h"

#include <fcntl.h>
#include <sys/mman.h>

int main(void) {
  const char *path = "/tmp/ring3-file-shared";
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
  char bytes[16] = "";
  REQUIRE(ftruncate(file, 10000) == 0);
  char *map = mmap(0, 10000, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  REQUIRE(map != MAP_FAILED);
  strcpy(map + 4090, "by the map");
  SHOW(pread(file, bytes, 10, 4090));
  puts(bytes);
  SHOW(pwrite(file, "by the file", 11, 8190));
  puts(map + 8190);
  pid_t child = start();
  if (child == 0) {
    strcpy(map + 100, "by the child");
    exit(0);
  }
  finish(child);
  puts(map + 100);
  int other = open(path, O_RDONLY);
  const char *reader = mmap(0, 4096, PROT_READ, MAP_SHARED, other, 0);
  puts(reader + 100);
  strcpy(map + 100, "by the parent");
  puts(reader + 100);
  SHOW(msync(map, 10000, MS_SYNC));
  SHOW(munmap(map, 10000));
  close(file);
  memset(bytes, 0, sizeof bytes);
  SHOW(pread(other, bytes, 13, 100));
  puts(bytes);
  printf("a mapping to write needs a file to write: ");
  SHOW((long)mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, other, 0));
  printf("a private one does not: %d\n", mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, other, 0) != MAP_FAILED);
  SHOW(mprotect((void *)reader, 4096, PROT_READ | PROT_WRITE));
  unlink(path);
  puts(reader + 100);
  file = open(path, O_WRONLY | O_CREAT, 0600);
  SHOW((long)mmap(0, 4096, PROT_WRITE, MAP_SHARED, file, 0));
  unlink(path);
}
