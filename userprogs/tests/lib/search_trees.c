// tsearch and its family, lsearch, insque.
#define _GNU_SOURCE
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
static int shown, deepest;

static void visit(const void *node, VISIT when, int depth) {
  if (depth > deepest) deepest = depth;
  if (when != postorder && when != leaf) return;
  if (shown++ < 10) printf("%d ", **(int *const *)node);
}

static void ignore(void *key) { (void)key; }

struct element {
  struct element *next, *previous;
  int value;
};

int main(void) {
  static int keys[1000];
  void *tree = 0;
  for (int i = 0; i < 1000; i++) {
    keys[i] = i * 7 % 1000;
    tsearch(&keys[i], &tree, compare);
  }
  twalk(tree, visit);
  printf("... %d in order, %s\n", shown, deepest < 60 ? "balanced" : "a list");
  int wanted = 500, missing = 5000;
  printf("%d %d\n", **(int **)tfind(&wanted, &tree, compare), tfind(&missing, &tree, compare) == 0);
  int same = 500;
  printf("found, not added: %d\n", *(int **)tsearch(&same, &tree, compare) != &same);
  for (int i = 0; i < 1000; i += 2) tdelete(&i, &tree, compare);
  shown = 0;
  twalk(tree, visit);
  printf("... %d left, %d\n", shown, tdelete(&wanted, &tree, compare) == 0);
  tdestroy(tree, ignore);

  int array[10] = {3, 1, 4}, five = 5, one = 1;
  size_t count = 3;
  lsearch(&five, array, &count, sizeof *array, compare);
  lsearch(&one, array, &count, sizeof *array, compare);
  printf("%zu %d %d\n", count, array[3], *(int *)lfind(&five, array, &count, sizeof *array, compare));
  struct element a = {0, 0, 1}, b = {0, 0, 2}, c = {0, 0, 3};
  insque(&a, 0), insque(&c, &a), insque(&b, &a);
  for (struct element *e = &a; e != 0; e = e->next) printf("%d ", e->value);
  remque(&b);
  printf("%d %d\n", a.next->value, c.previous->value);
}
