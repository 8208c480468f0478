// The two forms of output: the old one, which says what to do, and the unified one with its surroundings.
#include "diff.h"

#include <sys/stat.h>
#include <time.h>

static void write_line(const struct file *file, long line, const char *prefix, const char *color) {
  size_t size = (size_t)(file->lines[line + 1] - file->lines[line]);
  bool has_end = size > 0 && file->lines[line][size - 1] == '\n';
  if (colors && color != 0) printf("\033[%sm", color);
  fputs(prefix, stdout);
  fwrite(file->lines[line], 1, size - has_end, stdout);
  fputs(colors && color != 0 ? "\033[0m\n" : "\n", stdout);
  if (!has_end) puts("\\ No newline at end of file");
}

static void write_heading(const char *text) { printf(colors ? "\033[36m%s\033[0m\n" : "%s\n", text); }

// One number, or two with a comma between them.
static int put_range(char *text, long first, long count) {
  return count == 1 ? sprintf(text, "%ld", first + 1) : sprintf(text, "%ld,%ld", first + 1, first + count);
}

void write_normal(const struct file *a, const struct file *b, const struct change *changes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const struct change *c = &changes[i];
    char text[128], *end = text;
    end += c->deleted > 0 ? put_range(end, c->from, c->deleted) : sprintf(end, "%ld", c->from);
    *end++ = c->deleted == 0 ? 'a' : c->added == 0 ? 'd' : 'c';
    if (c->added > 0) put_range(end, c->to, c->added);
    else sprintf(end, "%ld", c->to);
    write_heading(text);
    for (long line = 0; line < c->deleted; line++) write_line(a, c->from + line, "< ", "31");
    if (c->deleted > 0 && c->added > 0) puts("---");
    for (long line = 0; line < c->added; line++) write_line(b, c->to + line, "> ", "32");
  }
}

static void write_name(const char *mark, const struct file *file) {
  struct stat status = {0};
  char text[64];
  bool is_input = strcmp(file->name, "-") == 0;
  if ((is_input ? fstat(0, &status) : stat(file->name, &status)) < 0) status.st_mtim.tv_sec = 0;
  struct tm *date = localtime(&status.st_mtim.tv_sec);
  size_t length = strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", date);
  length += (size_t)snprintf(text + length, sizeof text - length, ".%09ld", status.st_mtim.tv_nsec);
  strftime(text + length, sizeof text - length, " %z", date);
  if (colors) fputs("\033[1m", stdout);
  printf("%s %s\t%s%s\n", mark, file->name, text, colors ? "\033[0m" : "");
}

static int put_hunk_range(char *text, long first, long count) {
  long shown = count == 0 ? first : first + 1;
  return count == 1 ? sprintf(text, "%ld", shown) : sprintf(text, "%ld,%ld", shown, count);
}

// Changes that are so close that what surrounds them touches.
static void write_hunk(
  const struct file *a, const struct file *b, const struct change *changes, size_t count) {
  const struct change *last = &changes[count - 1];
  long lead = changes[0].from < context ? changes[0].from : context;
  long rest = a->count - (last->from + last->deleted), trail = rest < context ? rest : context;
  long from = changes[0].from - lead, from_end = last->from + last->deleted + trail;
  long to = changes[0].to - lead, to_end = last->to + last->added + trail;
  char text[128], *end = text + sprintf(text, "@@ -");
  end += put_hunk_range(end, from, from_end - from);
  end += sprintf(end, " +");
  end += put_hunk_range(end, to, to_end - to);
  strcpy(end, " @@");
  write_heading(text);
  for (size_t i = 0; i < count; i++) {
    const struct change *c = &changes[i];
    while (from < c->from) write_line(a, from++, " ", 0);
    for (; from < c->from + c->deleted; from++) write_line(a, from, "-", "31");
    for (long line = 0; line < c->added; line++) write_line(b, c->to + line, "+", "32");
  }
  while (from < from_end) write_line(a, from++, " ", 0);
}

void write_unified(const struct file *a, const struct file *b, const struct change *changes, size_t count) {
  write_name("---", a);
  write_name("+++", b);
  for (size_t i = 0; i < count;) {
    size_t end = i + 1;
    for (; end < count; end++) {
      const struct change *before = &changes[end - 1];
      if (changes[end].from - (before->from + before->deleted) > 2 * context) break;
    }
    write_hunk(a, b, changes + i, end - i);
    i = end;
  }
}
