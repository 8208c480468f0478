// bsearch: every key in tables of every size, and keys between.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_number(const void *key, const void *element) { return *(const int *)key - *(const int *)element; }

struct entry {
  const char *word;
  int value;
};

static int by_word(const void *key, const void *element) { return strcmp(key, ((const struct entry *)element)->word); }

int main(void) {
  int table[50], wrong = 0;
  for (int i = 0; i < 50; i++) table[i] = 3 * i;
  for (size_t size = 0; size <= 50; size++)
    for (int key = -2; key < 152; key++) {
      int *found = bsearch(&key, table, size, sizeof *table, by_number);
      int expected = key >= 0 && key % 3 == 0 && (size_t)key / 3 < size;
      wrong += expected ? found != &table[key / 3] : found != 0;
    }
  printf("%d wrong\n", wrong);
  static const struct entry entries[] = {{"add", 1}, {"and", 2}, {"div", 3}, {"mul", 4}, {"or", 5}, {"sub", 6}};
  static const char *const words[] = {"add", "sub", "mul", "xor", "", "or", "o", "orr"};
  for (int i = 0; i < 8; i++) {
    const struct entry *entry = bsearch(words[i], entries, 6, sizeof *entries, by_word);
    printf("%s: %d\n", words[i], entry == 0 ? 0 : entry->value);
  }
  return 0;
}
