// The shortest way from one file to the other: E. W. Myers, "An O(ND) difference algorithm and its variations"
// (1986), in linear space. A path through a grid goes right where a line is deleted, down where one is added,
// and diagonally, for nothing, where lines are equal.
#include "diff.h"

#include <limits.h>

// How far right the best path on each diagonal has got, from the beginning and from the end.
static long *forward, *backward;

struct point {
  long x, y;
};

// A point in the middle of a shortest path through the grid of lines x0..x1 and y0..y1.
static struct point find_middle(const int *a, const int *b, long x0, long x1, long y0, long y1) {
  long low = x0 - y1, high = x1 - y0, first = x0 - y0, last = x1 - y1;
  bool is_odd = ((first - last) & 1) != 0;
  long f0 = first, f1 = first, b0 = last, b1 = last;  // the diagonals that were reached
  forward[first] = x0;
  backward[last] = x1;
  for (;;) {
    if (f0 > low) forward[--f0 - 1] = -1;
    else f0++;
    if (f1 < high) forward[++f1 + 1] = -1;
    else f1--;
    for (long d = f1; d >= f0; d -= 2) {
      long below = forward[d - 1], above = forward[d + 1], x = below < above ? above : below + 1;
      while (x < x1 && x - d < y1 && a[x] == b[x - d]) x++;
      forward[d] = x;
      if (is_odd && b0 <= d && d <= b1 && backward[d] <= x) return (struct point){x, x - d};
    }
    if (b0 > low) backward[--b0 - 1] = LONG_MAX;
    else b0++;
    if (b1 < high) backward[++b1 + 1] = LONG_MAX;
    else b1--;
    for (long d = b1; d >= b0; d -= 2) {
      long below = backward[d - 1], above = backward[d + 1], x = below < above ? below : above - 1;
      while (x0 < x && y0 < x - d && a[x - 1] == b[x - 1 - d]) x--;
      backward[d] = x;
      if (!is_odd && f0 <= d && d <= f1 && x <= forward[d]) return (struct point){x, x - d};
    }
  }
}

static void mark(struct file *a, struct file *b, long x0, long x1, long y0, long y1) {
  while (x0 < x1 && y0 < y1 && a->classes[x0] == b->classes[y0]) x0++, y0++;
  while (x0 < x1 && y0 < y1 && a->classes[x1 - 1] == b->classes[y1 - 1]) x1--, y1--;
  if (x0 == x1) {
    while (y0 < y1) b->is_changed[y0++] = true;
    return;
  }
  if (y0 == y1) {
    while (x0 < x1) a->is_changed[x0++] = true;
    return;
  }
  struct point middle = find_middle(a->classes, b->classes, x0, x1, y0, y1);
  mark(a, b, x0, middle.x, y0, middle.y);
  mark(a, b, middle.x, x1, middle.y, y1);
}

// Moves each run of changed lines down as far as it can go, which people expect, and joins runs that meet.
static void settle(struct file *file, const struct file *other) {
  long j = 0;
  for (long i = 0; i < file->count;) {
    while (i < file->count && !file->is_changed[i]) {
      while (j < other->count && other->is_changed[j]) j++;
      i++, j++;
    }
    long start = i;
    while (i < file->count && file->is_changed[i]) i++;
    while (start < i && i < file->count && file->classes[start] == file->classes[i] &&
        !(j < other->count && other->is_changed[j])) {
      file->is_changed[start++] = false;
      file->is_changed[i++] = true;
      j++;
      while (i < file->count && file->is_changed[i]) i++;
    }
    while (j < other->count && other->is_changed[j]) j++;
  }
}

void compare(struct file *a, struct file *b) {
  size_t diagonals = (size_t)(a->count + b->count) + 3;
  long *memory = take_memory(0, 2 * diagonals * sizeof *memory);
  forward = memory + b->count + 1;
  backward = forward + diagonals;
  mark(a, b, 0, a->count, 0, b->count);
  free(memory);
  settle(a, b);
  settle(b, a);
}

static bool is_empty(const struct file *file, long line) {
  return file->lines[line][0] == '\n';
}

// Whether a change is of empty lines only, which may not count.
static bool is_ignored(const struct file *a, const struct file *b, const struct change *change) {
  if (!ignores_empty) return false;
  for (long i = 0; i < change->deleted; i++)
    if (!is_empty(a, change->from + i)) return false;
  for (long i = 0; i < change->added; i++)
    if (!is_empty(b, change->to + i)) return false;
  return true;
}

struct change *find_changes(const struct file *a, const struct file *b, size_t *count) {
  struct change *changes = 0;
  *count = 0;
  for (long i = 0, j = 0; i < a->count || j < b->count; i++, j++) {
    struct change change = {i, 0, j, 0};
    while (i < a->count && a->is_changed[i]) i++, change.deleted++;
    while (j < b->count && b->is_changed[j]) j++, change.added++;
    if (change.deleted + change.added == 0 || is_ignored(a, b, &change)) continue;
    changes = take_memory(changes, (*count + 1) * sizeof change);
    changes[(*count)++] = change;
  }
  return changes;
}
