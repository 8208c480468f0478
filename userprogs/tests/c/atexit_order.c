// exit calls what atexit was given, the last first, then destructors, and writes out the buffers.
#include <stdio.h>
#include <stdlib.h>

static void first(void) { printf("registered first\n"); }
static void second(void) { printf("registered second\n"); }
static void late(void) { printf("registered while exiting\n"); }
static void third(void) {
  printf("registered third\n");
  atexit(late);
}

__attribute__((destructor)) static void destroy(void) { printf("destructor"); }

int main(void) {
  atexit(first);
  atexit(second);
  atexit(second);
  atexit(third);
  printf("main ends, without a newline: ");
  exit(3);
}
