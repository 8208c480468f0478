// memcpy, memmove, memset: each size, each alignment, each overlap, against copying byte by byte.
#include <stdio.h>
#include <string.h>

enum { SIZE = 192 };
static unsigned char memory[SIZE], expected[SIZE];

static void fill(void) {
  for (int i = 0; i < SIZE; i++) memory[i] = expected[i] = (unsigned char)(i * 7 + 3);
}

static void move_slowly(int to, int from, int size) {
  unsigned char copy[SIZE];
  for (int i = 0; i < size; i++) copy[i] = expected[from + i];
  for (int i = 0; i < size; i++) expected[to + i] = copy[i];
}

static unsigned checksum(void) {
  unsigned sum = 0;
  for (int i = 0; i < SIZE; i++) sum = sum * 31 + memory[i];
  return sum;
}

int main(void) {
  int wrong = 0, cases = 0;
  unsigned sum = 0;
  for (int size = 0; size < 70; size++)
    for (int from = 0; from < 17; from++)
      for (int to = 0; to < 17; to++) {
        fill();
        move_slowly(to, from, size);
        memmove(memory + to, memory + from, (size_t)size);
        wrong += memcmp(memory, expected, SIZE) != 0;
        fill();
        move_slowly(to + 90, from, size);
        memcpy(memory + to + 90, memory + from, (size_t)size);
        wrong += memcmp(memory, expected, SIZE) != 0;
        sum = sum * 17 + checksum();
        cases++;
      }
  for (int size = 0; size < 70; size++)
    for (int to = 0; to < 17; to++) {
      fill();
      for (int i = 0; i < size; i++) expected[to + i] = 0xa5;
      if (memset(memory + to, 0x5a5, (size_t)size) != memory + to) wrong++;
      wrong += memcmp(memory, expected, SIZE) != 0;
    }
  printf("%d cases, %d wrong, checksum %u\n", cases, wrong, sum);
  return wrong != 0;
}
