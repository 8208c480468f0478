// Reading files, and which of their lines are equal.
#include "diff.h"

#include <ctype.h>

// All of a file, null after a complaint.
static char *read_all(const char *name, size_t *size) {
  FILE *file = open_input(name);
  char *text = 0;
  size_t room = 0;
  *size = 0;
  if (file == 0) return 0;
  for (size_t piece = 1; piece > 0; *size += piece) {
    if (room - *size < 4096) text = take_memory(text, room = 2 * room + 32768);
    piece = fread(text + *size, 1, room - *size - 1, file);
  }
  bool failed = ferror(file);
  if (failed) complain(name);
  close_input(file);
  if (failed) free(text), text = 0;
  return text;
}

// With `may_miss`, a file that is not there is an empty one.
bool read_lines(struct file *file, const char *name, bool may_miss) {
  *file = (struct file){.name = name};
  file->text = may_miss ? copy_text("") : read_all(name, &file->size);
  if (file->text == 0) return false;
  char *end = file->text + file->size;
  for (char *p = file->text; p < end; file->count++) {
    char *newline = memchr(p, '\n', (size_t)(end - p));
    p = newline == 0 ? end : newline + 1;
  }
  file->lacks_newline = file->size > 0 && end[-1] != '\n';
  size_t room = (size_t)file->count + 1;
  file->lines = take_memory(0, room * sizeof *file->lines);
  file->classes = take_memory(0, room * sizeof *file->classes);
  file->is_changed = memset(take_memory(0, room), 0, room);
  char *p = file->text;
  for (long i = 0; i < file->count; i++) {
    file->lines[i] = p;
    char *newline = memchr(p, '\n', (size_t)(end - p));
    p = newline == 0 ? end : newline + 1;
  }
  file->lines[file->count] = end;
  return true;
}

void free_lines(struct file *file) {
  free(file->text);
  free(file->lines);
  free(file->classes);
  free(file->is_changed);
}

bool is_text(const struct file *file) {
  size_t size = file->size < 4096 ? file->size : 4096;
  return memchr(file->text, 0, size) == 0;
}

// The next character that counts, -1 at the end.
static int next_char(const char **p, const char *end) {
  while (ignores_blanks && *p < end && isspace((unsigned char)**p)) ++*p;
  if (ignores_amount && *p < end && isspace((unsigned char)**p)) {
    while (*p < end && isspace((unsigned char)**p)) ++*p;
    return *p < end ? ' ' : -1;
  }
  if (*p >= end || (**p == '\n' && *p + 1 == end)) return -1;
  int c = (unsigned char)*(*p)++;
  return ignores_case ? tolower(c) : c;
}

static unsigned long hash(const char *p, const char *end) {
  unsigned long value = 14695981039346656037ul;
  for (int c; (c = next_char(&p, end)) >= 0;) value = (value ^ (unsigned long)c) * 1099511628211ul;
  return value;
}

static bool is_equal(const char *a, const char *a_end, const char *b, const char *b_end) {
  for (;;) {
    int x = next_char(&a, a_end), y = next_char(&b, b_end);
    if (x != y) return false;
    if (x < 0) return true;
  }
}

// A line that is the first of its class.
struct class {
  const char *start, *end;
  bool has_end;
  int number;
};

static void add_classes(struct file *file, struct class *table, size_t room, int *next) {
  for (long i = 0; i < file->count; i++) {
    const char *start = file->lines[i], *end = file->lines[i + 1];
    // A last line without a newline differs from one with it, but where blanks do not count.
    bool has_end = !(file->lacks_newline && i + 1 == file->count) || ignores_blanks || ignores_amount;
    size_t place = (hash(start, end) + !has_end) % room;
    while (table[place].start != 0 &&
        !(table[place].has_end == has_end && is_equal(start, end, table[place].start, table[place].end)))
      place = (place + 1) % room;
    if (table[place].start == 0) table[place] = (struct class){start, end, has_end, (*next)++};
    file->classes[i] = table[place].number;
  }
}

void classify(struct file *a, struct file *b) {
  size_t room = 2 * (size_t)(a->count + b->count) + 1;
  struct class *table = take_memory(0, room * sizeof *table);
  memset(table, 0, room * sizeof *table);
  int next = 0;
  add_classes(a, table, room, &next);
  add_classes(b, table, room, &next);
  free(table);
}
