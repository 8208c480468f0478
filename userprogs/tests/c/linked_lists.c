// Lists: building, reversing, merge sort, cycles, removal, a ring of Josephus.
#include <stdio.h>
#include <stdlib.h>

struct node {
  int value;
  struct node *next;
};

static struct node *cons(int value, struct node *next) {
  struct node *n = malloc(sizeof *n);
  *n = (struct node){value, next};
  return n;
}

static struct node *reverse(struct node *list) {
  struct node *result = 0;
  while (list != 0) {
    struct node *next = list->next;
    list->next = result;
    result = list;
    list = next;
  }
  return result;
}

static struct node *merge(struct node *a, struct node *b) {
  struct node *first = 0, **end = &first;
  while (a != 0 && b != 0) {
    struct node **least = a->value <= b->value ? &a : &b;
    *end = *least;
    end = &(*least)->next;
    *least = (*least)->next;
  }
  *end = a != 0 ? a : b;
  return first;
}

static struct node *sort(struct node *list) {
  if (list == 0 || list->next == 0) return list;
  struct node *slow = list, *fast = list->next;
  while (fast != 0 && fast->next != 0) slow = slow->next, fast = fast->next->next;
  struct node *second = slow->next;
  slow->next = 0;
  return merge(sort(list), sort(second));
}

static int cycle_length(const struct node *list) {
  const struct node *slow = list, *fast = list;
  do {
    if (fast == 0 || fast->next == 0) return 0;
    slow = slow->next;
    fast = fast->next->next;
  } while (slow != fast);
  int length = 1;
  for (fast = fast->next; fast != slow; fast = fast->next) length++;
  return length;
}

static void remove_odd(struct node **link) {
  while (*link != 0)
    if ((*link)->value % 2 != 0) {
      struct node *gone = *link;
      *link = gone->next;
      free(gone);
    } else link = &(*link)->next;
}

static void show(const struct node *list) {
  for (; list != 0; list = list->next) printf("%d ", list->value);
  printf("\n");
}

int main(void) {
  struct node *list = 0;
  for (int i = 0; i < 40; i++) list = cons(i * 17 % 43, list);
  show(list);
  show(list = reverse(list));
  show(list = sort(list));
  remove_odd(&list);
  show(list);
  printf("%d ", cycle_length(list));
  struct node *last = list;
  while (last->next != 0) last = last->next;
  last->next = list->next->next;
  printf("%d\n", cycle_length(list));
  struct node *ring = cons(1, 0), *end = ring;
  for (int i = 41; i > 1; i--) {
    ring->next = cons(i, ring->next);
    if (i == 41) end = ring->next;
  }
  end->next = ring;
  for (struct node *at = end; at->next != at;) {
    at = at->next->next;
    struct node *gone = at->next;
    printf("%d ", gone->value);
    at->next = gone->next;
    free(gone);
  }
  printf("\n");
  return 0;
}
