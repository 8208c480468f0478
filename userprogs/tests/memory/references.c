// Refers to pages in the order of its arguments, and tells which references found the page away: `references 1 2 3 1`.
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { PAGE = 4096, PAGES = 100, MOST = 1000 };

int main(int count, char **arguments) {
  static unsigned char was_there[MOST];
  int faults = 0;
  // Only the pages of the mapping are to compete for frames: all that is there before stays in memory.
  if (count > MOST || mlockall(MCL_CURRENT) != 0) return 1;
  char *pages = mmap(0, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) return 1;

  for (int i = 1; i < count; i++) {
    char *page = pages + atoi(arguments[i]) % PAGES * PAGE;
    mincore(page, PAGE, &was_there[i]);
    *page = i;
  }

  munlockall();
  for (int i = 1; i < count; i++) printf("%3s", arguments[i]);
  printf("\n");
  for (int i = 1; i < count; i++) printf("%3s", was_there[i] & 1 ? "" : "*");
  for (int i = 1; i < count; i++) faults += !(was_there[i] & 1);
  printf("\n%d references, %d faults\n", count - 1, faults);
  return 0;
}
