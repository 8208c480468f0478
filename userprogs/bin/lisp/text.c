// Strings and symbols, and UTF-8.
#include "lisp.h"

#include <stdlib.h>
#include <string.h>

static struct symbol *symbols;  // all of them, the newest first
static struct symbol **slots;   // by the hash of their names; 0 where none is
static size_t slot_count, symbol_count;

value new_string(const uint32_t *characters, size_t length) {
  struct string *string = new_object(STRING, sizeof *string);
  string->length = length;
  string->characters = take_memory(0, length * sizeof *characters);
  if (characters != 0) memcpy(string->characters, characters, length * sizeof *characters);
  if (length > 1024) wants_collection |= (heap_bytes += length) > (64 << 20);
  return (value)string;
}

// Writes a character's one to four bytes, and says how many.
size_t encode_utf8(uint32_t c, char *bytes) {
  if (c < 0x80) return bytes[0] = (char)c, 1;
  size_t count = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = count - 1; i > 0; i--, c >>= 6) bytes[i] = (char)(0x80 | (c & 0x3f));
  bytes[0] = (char)((0xf00 >> count) | c);
  return count;
}

// The next character of a source of bytes; a byte that does not belong there stands for itself.
uint32_t decode_utf8(int (*next)(void *source), void *source) {
  int first = next(source);
  if (first < 0) return UINT32_MAX;
  int more = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
  uint32_t c = more == 0 ? (uint32_t)first : (uint32_t)first & (0x3fu >> more);
  for (int i = 0; i < more; i++) {
    int byte = next(source);
    if (byte < 0) break;
    c = c << 6 | ((uint32_t)byte & 0x3f);
  }
  return c;
}

static int next_of_text(void *source) {
  const char **text = source;
  return **text == 0 ? -1 : (unsigned char)*(*text)++;
}

value string_from(const char *text) {
  uint32_t *characters = take_memory(0, (strlen(text) + 1) * sizeof *characters);
  size_t length = 0;
  for (uint32_t c; (c = decode_utf8(next_of_text, &text)) != UINT32_MAX;) characters[length++] = c;
  value string = new_string(characters, length);
  free(characters);
  return string;
}

char *to_utf8(value string, size_t *length) {
  struct string *from = AS(string, string);
  char *bytes = take_memory(0, from->length * 4 + 1);
  size_t used = 0;
  for (size_t i = 0; i < from->length; i++) used += encode_utf8(from->characters[i], bytes + used);
  bytes[used] = 0;
  if (length != 0) *length = used;
  return bytes;
}

struct symbol *first_symbol(void) { return symbols; }

static size_t hash(const char *name) {
  size_t hash = 5381;
  for (; *name != 0; name++) hash = hash * 33 ^ (unsigned char)*name;
  return hash;
}

static bool has_name(const struct symbol *symbol, const char *name) {
  const struct string *own = AS(string, symbol->name);
  for (size_t i = 0; i < own->length; i++)
    if (own->characters[i] != decode_utf8(next_of_text, &name)) return false;
  return *name == 0;
}

static struct symbol **find_slot(const char *name) {
  size_t at = hash(name) % slot_count;
  while (slots[at] != 0 && !has_name(slots[at], name)) at = (at + 1) % slot_count;
  return &slots[at];
}

static void grow_slots(void) {
  slot_count = slot_count == 0 ? 1021 : 2 * slot_count + 1;
  free(slots);
  slots = memset(take_memory(0, slot_count * sizeof *slots), 0, slot_count * sizeof *slots);
  for (struct symbol *symbol = symbols; symbol != 0; symbol = symbol->next) {
    char *name = to_utf8(symbol->name, 0);
    *find_slot(name) = symbol;
    free(name);
  }
}

// The one symbol of that name. Symbols are never given back.
value symbol(const char *name) {
  if (2 * symbol_count >= slot_count) grow_slots();
  struct symbol **slot = find_slot(name);
  if (*slot == 0) {
    struct symbol *new = new_object(SYMBOL, sizeof *new);
    new->name = string_from(name);
    new->global = UNDEFINED;
    new->macro = FALSE;
    new->next = symbols;
    symbols = *slot = new;
    symbol_count++;
  }
  return (value)*slot;
}
