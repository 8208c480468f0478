// A hash table with open addressing and deletion, against a plain array.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EMPTY, USED, DELETED };
struct slot {
  char state;
  char key[12];
  int value;
};
static struct slot *slots;
static size_t capacity, used, filled;

static uint32_t hash(const char *key) {
  uint32_t h = 2166136261u;  // FNV-1a
  for (; *key != 0; key++) h = (h ^ (unsigned char)*key) * 16777619u;
  return h;
}

static struct slot *find(const char *key) {
  struct slot *reusable = 0;
  for (size_t i = hash(key) % capacity;; i = (i + 1) % capacity) {
    struct slot *slot = &slots[i];
    if (slot->state == EMPTY) return reusable != 0 ? reusable : slot;
    if (slot->state == DELETED && reusable == 0) reusable = slot;
    if (slot->state == USED && strcmp(slot->key, key) == 0) return slot;
  }
}

static void put(const char *key, int value);

static void grow(void) {
  struct slot *old = slots;
  size_t old_capacity = capacity;
  capacity = capacity == 0 ? 8 : capacity * 2;
  slots = calloc(capacity, sizeof *slots);
  used = filled = 0;
  for (size_t i = 0; i < old_capacity; i++)
    if (old[i].state == USED) put(old[i].key, old[i].value);
  free(old);
}

static void put(const char *key, int value) {
  if (capacity == 0 || filled * 4 >= capacity * 3) grow();
  struct slot *slot = find(key);
  if (slot->state != USED) {
    filled += slot->state == EMPTY;
    slot->state = USED;
    strcpy(slot->key, key);
    used++;
  }
  slot->value = value;
}

static int get(const char *key) {
  struct slot *slot = find(key);
  return slot->state == USED ? slot->value : -1;
}

static void erase(const char *key) {
  struct slot *slot = find(key);
  if (slot->state != USED) return;
  slot->state = DELETED;
  used--;
}

enum { KEYS = 3000 };
static int expected[KEYS];

int main(void) {
  char key[12];
  unsigned seed = 7;
  memset(expected, -1, sizeof expected);
  for (int i = 0; i < 40000; i++) {
    seed = seed * 1103515245 + 12345;
    int k = (int)(seed >> 8) % KEYS;
    snprintf(key, sizeof key, "key%d", k);
    if (i % 3 == 2) {
      erase(key);
      expected[k] = -1;
    } else {
      put(key, i);
      expected[k] = i;
    }
  }
  int wrong = 0, present = 0;
  for (int k = 0; k < KEYS; k++) {
    snprintf(key, sizeof key, "key%d", k);
    wrong += get(key) != expected[k];
    present += expected[k] >= 0;
  }
  printf("%d wrong, %zu used, %d present, capacity %zu, hash %u\n", wrong, used, present, capacity, hash("ring3"));
  free(slots);
  return wrong;
}
