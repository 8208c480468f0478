// scanf's engine: reads the format, takes characters, and stores values.
//
// A directive is   % * width m length conversion   where * means that nothing is stored, and m that memory is
// allocated for a text. At most one character is ever given back to the source.

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "scan.h"

// A directive that was read.
struct directive {
  bool is_skipped, allocates;
  int width;                      // how many characters at most
  int length;                     // bytes in the integer that is stored
  char conversion;
  bool set[256];                  // of %[
};

// The state of one call.
struct input {
  struct source *source;
  va_list arguments;
  long consumed;
  int stored;
};

// Why reading stops.
enum ending { MATCHED, MISMATCH, END_OF_TEXT };

static int next(struct input *input) {
  int character = input->source->next(input->source);
  if (character >= 0) input->consumed++;
  return character;
}

static void push_back(struct input *input, int character) {
  if (character < 0) return;
  input->source->push_back(input->source, character);
  input->consumed--;
}

// Takes blanks, and returns the first other character.
static int next_after_blanks(struct input *input) {
  int character;
  do character = next(input);
  while (character >= 0 && isspace(character));
  return character;
}

// Reading the format.

static const char *read_length(const char *p, struct directive *directive) {
  directive->length = 4;
  switch (*p) {
    case 'h': directive->length = p[1] == 'h' ? 1 : 2; return p + (p[1] == 'h' ? 2 : 1);
    case 'l': directive->length = 8; return p + (p[1] == 'l' ? 2 : 1);
    case 'z': case 't': case 'j': case 'L': directive->length = 8; return p + 1;
    default: return p;
  }
}

// The characters between [ and ]; a ^ in front means all others. ] may stand first, a-z is a range.
static const char *read_set(const char *p, struct directive *directive) {
  bool is_inverted = *p == '^';
  if (is_inverted) p++;
  memset(directive->set, is_inverted, sizeof directive->set);
  const char *first = p;
  for (; *p != 0 && (*p != ']' || p == first); p++) {
    bool is_range = *p == '-' && p != first && p[1] != ']' && p[1] != 0;
    int low = (unsigned char)(is_range ? p[-1] : *p), high = (unsigned char)(is_range ? *++p : *p);
    for (int character = low; character <= high; character++) directive->set[character] = !is_inverted;
  }
  return p;
}

// Reads the directive after a %. Returns the place of its last character.
static const char *read_directive(const char *p, struct directive *directive) {
  directive->is_skipped = *p == '*';
  if (directive->is_skipped) p++;
  for (directive->width = 0; isdigit((unsigned char)*p); p++)
    directive->width = directive->width > 100000000 ? directive->width : directive->width * 10 + (*p - '0');
  directive->allocates = *p == 'm';
  if (directive->allocates) p++;
  p = read_length(p, directive);
  directive->conversion = *p;
  return *p == '[' ? read_set(p + 1, directive) : p;
}

// Numbers.

static int digit_of(int character) {
  if (isdigit(character)) return character - '0';
  return character >= 0 && isalpha(character) ? tolower(character) - 'a' + 10 : 99;
}

static void store_integer(struct input *input, const struct directive *directive, uint64_t value) {
  if (directive->is_skipped) return;
  void *target = va_arg(input->arguments, void *);
  switch (directive->conversion == 'p' ? 8 : directive->length) {
    case 1: *(uint8_t *)target = (uint8_t)value; break;
    case 2: *(uint16_t *)target = (uint16_t)value; break;
    case 4: *(uint32_t *)target = (uint32_t)value; break;
    default: *(uint64_t *)target = value;
  }
  input->stored++;
}

// After a 0: takes an x where the base permits one. Returns whether there are digits already.
static bool read_prefix(struct input *input, int *base, int *left) {
  int character = *left > 0 ? next(input) : -1;
  if ((character == 'x' || character == 'X') && (*base == 0 || *base == 16)) {
    *base = 16;
    --*left;
    return false;
  }
  if (*left > 0) push_back(input, character);
  if (*base == 0) *base = 8;
  return true;
}

// A value too large for 64 bits becomes the largest, or the smallest, of its kind, as with strtol.
static uint64_t limited(uint64_t magnitude, bool is_negative, bool is_too_large, bool is_signed) {
  uint64_t most = is_signed ? (uint64_t)INT64_MAX + is_negative : UINT64_MAX;
  bool is_beyond = is_too_large || magnitude > most;
  if (is_beyond) return is_negative && is_signed ? -most : most;
  return is_negative ? -magnitude : magnitude;
}

