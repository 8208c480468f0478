// How lines and names are shown.
#include "grep.h"

void put_colored(const char *color, const char *text, size_t length) {
  if (colors) printf("\033[%sm\033[K", color);
  fwrite(text, 1, length, stdout);
  if (colors) fputs("\033[m\033[K", stdout);
}

static void put_separator(char c) { put_colored("36", &c, 1); }

static void put_name(const char *name, char separator) {
  put_colored("35", name, strlen(name));
  if (null_behind_names) putchar(0);
  else if (separator != 0) put_separator(separator);
}

static void put_number(unsigned long number, char separator) {
  char text[24];
  put_colored("32", text, (size_t)sprintf(text, aligns ? "%4lu" : "%lu", number));
  put_separator(separator);
}

static void write_prefix(const char *name, long number, size_t offset, char separator) {
  if (shows_names > 0) put_name(name, separator);
  if (shows_numbers) put_number((unsigned long)number, separator);
  if (shows_offsets) put_number(offset, separator);
  if (aligns && (shows_names > 0 || shows_numbers || shows_offsets)) putchar('\t');
}

// Between groups of lines that do not touch.
void write_separator(void) {
  if (group_separator == 0) return;
  put_colored("36", group_separator, strlen(group_separator));
  putchar('\n');
}

// What is shown once for a file. Whether it counts as found.
bool report(const char *name, long chosen) {
  if (counts && !is_quiet && !lists_files && !lists_others) {
    if (shows_names > 0) put_name(name, ':');
    printf("%ld\n", chosen);
  }
  bool is_listed = !is_quiet && ((lists_files && chosen > 0) || (lists_others && chosen == 0));
  if (is_listed) put_name(name, 0);
  if (is_listed && !null_behind_names) putchar('\n');
  return lists_others ? chosen == 0 : chosen > 0;
}

void write_matches(const char *name, long number, size_t offset, const char *line, size_t length) {
  size_t start, end;
  for (size_t from = 0; from <= length && find(line, length, from, &start, &end);) {
    if (end > start) {
      write_prefix(name, number, offset + start, ':');
      put_colored("01;31", line + start, end - start);
      putchar(line_end);
    }
    from = end > start ? end : end + 1;
  }
}

void write_line(
  const char *name, long number, size_t offset, const char *line, size_t length, bool is_match) {
  write_prefix(name, number, offset, is_match ? ':' : '-');
  size_t start, end, from = 0;
  while (colors && is_match && !inverts && from < length && find(line, length, from, &start, &end) &&
      end > start) {
    fwrite(line + from, 1, start - from, stdout);
    put_colored("01;31", line + start, end - start);
    from = end;
  }
  fwrite(line + from, 1, length - from, stdout);
  putchar(line_end);
}
