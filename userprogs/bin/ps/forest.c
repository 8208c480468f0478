// The tree of processes.
#include "ps.h"

// Children of one parent are beside each other, ordered by number.
static int compare_parents(const void *left, const void *right) {
  const struct process *a = left, *b = right;
  return a->parent != b->parent ? a->parent - b->parent : compare_pids(a, b);
}

static bool is_in(const struct process *list, size_t count, int pid) {
  for (size_t i = 0; i < count; i++)
    if (list[i].pid == pid) return true;
  return false;
}

// Adds one and all below it behind the `done` that are ordered already. Returns how many these are then.
static size_t add_tree(struct process *ordered, size_t done, struct process *list, size_t count, size_t root,
  unsigned long depth) {
  enum { MOST_DEEP = 100 };
  int pid = list[root].pid;
  ordered[done] = list[root];
  ordered[done++].shown = depth;
  list[root].state = 0;
  for (size_t i = 0; i < count && depth < MOST_DEEP; i++)
    if (list[i].parent == pid && list[i].state != 0 && list[i].pid != pid)
      done = add_tree(ordered, done, list, count, i, depth + 1);
  return done;
}

// What has no parent in the list is a root.
void make_forest(struct process *list, size_t count) {
  if (count == 0) return;
  struct process *ordered = take_memory(0, count * sizeof *ordered);
  size_t done = 0;
  qsort(list, count, sizeof *list, compare_parents);
  for (size_t i = 0; i < count; i++)
    if (list[i].state != 0 && !is_in(list, count, list[i].parent))
      done = add_tree(ordered, done, list, count, i, 0);
  memcpy(list, ordered, done * sizeof *list);
  free(ordered);
}
