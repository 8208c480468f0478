// N queens: all solutions counted with bit masks, the first one drawn by backtracking over an array.
#include <stdio.h>
#include <stdlib.h>

static int count(int n, unsigned columns, unsigned left, unsigned right) {
  unsigned all = (1u << n) - 1, free = all & ~(columns | left | right);
  if (columns == all) return 1;
  int solutions = 0;
  while (free != 0) {
    unsigned queen = free & -free;
    free -= queen;
    solutions += count(n, columns | queen, (left | queen) << 1, (right | queen) >> 1);
  }
  return solutions;
}

static int rows[16];

static int is_safe(int column, int row) {
  for (int i = 0; i < column; i++)
    if (rows[i] == row || abs(rows[i] - row) == column - i) return 0;
  return 1;
}

static int place(int column, int n) {
  if (column == n) return 1;
  for (int row = 0; row < n; row++) {
    rows[column] = row;
    if (is_safe(column, row) && place(column + 1, n)) return 1;
  }
  return 0;
}

int main(void) {
  for (int n = 1; n <= 9; n++) printf("%d: %d\n", n, count(n, 0, 0, 0));
  if (place(0, 12))
    for (int row = 0; row < 12; row++) {
      for (int column = 0; column < 12; column++) putchar(rows[column] == row ? 'Q' : '.');
      putchar('\n');
    }
  return 0;
}
