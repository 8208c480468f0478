// Anonymous memory: zero at first, kept where written, of whole pages; a gigabyte costs nothing until it is touched.
#include "show.h"

#include <sys/mman.h>

int main(void) {
  unsigned char *bytes = mmap(0, 100000, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(bytes != MAP_FAILED);
  printf("on a page's beginning: %d\n", (unsigned long)bytes % 4096 == 0);
  unsigned nonzero = 0, wrong = 0;
  for (int i = 0; i < 100000; i++) nonzero += bytes[i] != 0;
  for (int i = 0; i < 100000; i += 61) bytes[i] = i / 61;
  for (int i = 0; i < 100000; i++) wrong += bytes[i] != (i % 61 == 0 ? (unsigned char)(i / 61) : 0);
  printf("not zero at first %u, wrong afterwards %u\n", nonzero, wrong);
  bytes[102399] = 7;
  printf("the last page is whole: %d\n", bytes[102399]);
  SHOW(munmap(bytes, 100000));
  bytes = mmap(0, 1ul << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  REQUIRE(bytes != MAP_FAILED);
  unsigned sum = 0;
  for (unsigned long i = 0; i < 1ul << 30; i += 1ul << 25) bytes[i + i / 1000] = i >> 25;
  for (unsigned long i = 0; i < 1ul << 30; i += 1ul << 25) sum += bytes[i + i / 1000];
  printf("32 bytes in a gigabyte, their sum %u\n", sum);
  SHOW(munmap(bytes, 1ul << 30));
  int distinct = 1;
  char *many[50];
  for (int i = 0; i < 50; i++) {
    many[i] = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    many[i][0] = i;
  }
  for (int i = 0; i < 50; i++) distinct &= many[i][0] == i;
  printf("fifty mappings keep apart: %d\n", distinct);
}
