// Functions that run before main, in the order of their priorities.
#include <stdio.h>

static char order[16];
static int count;

__attribute__((constructor(300))) static void later(void) { order[count++] = 'c'; }
__attribute__((constructor(101))) static void earliest(void) { order[count++] = 'a'; }
__attribute__((constructor)) static void last(void) { order[count++] = 'd'; }
__attribute__((constructor(200))) static void middle(void) { order[count++] = 'b'; }

int main(int argc, char **argv) {
  printf("%s %d %d\n", order, argc, argv[argc] == 0);
  return count;
}
