// Associative arrays: elements in the order in which they came, and a table of where each is.
#include "awk.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST = 8 };

struct element {
  struct text *key;  // null: deleted
  uint32_t hash;
  struct value *value;  // on its own, so that it stays where it is
};
struct array {
  struct element *elements;
  size_t used, room, count;
  uint32_t *slots;  // 2 * room of them: 1 + an element's number, 0 for none
};

static uint32_t hash_of(const char *key, size_t length) {
  uint32_t hash = 2166136261u;  // FNV-1a
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)key[i]) * 16777619u;
  return hash;
}

struct array *new_array(void) {
  return memset(take_memory(0, sizeof(struct array)), 0, sizeof(struct array));
}

static void free_element(struct element *element) {
  drop((struct value){VALUE_TEXT, 0, element->key});
  drop(*element->value);
  free(element->value);
  element->key = 0;
}

void clear_array(struct array *array) {
  for (size_t i = 0; i < array->used; i++)
    if (array->elements[i].key != 0) free_element(&array->elements[i]);
  free(array->elements);
  free(array->slots);
  *array = (struct array){0};
}

void free_array(struct array *array) {
  clear_array(array);
  free(array);
}

size_t array_count(const struct array *array) { return array->count; }

static bool has_key(const struct element *element, const char *key, size_t length, uint32_t hash) {
  return element->key != 0 && element->hash == hash && element->key->length == length
    && memcmp(element->key->bytes, key, length) == 0;
}

static void fill_slots(struct array *array) {
  memset(array->slots, 0, 2 * array->room * sizeof *array->slots);
  for (size_t i = 0; i < array->used; i++) {
    size_t at = array->elements[i].hash % (2 * array->room);
    while (array->slots[at] != 0) at = (at + 1) % (2 * array->room);
    array->slots[at] = (uint32_t)i + 1;
  }
}

// Leaves out what was deleted, and makes room for as much again.
static void rebuild(struct array *array) {
  size_t used = 0;
  for (size_t i = 0; i < array->used; i++)
    if (array->elements[i].key != 0) array->elements[used++] = array->elements[i];
  array->used = used;
  array->room = 2 * used < LEAST ? LEAST : 2 * used;
  array->elements = take_memory(array->elements, array->room * sizeof *array->elements);
  array->slots = take_memory(array->slots, 2 * array->room * sizeof *array->slots);
  fill_slots(array);
}

static struct element *find(const struct array *array, const char *key, size_t length, uint32_t hash) {
  if (array->room == 0) return 0;
  for (size_t at = hash % (2 * array->room); array->slots[at] != 0; at = (at + 1) % (2 * array->room)) {
    struct element *element = &array->elements[array->slots[at] - 1];
    if (has_key(element, key, length, hash)) return element;
  }
  return 0;
}

struct value *array_element(struct array *array, const char *key, size_t length) {
  uint32_t hash = hash_of(key, length);
  struct element *element = find(array, key, length, hash);
  if (element != 0) return element->value;
  if (array->used == array->room) rebuild(array);
  size_t at = hash % (2 * array->room);
  while (array->slots[at] != 0) at = (at + 1) % (2 * array->room);
  array->slots[at] = (uint32_t)array->used + 1;
  array->count++;
  element = &array->elements[array->used++];
  element->key = text_value(key, length).text;
  element->hash = hash;
  element->value = take_memory(0, sizeof *element->value);
  *element->value = no_value();
  return element->value;
}

bool array_has(const struct array *array, const char *key, size_t length) {
  return find(array, key, length, hash_of(key, length)) != 0;
}

void array_delete(struct array *array, const char *key, size_t length) {
  struct element *element = find(array, key, length, hash_of(key, length));
  if (element == 0) return;
  free_element(element);
  array->count--;
}

struct value *array_keys(const struct array *array, size_t *count) {
  struct value *keys = take_memory(0, array->count * sizeof *keys);
  *count = 0;
  for (size_t i = 0; i < array->used; i++) {
    const struct text *key = array->elements[i].key;
    if (key != 0) keys[(*count)++] = input_value(key->bytes, key->length);
  }
  return keys;
}
