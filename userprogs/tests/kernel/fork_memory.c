// After fork both have the same bytes, and no write of one is seen by the other: data, heap and stack.
#include "show.h"

static int data = 10;
static int zeroed[4096];

int main(void) {
  int stack = 20, *heap = malloc(sizeof *heap);
  *heap = 30;
  zeroed[4000] = 40;
  for (int round = 1; round <= 3; round++) {
    pid_t child = start();
    if (child == 0) {
      printf("child %d finds %d %d %d %d\n", round, data, stack, *heap, zeroed[4000]);
      data += 100, stack += 100, *heap += 100, zeroed[4000] += 100;
      printf("child %d leaves %d %d %d %d\n", round, data, stack, *heap, zeroed[4000]);
      exit(0);
    }
    show_status("child", finish(child));
    printf("parent has %d %d %d %d\n", data, stack, *heap, zeroed[4000]);
    data++, stack++, (*heap)++, zeroed[4000]++;
  }
}
