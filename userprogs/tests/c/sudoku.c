// Sudoku by backtracking, always in the cell with the fewest candidates.
#include <stdio.h>
#include <string.h>

static int cells[81];
static unsigned rows[9], columns[9], boxes[9];
static int steps;

static int box_of(int cell) { return cell / 27 * 3 + cell % 9 / 3; }
static unsigned candidates(int cell) { return 0x3fe & ~(rows[cell / 9] | columns[cell % 9] | boxes[box_of(cell)]); }

static void toggle(int cell, int digit) {
  rows[cell / 9] ^= 1u << digit;
  columns[cell % 9] ^= 1u << digit;
  boxes[box_of(cell)] ^= 1u << digit;
}

static int most_constrained(void) {
  int best = -1, fewest = 10;
  for (int cell = 0; cell < 81; cell++) {
    if (cells[cell] != 0) continue;
    int number = __builtin_popcount(candidates(cell));
    if (number < fewest) {
      best = cell;
      fewest = number;
    }
  }
  return best;
}

static int solve(void) {
  int cell = most_constrained();
  steps++;
  if (cell < 0) return 1;
  unsigned possible = candidates(cell);
  for (int digit = 1; digit <= 9; digit++) {
    if ((possible >> digit & 1) == 0) continue;
    cells[cell] = digit;
    toggle(cell, digit);
    if (solve()) return 1;
    toggle(cell, digit);
    cells[cell] = 0;
  }
  return 0;
}

static void run(const char *puzzle) {
  memset(rows, 0, sizeof rows);
  memset(columns, 0, sizeof columns);
  memset(boxes, 0, sizeof boxes);
  for (int i = 0; i < 81; i++) {
    cells[i] = puzzle[i] == '.' ? 0 : puzzle[i] - '0';
    if (cells[i] != 0) toggle(i, cells[i]);
  }
  steps = 0;
  int solved = solve();
  printf("%s in %d steps\n", solved ? "solved" : "impossible", steps);
  for (int i = 0; i < 81; i++) printf("%d%s", cells[i], i % 9 == 8 ? "\n" : " ");
}

int main(void) {
  run("53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79");
  run("8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..");
  run("12345678..................9......................................................");
  return 0;
}
