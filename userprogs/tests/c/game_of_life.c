// Conway's game of life on a torus: a glider gun's first generations by their hashes, a glider drawn.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 48, HEIGHT = 32 };
static unsigned char cells[HEIGHT][WIDTH], next[HEIGHT][WIDTH];

static int neighbours(int y, int x) {
  int sum = 0;
  for (int dy = HEIGHT - 1; dy <= HEIGHT + 1; dy++)
    for (int dx = WIDTH - 1; dx <= WIDTH + 1; dx++) sum += cells[(y + dy) % HEIGHT][(x + dx) % WIDTH];
  return sum - cells[y][x];
}

static void step(void) {
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      int n = neighbours(y, x);
      next[y][x] = n == 3 || (n == 2 && cells[y][x]);
    }
  memcpy(cells, next, sizeof cells);
}

static void place(const char *const *pattern, int top, int left) {
  memset(cells, 0, sizeof cells);
  for (int y = 0; pattern[y] != 0; y++)
    for (int x = 0; pattern[y][x] != 0; x++) cells[top + y][left + x] = pattern[y][x] == 'O';
}

static void report(int generation) {
  uint64_t hash = 14695981039346656037ull;
  int alive = 0;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      hash = (hash ^ cells[y][x]) * 1099511628211ull;
      alive += cells[y][x];
    }
  printf("generation %d: %d alive, %016lx\n", generation, alive, (unsigned long)hash);
}

int main(void) {
  static const char *const gun[] = {
    "........................O...........", "......................O.O...........",
    "............OO......OO............OO", "...........O...O....OO............OO",
    "OO........O.....O...OO..............", "OO........O...O.OO....O.O...........",
    "..........O.....O.......O...........", "...........O...O....................",
    "............OO......................", 0};
  static const char *const glider[] = {".O.", "..O", "OOO", 0};
  place(gun, 2, 4);
  for (int generation = 0; generation <= 120; generation++) {
    if (generation % 15 == 0) report(generation);
    step();
  }
  place(glider, 0, 0);
  for (int generation = 0; generation < 20; generation++) step();
  for (int y = 0; y < 10; y++) {
    for (int x = 0; x < 10; x++) putchar(cells[y][x] ? 'O' : '.');
    putchar('\n');
  }
  return 0;
}
