// lfind, lsearch: arrays searched from end to end. insque, remque: lists.

#include <search.h>
#include <string.h>

void *lfind(
  const void *key, const void *base, size_t *count, size_t size, int (*compare)(const void *, const void *)) {
  const char *element = base;
  for (size_t i = 0; i < *count; i++, element += size)
    if (compare(key, element) == 0) return (void *)element;
  return 0;
}

// Adds the key at the end if it is not there.
void *lsearch(
  const void *key, void *base, size_t *count, size_t size, int (*compare)(const void *, const void *)) {
  void *found = lfind(key, base, count, size, compare);
  if (found != 0) return found;
  return memcpy((char *)base + size * (*count)++, key, size);
}

// Every element begins with these two.
struct element {
  struct element *next, *previous;
};

void insque(void *new_element, void *previous) {
  struct element *element = new_element, *before = previous;
  element->previous = before;
  element->next = before == 0 ? 0 : before->next;
  if (before != 0) before->next = element;
  if (element->next != 0) element->next->previous = element;
}

void remque(void *old_element) {
  struct element *element = old_element;
  if (element->next != 0) element->next->previous = element->previous;
  if (element->previous != 0) element->previous->next = element->next;
}
