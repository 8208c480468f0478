// A system call that writes to a page shared since fork makes a copy first: read into it leaves the other's as it was.
#include "show.h"

#include <sys/mman.h>
#include <time.h>

int main(void) {
  int ends[2];
  char *page = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memset(page, 'p', 8192);
  REQUIRE(pipe(ends) == 0);
  REQUIRE(write(ends[1], "CHILD", 5) == 5);
  pid_t child = start();
  if (child == 0) {
    REQUIRE(read(ends[0], page + 4094, 5) == 5);
    printf("child %.9s\n", page + 4092);
    struct timespec *time = (struct timespec *)(page + 16);
    REQUIRE(clock_gettime(CLOCK_MONOTONIC, time) == 0);
    printf("time written: %d\n", *(long *)page == 0x7070707070707070 && time->tv_nsec < 1000000000);
    exit(0);
  }
  finish(child);
  printf("parent %.9s\n", page + 4092);
  int wrong = 0;
  for (int i = 0; i < 8192; i++) wrong += page[i] != 'p';
  printf("changed %d\n", wrong);
  REQUIRE(write(ends[1], "PARENT", 6) == 6);
  REQUIRE(read(ends[0], page, 6) == 6);
  printf("%.8s\n", page);
  // A page never touched: the call itself is its first touch.
  char *fresh = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(write(ends[1], fresh, 3) == 3);
  REQUIRE(read(ends[0], fresh + 100, 3) == 3);
  REQUIRE(write(ends[1], "xyz", 3) == 3);
  REQUIRE(read(ends[0], fresh + 100, 3) == 3);
  printf("%d %s\n", fresh[99], fresh + 100);
}
