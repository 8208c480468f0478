// madvise: DONTNEED gives anonymous pages back as zeros and a file's pages as the file; errors; other advice is harmless.
#include "show.h"

#include <fcntl.h>
#include <sys/mman.h>

int main(void) {
  const char *path = "/tmp/ring3-memory-advise";
  char *area = mmap(0, 8 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < 8; i++) area[i * 4096] = 'a' + i;
  SHOW(madvise(area + 2 * 4096, 3 * 4096, MADV_DONTNEED));
  for (int i = 0; i < 8; i++) putchar(area[i * 4096] ? area[i * 4096] : '.');
  puts("");
  area[3 * 4096] = 'x';
  SHOW(madvise(area, 8 * 4096, MADV_WILLNEED));
  SHOW(madvise(area, 8 * 4096, MADV_SEQUENTIAL));
  SHOW(madvise(area, 8 * 4096, MADV_RANDOM));
  SHOW(madvise(area, 8 * 4096, MADV_NORMAL));
  for (int i = 0; i < 8; i++) putchar(area[i * 4096] ? area[i * 4096] : '.');
  puts("");
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
  REQUIRE(write(file, "the file", 8) == 8);
  char *private = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
  char *shared = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  memcpy(private, "a change", 8);
  printf("%.8s, %.8s\n", private, shared);
  SHOW(madvise(private, 4096, MADV_DONTNEED));
  printf("%.8s, %.8s\n", private, shared);
  memcpy(shared, "kept all", 8);
  SHOW(madvise(shared, 4096, MADV_DONTNEED));
  printf("%.8s, %.8s\n", private, shared);
  SHOW(madvise(area + 1, 4096, MADV_DONTNEED));
  SHOW(madvise(area, 4096, 9999));
  SHOW(madvise(area, 0, MADV_DONTNEED));
  munmap(area + 4096, 4096);
  SHOW(madvise(area, 3 * 4096, MADV_DONTNEED));
  printf("%d %d\n", area[0], area[2 * 4096]);
  unlink(path);
}