static enum ending read_integer(struct input *input, const struct directive *directive, int base) {
  int left = directive->width > 0 ? directive->width : 1 << 30;
  int character = next_after_blanks(input);
  if (character < 0) return END_OF_TEXT;
  bool is_negative = character == '-', has_digits = false, is_too_large = false;
  if (character == '-' || character == '+') character = --left > 0 ? next(input) : -1;
  if (character == '0' && (base == 0 || base == 16)) {
    left--;
    has_digits = read_prefix(input, &base, &left);
    character = left > 0 ? next(input) : -1;
  }
  if (base == 0) base = 10;
  uint64_t magnitude = 0;
  while (character >= 0 && digit_of(character) < base) {
    has_digits = true;
    is_too_large |= __builtin_mul_overflow(magnitude, (uint64_t)base, &magnitude);
    is_too_large |= __builtin_add_overflow(magnitude, (uint64_t)digit_of(character), &magnitude);
    character = --left > 0 ? next(input) : -1;
  }
  if (left > 0) push_back(input, character);
  if (!has_digits) return MISMATCH;
  bool is_signed = directive->conversion == 'd' || directive->conversion == 'i';
  store_integer(input, directive, limited(magnitude, is_negative, is_too_large, is_signed));
  return MATCHED;
}

// Texts.

// Where characters go: the caller's memory, or growing memory of malloc, or nowhere.
struct text {
  char *bytes;
  size_t length, capacity;        // capacity 0: the caller's
  bool is_lost;
};

static void append(struct text *text, int character) {
  if (text->is_lost) return;
  if (text->capacity != 0 && text->length == text->capacity) {
    char *larger = realloc(text->bytes, text->capacity *= 2);
    if (larger == 0) {
      free(text->bytes);
      text->is_lost = true;
      return;
    }
    text->bytes = larger;
  }
  text->bytes[text->length++] = (char)character;
}

static bool belongs(const struct directive *directive, int character) {
  switch (directive->conversion) {
    case 'c': return true;
    case 's': return !isspace(character);
    default: return directive->set[(unsigned char)character];
  }
}

// %s, %c and %[: characters that belong to it, at most as many as the width says; %c takes exactly as many.
static enum ending read_text(struct input *input, const struct directive *directive) {
  bool counts = directive->conversion == 'c';
  int left = directive->width > 0 ? directive->width : counts ? 1 : 1 << 30;
  int character = directive->conversion == 's' ? next_after_blanks(input) : next(input);
  if (character < 0) return END_OF_TEXT;
  if (!belongs(directive, character)) {
    push_back(input, character);
    return MISMATCH;
  }
  struct text text = {.is_lost = directive->is_skipped};
  char **result = 0;
  if (!directive->is_skipped && directive->allocates) {
    result = va_arg(input->arguments, char **);
    text.capacity = 32;
    text.bytes = malloc(text.capacity);
    text.is_lost = text.bytes == 0;
  } else if (!directive->is_skipped) {
    text.bytes = va_arg(input->arguments, char *);
  }
  while (character >= 0 && belongs(directive, character)) {
    append(&text, character);
    if (--left == 0) break;
    character = next(input);
  }
  if (left > 0) push_back(input, character);
  if (!counts) append(&text, 0);
  if (result != 0) *result = text.is_lost ? 0 : text.bytes;
  if (!directive->is_skipped) input->stored++;
  return counts && left > 0 ? END_OF_TEXT : MATCHED;
}

// The directives one after the other.

static void store_consumed(struct input *input, struct directive *directive) {
  int stored = input->stored;
  store_integer(input, directive, (uint64_t)input->consumed);
  input->stored = stored;
}

static enum ending convert(struct input *input, struct directive *directive) {
  switch (directive->conversion) {
    case 'd': case 'u': return read_integer(input, directive, 10);
    case 'i': return read_integer(input, directive, 0);
    case 'o': return read_integer(input, directive, 8);
    case 'x': case 'X': case 'p': return read_integer(input, directive, 16);
    case 's': case 'c': case '[': return read_text(input, directive);
    case 'n': store_consumed(input, directive); return MATCHED;
    default: return MISMATCH;
  }
}

// An ordinary character of the format must be there; a % wants one after blanks.
static enum ending match(struct input *input, int wanted, bool skips_blanks) {
  int character = skips_blanks ? next_after_blanks(input) : next(input);
  if (character == wanted) return MATCHED;
  push_back(input, character);
  return character < 0 ? END_OF_TEXT : MISMATCH;
}

int __scan(struct source *source, const char *format, va_list arguments) {
  struct input input = {.source = source};
  struct directive directive;
  enum ending ending = MATCHED;
  va_copy(input.arguments, arguments);
  for (; *format != 0 && ending == MATCHED; format++) {
    if (isspace((unsigned char)*format)) {
      push_back(&input, next_after_blanks(&input));
    } else if (*format != '%') {
      ending = match(&input, (unsigned char)*format, false);
    } else {
      format = read_directive(format + 1, &directive);
      if (*format == 0) break;
      ending = directive.conversion == '%' ? match(&input, '%', true) : convert(&input, &directive);
    }
  }
  va_end(input.arguments);
  return ending == END_OF_TEXT && input.stored == 0 ? EOF : input.stored;
}
