// Copy-on-write through many generations: each process changes some pages and finds all others as it got them.
#include "show.h"

#include <sys/mman.h>

enum { PAGES = 24, DEPTH = 12, WORDS = PAGES * 1024 };

static int *memory;
static int expected[PAGES];

static int wrong(void) {
  int count = 0;
  for (int page = 0; page < PAGES; page++)
    for (int word = 0; word < 1024; word += 128) count += memory[page * 1024 + word] != expected[page];
  return count;
}

static void change(int page, int value) {
  expected[page] = value;
  for (int word = 0; word < 1024; word += 128) memory[page * 1024 + word] = value;
}

static int generation(int depth) {
  int errors = wrong();
  for (int page = depth; page < PAGES; page += DEPTH) change(page, depth * 100 + page);
  if (depth < DEPTH) {
    pid_t child = start();
    if (child == 0) _exit(generation(depth + 1));
    // Both write at the same time: the parent other pages, and some of the child's.
    for (int page = 0; page < PAGES; page += 5) change(page, -depth);
    errors += wrong();
    errors += WEXITSTATUS(finish(child));
  }
  errors += wrong();
  return errors > 100 ? 100 : errors;
}

int main(void) {
  memory = mmap(0, WORDS * sizeof *memory, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (int page = 0; page < PAGES; page++) change(page, page);
  printf("wrong in %d generations: %d\n", DEPTH, generation(0));
  for (int page = 0; page < 6; page++) printf("page %d: %d\n", page, memory[page * 1024]);
}
