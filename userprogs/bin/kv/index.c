// Which keys there are: a skip list. Each entry is in the list of level 0, and with odds of one in four in
// that of the next level, and so on: a search goes along the highest level first, where each step skips many.
#include "kv.h"

#include <stdlib.h>
#include <string.h>

enum { LEVELS = 16 };

int compare_bytes(struct bytes a, struct bytes b) {
  size_t least = a.length < b.length ? a.length : b.length;
  int order = least == 0 ? 0 : memcmp(a.data, b.data, least);
  return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

// The links, on each level, that the key's entry hangs on or would.
static void find_links(const struct index *index, struct bytes key, struct entry **links[LEVELS]) {
  struct entry *const *level = index->first;
  for (int i = LEVELS - 1; i >= 0; i--) {
    while (level[i] != 0 && compare_bytes(level[i]->key, key) < 0) level = level[i]->next;
    links[i] = (struct entry **)(uintptr_t)&level[i];
  }
}

struct entry *index_from(const struct index *index, struct bytes key) {
  struct entry **links[LEVELS];
  find_links(index, key, links);
  return *links[0];
}

struct entry *index_find(const struct index *index, struct bytes key) {
  struct entry *entry = index_from(index, key);
  return entry != 0 && compare_bytes(entry->key, key) == 0 ? entry : 0;
}

static int random_levels(void) {
  static uint64_t state = 88172645463325252u;  // Marsaglia's xorshift
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  int levels = 1;
  for (uint64_t bits = state; levels < LEVELS && (bits & 3) == 0; bits >>= 2) levels++;
  return levels;
}

static struct entry *new_entry(struct bytes key, int levels) {
  size_t size = sizeof(struct entry) + (size_t)levels * sizeof(struct entry *);
  struct entry *entry = take_memory(0, size + key.length);
  char *copy = (char *)entry + size;
  memcpy(copy, key.data, key.length);
  *entry = (struct entry){.key = {copy, key.length}, .levels = levels};
  return entry;
}

void index_put(struct index *index, struct bytes key, off_t place, uint32_t length) {
  struct entry **links[LEVELS], *entry;
  find_links(index, key, links);
  entry = *links[0];
  if (entry == 0 || compare_bytes(entry->key, key) != 0) {
    entry = new_entry(key, random_levels());
    for (int i = 0; i < entry->levels; i++) {
      entry->next[i] = *links[i];
      *links[i] = entry;
    }
    index->count++;
    index->live_bytes += key.length;
  }
  index->live_bytes += length - entry->length;
  entry->place = place;
  entry->length = length;
}

bool index_delete(struct index *index, struct bytes key) {
  struct entry **links[LEVELS], *entry;
  find_links(index, key, links);
  entry = *links[0];
  if (entry == 0 || compare_bytes(entry->key, key) != 0) return false;
  for (int i = 0; i < entry->levels; i++) *links[i] = entry->next[i];
  index->count--;
  index->live_bytes -= key.length + entry->length;
  free(entry);
  return true;
}

void index_clear(struct index *index) {
  for (struct entry *entry = index->first[0], *next; entry != 0; entry = next) {
    next = entry->next[0];
    free(entry);
  }
  *index = (struct index){0};
}
