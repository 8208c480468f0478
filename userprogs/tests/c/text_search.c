// Knuth-Morris-Pratt and Boyer-Moore-Horspool against the naive search.
#include <stdio.h>
#include <string.h>

enum { TEXT = 20000 };
static char text[TEXT + 1];
static long compared;

static int naive(const char *pattern, int m, int from) {
  for (int i = from; i + m <= TEXT; i++) {
    int j = 0;
    while (j < m && (compared++, text[i + j] == pattern[j])) j++;
    if (j == m) return i;
  }
  return -1;
}

static int kmp(const char *pattern, int m, int from) {
  int border[64] = {0};
  for (int i = 1, k = 0; i < m; i++) {
    while (k > 0 && pattern[i] != pattern[k]) k = border[k - 1];
    border[i] = k += pattern[i] == pattern[k];
  }
  for (int i = from, k = 0; i < TEXT; i++) {
    while (k > 0 && (compared++, text[i] != pattern[k])) k = border[k - 1];
    compared++;
    k += text[i] == pattern[k];
    if (k == m) return i - m + 1;
  }
  return -1;
}

static int horspool(const char *pattern, int m, int from) {
  int skip[256];
  for (int i = 0; i < 256; i++) skip[i] = m;
  for (int i = 0; i < m - 1; i++) skip[(unsigned char)pattern[i]] = m - 1 - i;
  for (int i = from; i + m <= TEXT; i += skip[(unsigned char)text[i + m - 1]]) {
    int j = m - 1;
    while (j >= 0 && (compared++, text[i + j] == pattern[j])) j--;
    if (j < 0) return i;
  }
  return -1;
}

int main(void) {
  unsigned seed = 42;
  for (int i = 0; i < TEXT; i++) text[i] = "aab"[(seed = seed * 1103515245 + 12345) >> 16 & 1 ? i % 3 : 2];
  static const char *const patterns[] = {"a", "ab", "aabaab", "bbbbbbbbbbbb", "abababab", "aabbaabbaabb", "c", "baabaabaabaab"};
  int (*const searches[])(const char *, int, int) = {naive, kmp, horspool};
  for (int p = 0; p < 8; p++) {
    printf("%s:", patterns[p]);
    for (int s = 0; s < 3; s++) {
      int found = 0, sum = 0;
      compared = 0;
      int m = (int)strlen(patterns[p]);
      for (int at = 0; (at = searches[s](patterns[p], m, at)) >= 0; at++) {
        found++;
        sum = (sum * 31 + at) % 100003;
      }
      printf(" %d/%d (%ld)", found, sum, compared);
    }
    printf("\n");
  }
  return 0;
}
