// A heap whose end is free grows by so much that the end could be given back: it must not be, before it is used.
// Each pair of sizes has a heap of its own.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *volatile first;  // or a compiler would see that nobody needs it

static int works(size_t end, size_t size) {
  first = malloc(end);
  free(first);
  char *memory = malloc(size);
  if (memory == NULL) return 0;
  memset(memory, 'x', size);
  return memory[0] == 'x' && memory[size - 1] == 'x';
}

int main(void) {
  int good = 0, count = 0, status;
  for (size_t end = 50000; end < 140000; end += 5000)
    for (size_t size = 130976; size <= 131104; size += 16) {
      if (fork() == 0) _exit(works(end, size) ? 0 : 1);
      wait(&status);
      good += status == 0;
      count++;
    }
  printf("%d of %d\n", good, count);
}
