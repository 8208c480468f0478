// Formatting in memory: a growing text, a table with computed widths, a wrapped paragraph, memory dumps.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct builder {
  char *text;
  size_t length, capacity;
};

static void append(struct builder *b, const char *format, ...) {
  va_list list, again;
  va_start(list, format);
  va_copy(again, list);
  int needed = vsnprintf(b->text + b->length, b->capacity - b->length, format, list);
  if (b->length + (size_t)needed >= b->capacity) {
    b->capacity = (b->length + (size_t)needed + 1) * 2;
    b->text = realloc(b->text, b->capacity);
    vsnprintf(b->text + b->length, b->capacity - b->length, format, again);
  }
  b->length += (size_t)needed;
  va_end(again);
  va_end(list);
}

static void wrap(const char *text, size_t width) {
  size_t column = 0;
  while (*text != 0) {
    size_t word = strcspn(text, " ");
    if (column > 0 && column + 1 + word > width) {
      putchar('\n');
      column = 0;
    }
    column += (size_t)printf("%s%.*s", column > 0 ? " " : "", (int)word, text);
    text += word;
    text += strspn(text, " ");
  }
  putchar('\n');
}

int main(void) {
  struct builder b = {calloc(1, 1), 0, 1};
  for (int i = 0; i < 2000; i++) append(&b, i % 15 == 0 ? "FizzBuzz " : i % 5 == 0 ? "Buzz " : i % 3 == 0 ? "Fizz " : "%d ", i);
  printf("%zu %.60s\n", b.length, b.text);
  unsigned hash = 5381;
  for (char *p = b.text; *p != 0; p++) hash = hash * 33 ^ (unsigned char)*p;
  printf("%u\n", hash);
  static const char *const names[] = {"pid", "command", "state"};
  static const char *const rows[][3] = {{"1", "init", "sleeping"}, {"17", "sh", "runnable"}, {"3245", "a longer name", "R"}};
  int widths[3];
  for (int c = 0; c < 3; c++) {
    widths[c] = (int)strlen(names[c]);
    for (int r = 0; r < 3; r++)
      if ((int)strlen(rows[r][c]) > widths[c]) widths[c] = (int)strlen(rows[r][c]);
  }
  for (int r = -1; r < 3; r++)
    for (int c = 0; c < 3; c++)
      printf(c == 0 ? "|%*s|" : c == 1 ? "%-*s|" : "%-*s|\n", widths[c], r < 0 ? names[c] : rows[r][c]);
  wrap("The page-fault handler reads as the lecture does: guard first, four outcomes, the result is data; and no line "
       "is longer than the width that was asked for, unless a single word is.", 34);
  for (int i = 0; i < 40; i += 16) printf("%08x  %02x %02x %#04x %#o %+d\n", i, b.text[i] & 255, b.text[i + 1] & 255, b.text[i + 2], i, i);
  free(b.text);
  return 0;
}
