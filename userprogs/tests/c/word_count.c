// Word frequencies of the standard input, the way a text-book does it: hashing, sorting, getchar.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct word {
  struct word *next;
  int count;
  char text[];
};
static struct word *table[101];
static int distinct;

static void count(const char *text) {
  unsigned hash = 0;
  for (const char *p = text; *p != 0; p++) hash = hash * 33 + (unsigned char)*p;
  struct word **link = &table[hash % 101];
  while (*link != 0 && strcmp((*link)->text, text) != 0) link = &(*link)->next;
  if (*link == 0) {
    *link = malloc(sizeof **link + strlen(text) + 1);
    (*link)->next = 0;
    (*link)->count = 0;
    strcpy((*link)->text, text);
    distinct++;
  }
  (*link)->count++;
}

static int by_count(const void *a, const void *b) {
  const struct word *x = *(struct word *const *)a, *y = *(struct word *const *)b;
  return x->count != y->count ? y->count - x->count : strcmp(x->text, y->text);
}

int main(void) {
  char word[64];
  int length = 0, total = 0, c;
  do {
    c = getchar();
    if (c != EOF && isalpha(c)) {
      if (length < 63) word[length++] = (char)tolower(c);
    } else if (length > 0) {
      word[length] = 0;
      count(word);
      length = 0;
      total++;
    }
  } while (c != EOF);
  struct word **sorted = malloc((size_t)distinct * sizeof *sorted);
  int n = 0;
  for (int i = 0; i < 101; i++)
    for (struct word *w = table[i]; w != 0; w = w->next) sorted[n++] = w;
  qsort(sorted, (size_t)n, sizeof *sorted, by_count);
  printf("%d words, %d distinct\n", total, distinct);
  for (int i = 0; i < 20 && i < n; i++) printf("%-12s %d\n", sorted[i]->text, sorted[i]->count);
  return 0;
}
