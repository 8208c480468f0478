// The heap through fork: parent and child go on with malloc and free on their own, nothing is mixed up.
#include "show.h"

enum { BLOCKS = 150 };

static unsigned char *blocks[BLOCKS];
static unsigned sizes[BLOCKS];
static unsigned seed = 1;

static unsigned next(void) { return (seed = seed * 1103515245 + 12345) >> 16; }

static int check(int i) {
  for (unsigned j = 0; j < sizes[i]; j += 13)
    if (blocks[i][j] != (unsigned char)(i + sizes[i])) return 1;
  return 0;
}

static int churn(int rounds) {
  int wrong = 0;
  for (int round = 0; round < rounds; round++) {
    int i = next() % BLOCKS;
    if (blocks[i]) wrong += check(i);
    free(blocks[i]);
    sizes[i] = next() % (round % 50 == 0 ? 100000 : 600) + 1;
    blocks[i] = malloc(sizes[i]);
    for (unsigned j = 0; j < sizes[i]; j += 13) blocks[i][j] = i + sizes[i];
  }
  return wrong;
}

int main(void) {
  printf("wrong before fork: %d\n", churn(500));
  pid_t children[3];
  for (int i = 0; i < 3; i++) {
    children[i] = start();
    if (children[i] == 0) {
      seed = 100 + i;
      int wrong = churn(300);
      for (int j = 0; j < BLOCKS; j++)
        if (blocks[j]) wrong += check(j);
      _exit(wrong > 200 ? 200 : wrong);
    }
  }
  printf("wrong in the parent: %d\n", churn(300));
  for (int i = 0; i < 3; i++) show_status("child", finish(children[i]));
  int wrong = 0;
  for (int i = 0; i < BLOCKS; i++)
    if (blocks[i]) wrong += check(i), free(blocks[i]);
  printf("wrong at the end: %d\n", wrong);
}
