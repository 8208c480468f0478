// A balanced search tree (AVL): insertion, deletion, its invariants after every step, ordered walks.
#include <stdio.h>
#include <stdlib.h>

struct node {
  int key, height;
  struct node *left, *right;
};

static int height(const struct node *n) { return n == 0 ? 0 : n->height; }
static int balance(const struct node *n) { return height(n->left) - height(n->right); }

static void update(struct node *n) {
  int l = height(n->left), r = height(n->right);
  n->height = 1 + (l > r ? l : r);
}

static struct node *rotate_right(struct node *n) {
  struct node *top = n->left;
  n->left = top->right;
  top->right = n;
  update(n);
  update(top);
  return top;
}

static struct node *rotate_left(struct node *n) {
  struct node *top = n->right;
  n->right = top->left;
  top->left = n;
  update(n);
  update(top);
  return top;
}

static struct node *rebalance(struct node *n) {
  update(n);
  if (balance(n) > 1) {
    if (balance(n->left) < 0) n->left = rotate_left(n->left);
    return rotate_right(n);
  }
  if (balance(n) < -1) {
    if (balance(n->right) > 0) n->right = rotate_right(n->right);
    return rotate_left(n);
  }
  return n;
}

static struct node *insert(struct node *n, int key) {
  if (n == 0) {
    n = calloc(1, sizeof *n);
    n->key = key;
  } else if (key < n->key) n->left = insert(n->left, key);
  else if (key > n->key) n->right = insert(n->right, key);
  return rebalance(n);
}

static struct node *take_least(struct node *n, struct node **least) {
  if (n->left == 0) {
    *least = n;
    return n->right;
  }
  n->left = take_least(n->left, least);
  return rebalance(n);
}

static struct node *erase(struct node *n, int key) {
  if (n == 0) return 0;
  if (key < n->key) n->left = erase(n->left, key);
  else if (key > n->key) n->right = erase(n->right, key);
  else {
    struct node *left = n->left, *right = n->right;
    free(n);
    if (right == 0) return left;
    right = take_least(right, &n);
    n->left = left;
    n->right = right;
  }
  return rebalance(n);
}

// The number of nodes, or a large negative number if order or balance are broken.
static int check(const struct node *n, int low, int high) {
  if (n == 0) return 0;
  if (n->key <= low || n->key >= high || abs(balance(n)) > 1) return -1000000;
  return check(n->left, low, n->key) + 1 + check(n->right, n->key, high);
}

static void show(const struct node *n) {
  if (n == 0) return;
  show(n->left);
  printf("%d ", n->key);
  show(n->right);
}

int main(void) {
  struct node *root = 0;
  unsigned seed = 3;
  for (int i = 0; i < 1000; i++) root = insert(root, i);
  printf("%d nodes, height %d\n", check(root, -1, 1 << 30), height(root));
  for (int i = 0; i < 1000; i += 2) root = erase(root, i);
  printf("%d nodes, height %d\n", check(root, -1, 1 << 30), height(root));
  for (int i = 0; i < 5000; i++) {
    seed = seed * 1103515245 + 12345;
    int key = (int)(seed >> 16) % 700;
    root = seed >> 30 & 1 ? insert(root, key) : erase(root, key);
    if (i % 500 == 0) printf("%d nodes, height %d\n", check(root, -1, 1 << 30), height(root));
  }
  for (int i = 40; i < 1000; i++) root = erase(root, i);
  show(root);
  printf("\n");
  while (root != 0) root = erase(root, root->key);
  return 0;
}
