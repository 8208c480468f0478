// Hash tables. They remember the order in which their keys came, so that what walks over one does the same on
// every machine.
#include "lisp.h"

#include <stdlib.h>
#include <string.h>

#define PROCEDURE(name) static value name(value *v, int count)
#define IGNORE_COUNT (void)count

enum { LEAST_CAPACITY = 8, HASHED_ELEMENTS = 32 };

static uint32_t mix(uint32_t hash, uint32_t more) { return (hash ^ more) * 0x01000193u ^ hash >> 13; }

static uint32_t hash_string(const struct string *string) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < string->length; i++) hash = mix(hash, string->characters[i]);
  return hash;
}

// Equal values have equal hashes. Addresses do not count: they are different in each run.
static uint32_t hash_of(value v) {
  uint32_t hash = 17;
  int left = HASHED_ELEMENTS;
  for (; is_pair(v) && left > 0; v = tail(v), left--)
    hash = mix(hash, is_pair(head(v)) ? 3 : hash_of(head(v)));
  if (is_number(v)) return mix(hash, hash_number(v));
  if (is_kind(v, STRING)) return mix(hash, hash_string(AS(string, v)));
  if (is_kind(v, SYMBOL)) return mix(hash, hash_string(AS(string, AS(symbol, v)->name)));
  return mix(hash, is_object(v) ? object_of(v)->kind : (uint32_t)v);
}

static struct table *take_table(value v) {
  if (!is_kind(v, TABLE)) wrong_type("a hash table", v);
  return AS(table, v);
}

// The slot that leads to the key, or the free one where it belongs.
static uint32_t *find_slot(const struct table *table, value key) {
  size_t count = 2 * table->capacity, at = hash_of(key) % count;
  while (table->slots[at] != 0 && !is_equal(table->keys[table->slots[at] - 1], key)) at = (at + 1) % count;
  return &table->slots[at];
}

// Makes all anew, without the entries that were removed.
static void rebuild(struct table *table, size_t capacity) {
  struct table new = *table;
  new.capacity = capacity;
  new.used = 0;
  new.keys = take_memory(0, capacity * sizeof *new.keys);
  new.contents = take_memory(0, capacity * sizeof *new.contents);
  new.slots = take_memory(0, 2 * capacity * sizeof *new.slots);
  memset(new.slots, 0, 2 * capacity * sizeof *new.slots);
  for (size_t i = 0; i < table->used; i++) {
    if (table->contents[i] == UNDEFINED) continue;
    new.keys[new.used] = table->keys[i];
    new.contents[new.used] = table->contents[i];
    *find_slot(&new, table->keys[i]) = (uint32_t)++new.used;
  }
  free(table->keys);
  free(table->contents);
  free(table->slots);
  *table = new;
}

static value new_table(void) {
  struct table *table = new_object(TABLE, sizeof *table);
  rebuild(table, LEAST_CAPACITY);
  return (value)table;
}

PROCEDURE(run_make_table) { return (void)v, IGNORE_COUNT, new_table(); }
PROCEDURE(run_is_table) { return IGNORE_COUNT, from_boolean(is_kind(v[0], TABLE)); }
PROCEDURE(run_table_count) { return IGNORE_COUNT, from_integer((int64_t)take_table(v[0])->count); }

// What the table has for the key, or UNDEFINED.
static value *find_content(struct table *table, value key) {
  static value nothing = UNDEFINED;
  uint32_t *slot = find_slot(table, key);
  return *slot == 0 ? &nothing : &table->contents[*slot - 1];
}

PROCEDURE(run_table_ref) {
  value content = *find_content(take_table(v[0]), v[1]);
  return content != UNDEFINED ? content : count > 2 ? v[2] : FALSE;
}

PROCEDURE(run_table_contains) {
  return IGNORE_COUNT, from_boolean(*find_content(take_table(v[0]), v[1]) != UNDEFINED);
}

PROCEDURE(run_table_set) {
  struct table *table = take_table(v[0]);
  IGNORE_COUNT;
  uint32_t *slot = find_slot(table, v[1]);
  if (*slot == 0 && table->used == table->capacity) {
    rebuild(table, table->count * 2 > LEAST_CAPACITY ? table->count * 2 : LEAST_CAPACITY);
    slot = find_slot(table, v[1]);
  }
  if (*slot == 0) {
    table->keys[table->used] = v[1];
    table->contents[table->used] = UNDEFINED;
    *slot = (uint32_t)++table->used;
  }
  table->count += table->contents[*slot - 1] == UNDEFINED;
  table->contents[*slot - 1] = v[2];
  return UNSPECIFIED;
}

PROCEDURE(run_table_delete) {
  struct table *table = take_table(v[0]);
  IGNORE_COUNT;
  value *content = find_content(table, v[1]);
  if (*content != UNDEFINED) table->count--, *content = UNDEFINED;
  return UNSPECIFIED;
}

// (key . content), as they came.
PROCEDURE(run_table_to_list) {
  struct table *table = take_table(v[0]);
  value list = NIL;
  IGNORE_COUNT;
  for (size_t i = table->used; i-- > 0;)
    if (table->contents[i] != UNDEFINED) list = cons(cons(table->keys[i], table->contents[i]), list);
  return list;
}

const struct definition table_library[] = {
  {"make-hash-table", run_make_table, 0, 0}, {"hash-table?", run_is_table, 1, 1},
  {"hash-table-count", run_table_count, 1, 1}, {"hash-table-ref", run_table_ref, 2, 3},
  {"hash-table-contains?", run_table_contains, 2, 2}, {"hash-table-set!", run_table_set, 3, 3},
  {"hash-table-delete!", run_table_delete, 2, 2}, {"hash-table->alist", run_table_to_list, 1, 1},
    {0, 0, 0, 0},
};
