// malloc, calloc, realloc, free: 200,000 random steps, each block filled with its own pattern and checked.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 500, STEPS = 20000 };

static unsigned char *blocks[SLOTS];
static size_t sizes[SLOTS];
static uint64_t seed = 12345;
static long wrong;

static unsigned next(void) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(seed >> 33);
}

// Mostly small, at times large enough for a mapping of its own.
static size_t random_size(void) {
  switch (next() % 16) {
    case 0: return next() % 200000;
    case 1: case 2: return next() % 8000;
    case 3: return 0;
    default: return next() % 300;
  }
}

static void fill(int slot, size_t from) {
  for (size_t i = from; i < sizes[slot]; i += i < 64 ? 1 : 61) blocks[slot][i] = (unsigned char)(slot * 3 + i);
}

static void check(int slot, size_t size) {
  for (size_t i = 0; i < size; i += i < 64 ? 1 : 61) wrong += blocks[slot][i] != (unsigned char)(slot * 3 + i);
}

static void step(void) {
  int slot = (int)(next() % SLOTS);
  size_t size = random_size();
  switch (next() % 4) {
    case 0:
    case 1:
      check(slot, sizes[slot]);
      free(blocks[slot]);
      blocks[slot] = malloc(size);
      sizes[slot] = size;
      fill(slot, 0);
      break;
    case 2:
      check(slot, sizes[slot]);
      free(blocks[slot]);
      blocks[slot] = calloc(size / 4 + 1, 4);
      sizes[slot] = size;
      for (size_t i = 0; i < size; i++) wrong += blocks[slot][i] != 0;
      fill(slot, 0);
      break;
    default:
      blocks[slot] = realloc(blocks[slot], size + 1);
      check(slot, size < sizes[slot] ? size : sizes[slot]);
      sizes[slot] = size;
      fill(slot, 0);
  }
  wrong += (uintptr_t)blocks[slot] % 16 != 0;
}

int main(void) {
  for (int i = 0; i < STEPS; i++) step();
  size_t total = 0;
  for (int slot = 0; slot < SLOTS; slot++) {
    check(slot, sizes[slot]);
    total += sizes[slot];
    free(blocks[slot]);
  }
  printf("%d steps, %zu bytes at the end, %ld wrong\n", STEPS, total, wrong);
  return wrong != 0;
}
