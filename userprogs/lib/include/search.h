// Balanced trees, and other ways to find things.
#ifndef _SEARCH_H
#define _SEARCH_H

#include <stddef.h>

typedef enum { preorder, postorder, endorder, leaf } VISIT;

// A tree is a null pointer at first. What they return points to a node, whose first word is the key.
void *tsearch(const void *key, void **tree, int (*compare)(const void *, const void *));
void *tfind(const void *key, void *const *tree, int (*compare)(const void *, const void *));
// Returns the node above the one that is gone, or the tree's pointer itself.
void *tdelete(const void *restrict key, void **restrict tree, int (*compare)(const void *, const void *));
void twalk(const void *tree, void (*visit)(const void *, VISIT, int));
void tdestroy(void *tree, void (*free_key)(void *));

void *lfind(
  const void *key, const void *base, size_t *count, size_t size, int (*compare)(const void *, const void *));
void *lsearch(
  const void *key, void *base, size_t *count, size_t size, int (*compare)(const void *, const void *));
void insque(void *element, void *previous);
void remque(void *element);

#endif
