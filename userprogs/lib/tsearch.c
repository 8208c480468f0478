// tsearch and its family: a treap, which keeps its balance by a random priority in each node.
//
// Ordered by key it is a search tree, by priority a heap; so its shape is that of a tree into which the keys
// came in random order, whatever order they really came in.

#include <search.h>
#include <stdlib.h>

struct node {
  const void *key;  // first, as POSIX promises
  struct node *left, *right;
  unsigned priority;
};

typedef int comparison(const void *, const void *);

// The same sequence each time: only its lack of any pattern matters.
static unsigned next_priority(void) {
  static unsigned state = 2463534242;
  state ^= state << 13;
  state ^= state >> 17;
  return state ^= state << 5;
}

static struct node **find(const void *key, struct node **place, comparison *compare) {
  while (*place != 0) {
    int order = compare(key, (*place)->key);
    if (order == 0) break;
    place = order < 0 ? &(*place)->left : &(*place)->right;
  }
  return place;
}

// Divides a tree into what is less than the key and what is greater.
static void split(
  struct node *tree, const void *key, struct node **less, struct node **greater, comparison *compare) {
  while (tree != 0) {
    if (compare(key, tree->key) < 0) {
      *greater = tree;
      greater = &tree->left;
      tree = tree->left;
    } else {
      *less = tree;
      less = &tree->right;
      tree = tree->right;
    }
  }
  *less = *greater = 0;
}

// Puts two trees together, all of the first being less than all of the second.
static void join(struct node *less, struct node *greater, struct node **place) {
  while (less != 0 && greater != 0) {
    if (less->priority > greater->priority) {
      *place = less;
      place = &less->right;
      less = less->right;
    } else {
      *place = greater;
      place = &greater->left;
      greater = greater->left;
    }
  }
  *place = less != 0 ? less : greater;
}

void *tfind(const void *key, void *const *tree, comparison *compare) {
  return tree == 0 ? 0 : *find(key, (struct node **)tree, compare);
}

void *tsearch(const void *key, void **tree, comparison *compare) {
  if (tree == 0) return 0;
  struct node **place = find(key, (struct node **)tree, compare);
  if (*place != 0) return *place;
  struct node *node = malloc(sizeof *node);
  if (node == 0) return 0;
  *node = (struct node){key, 0, 0, next_priority()};
  place = (struct node **)tree;
  while (*place != 0 && (*place)->priority >= node->priority)
    place = compare(key, (*place)->key) < 0 ? &(*place)->left : &(*place)->right;
  split(*place, key, &node->left, &node->right, compare);
  return *place = node;
}

void *tdelete(const void *restrict key, void **restrict tree, comparison *compare) {
  if (tree == 0) return 0;
  struct node **place = (struct node **)tree;
  void *above = tree;
  for (;;) {
    if (*place == 0) return 0;
    int order = compare(key, (*place)->key);
    if (order == 0) break;
    above = *place;
    place = order < 0 ? &(*place)->left : &(*place)->right;
  }
  struct node *gone = *place;
  join(gone->left, gone->right, place);
  free(gone);
  return above;
}

static void walk(const struct node *node, void (*visit)(const void *, VISIT, int), int depth) {
  if (node->left == 0 && node->right == 0) {
    visit(node, leaf, depth);
    return;
  }
  visit(node, preorder, depth);
  if (node->left != 0) walk(node->left, visit, depth + 1);
  visit(node, postorder, depth);
  if (node->right != 0) walk(node->right, visit, depth + 1);
  visit(node, endorder, depth);
}

void twalk(const void *tree, void (*visit)(const void *, VISIT, int)) {
  if (tree != 0) walk(tree, visit, 0);
}

void tdestroy(void *tree, void (*free_key)(void *)) {
  struct node *node = tree;
  if (node == 0) return;
  tdestroy(node->left, free_key);
  tdestroy(node->right, free_key);
  free_key((void *)node->key);
  free(node);
}
