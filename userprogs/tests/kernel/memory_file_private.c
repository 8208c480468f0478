// A private mapping of a file: reads the file, keeps writes to itself; zero behind the end of the file.
#include "show.h"

#include <fcntl.h>
#include <sys/mman.h>

int main(void) {
  const char *path = "/tmp/ring3-file-private";
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
  char line[16], bytes[16] = "";
  for (int i = 0; i < 1000; i++) REQUIRE(write(file, line, sprintf(line, "line %04d\n", i)) == 10);
  char *map = mmap(0, 10000, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
  REQUIRE(map != MAP_FAILED);
  printf("%.9s %.9s\n", map + 10 * 7, map + 10 * 999);
  memcpy(map + 70, "LINE", 4);
  memcpy(map + 4094, "####", 4);
  pread(file, bytes, 9, 70);
  printf("the map %.9s, the file %s\n", map + 70, bytes);
  pread(file, bytes, 9, 4090);
  bytes[9] = 0;
  printf("across pages: the map %d, the file %d\n", memcmp(map + 4094, "####", 4) == 0, strchr(bytes, '#') != 0);
  printf("behind the end: %d\n", map[10001]);
  pid_t child = start();
  if (child == 0) {
    memcpy(map + 80, "CHILD", 5);
    printf("child %.9s and %.9s\n", map + 70, map + 80);
    exit(0);
  }
  finish(child);
  printf("parent %.9s and %.9s\n", map + 70, map + 80);
  char *second = mmap(0, 4096, PROT_READ, MAP_PRIVATE, file, 4096);
  printf("from the second page: %.9s\n", second + 4100 - 4096);
  close(file);
  printf("the file closed: %.9s\n", map + 500);
  SHOW(munmap(map, 10000));
  unlink(path);
}
