// Layouts: sizes and offsets of structures, unions, enumerations, arrays of arrays, flexible members,
// initialisers.
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct a { char c; short s; int i; long l; };
struct b { char c[3]; struct a a; char d; };
struct c { struct { int x, y; } points[3]; union { signed char c; long l; } u; };
struct flexible { int count; int items[]; };
enum color { RED = 1, GREEN, BLUE = 10, LAST };
union value { char c[8]; short s[4]; int i[2]; long l; void *p; };

static int sum(int rows, int columns, int table[rows][columns]) {
  int total = 0;
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < columns; c++) total += (r + 1) * table[r][c];
  return total;
}

int main(void) {
  printf("%zu %zu %zu %zu %zu\n", sizeof(char), sizeof(short), sizeof(int), sizeof(long), sizeof(void *));
  printf("%zu %zu %zu %zu\n", sizeof(struct a), sizeof(struct b), sizeof(struct c), sizeof(struct flexible));
  printf("%zu %zu %zu %zu\n", offsetof(struct a, s), offsetof(struct a, l), offsetof(struct b, a), offsetof(struct b, d));
  printf("%zu %zu %zu\n", offsetof(struct c, points[2].y), offsetof(struct c, u), _Alignof(struct c));
  printf("%d %d %d %d\n", RED, GREEN, BLUE, LAST);
  union value v = {.l = 0x0807060504030201};
  printf("%d %d %x %x\n", v.c[0], v.c[7], (unsigned)v.s[1], (unsigned)v.i[1]);
  static const struct c c = {.points = {[1] = {5, 6}, [0].y = 4}, .u.l = -1};
  printf("%d %d %d %d %d\n", c.points[0].x, c.points[0].y, c.points[1].x, c.points[2].y, c.u.c);
  int table[3][4] = {{1, 2, 3, 4}, {5, 6}, [2] = {[3] = 9}};
  printf("%d %zu\n", sum(3, 4, table), sizeof table / sizeof *table);
  struct flexible *f = malloc(sizeof *f + 5 * sizeof *f->items);
  f->count = 5;
  for (int i = 0; i < 5; i++) f->items[i] = i * i;
  printf("%d\n", f->items[4]);
  free(f);
  static const char text[] = "a text\0with zeros\0", *const words[] = {[2] = "two", [0] = "zero"};
  printf("%zu %zu %s %s %d\n", sizeof text, strlen(text), text + 7, words[2], words[1] == 0);
  int lengths[] = {3, 1, 4};
  for (int i = 0; i < 3; i++) {
    int variable[lengths[i]];
    for (int j = 0; j < lengths[i]; j++) variable[j] = j + i;
    printf("%zu/%d ", sizeof variable / sizeof *variable, variable[lengths[i] - 1]);
  }
  printf("%d %d\n", (int){7}, ((int[]){1, 2, 3})[1]);
  return 0;
}
