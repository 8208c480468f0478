// The order of names with versions in them, such as file-1.9 before file-1.10, for sort -V and ls -v.
#ifndef VERSION_H
#define VERSION_H

#include <ctype.h>
#include <stddef.h>
#include <string.h>

static bool version_is_digit(char c) { return c >= '0' && c <= '9'; }

// Where a character stands that is no digit: ~, then the end, then letters, then all others.
static int version_rank(const char *text, size_t place, size_t length) {
  if (place == length || version_is_digit(text[place])) return 0;
  unsigned char c = (unsigned char)text[place];
  return isalpha(c) ? c : c == '~' ? -1 : c + 256;
}

// Takes turns: what is no digit is compared by rank, a number by its value.
static int compare_version_parts(const char *a, size_t m, const char *b, size_t n) {
  size_t i = 0, j = 0;
  while (i < m || j < n) {
    while ((i < m && !version_is_digit(a[i])) || (j < n && !version_is_digit(b[j]))) {
      int order = version_rank(a, i, m) - version_rank(b, j, n);
      if (order != 0) return order;
      i++, j++;
    }
    while (i < m && a[i] == '0') i++;
    while (j < n && b[j] == '0') j++;
    int first = 0;
    for (; i < m && j < n && version_is_digit(a[i]) && version_is_digit(b[j]); i++, j++)
      if (first == 0) first = a[i] - b[j];
    if (i < m && version_is_digit(a[i])) return 1;
    if (j < n && version_is_digit(b[j])) return -1;
    if (first != 0) return first;
  }
  return 0;
}

// The length without endings such as .tar.gz: periods, each with a letter or ~ behind it.
static size_t version_stem(const char *text, size_t length) {
  size_t stem = length;
  for (size_t end = length; end > 0;) {
    size_t start = end;
    while (start > 0 && (isalnum((unsigned char)text[start - 1]) || text[start - 1] == '~')) start--;
    if (start == end || start == 0 || text[start - 1] != '.') break;
    if (!isalpha((unsigned char)text[start]) && text[start] != '~') break;
    end = start - 1;
    if (end == 0) break;
    stem = end;
  }
  return stem;
}

// Nothing comes first, then . and .., then other names with a period at the beginning.
static int compare_dots(const char *a, size_t m, const char *b, size_t n) {
  int x = m == 0 ? 0 : *a != '.' ? 4 : m == 1 ? 1 : m == 2 && a[1] == '.' ? 2 : 3;
  int y = n == 0 ? 0 : *b != '.' ? 4 : n == 1 ? 1 : n == 2 && b[1] == '.' ? 2 : 3;
  return x - y;
}

static int compare_versions(const char *a, size_t m, const char *b, size_t n) {
  int order = compare_dots(a, m, b, n);
  if (order != 0) return order;
  if (m > 0 && *a == '.') a++, m--, b++, n--;
  order = compare_version_parts(a, version_stem(a, m), b, version_stem(b, n));
  return order != 0 ? order : compare_version_parts(a, m, b, n);
}

#endif
