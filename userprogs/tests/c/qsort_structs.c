// qsort: structures of odd sizes, pointers, strings; orders that no equal elements can blur.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person {
  char name[11];
  unsigned char age;
  short number;
};

static int by_age_then_number(const void *a, const void *b) {
  const struct person *x = a, *y = b;
  return x->age != y->age ? x->age - y->age : x->number - y->number;
}

static int by_name_then_number(const void *a, const void *b) {
  const struct person *x = a, *y = b;
  int order = strcmp(x->name, y->name);
  return order != 0 ? order : x->number - y->number;
}

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
static int by_byte(const void *a, const void *b) { return *(const char *)a - *(const char *)b; }

int main(void) {
  static const char *const names[] = {"Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Niklaus"};
  struct person people[40];
  memset(people, 0, sizeof people);
  for (int i = 0; i < 40; i++) {
    strcpy(people[i].name, names[i * 5 % 7]);
    people[i].age = (unsigned char)(20 + i * 13 % 9);
    people[i].number = (short)(i * 37 % 40);
  }
  qsort(people, 40, sizeof *people, by_age_then_number);
  for (int i = 0; i < 40; i++) printf("%d %d %s\n", people[i].age, people[i].number, people[i].name);
  qsort(people, 40, sizeof *people, by_name_then_number);
  for (int i = 0; i < 40; i++) printf("%s %d\n", people[i].name, people[i].number);

  const char *words[] = {"pear", "apple", "fig", "banana", "date", "cherry", "elderberry", "grape"};
  qsort(words, 8, sizeof *words, by_text);
  for (int i = 0; i < 8; i++) printf("%s ", words[i]);
  char letters[] = "the quick brown fox jumps over the lazy dog";
  qsort(letters, strlen(letters), 1, by_byte);
  printf("\n%s\n", letters);
  qsort(letters, 0, 1, by_byte);
  qsort(letters, 1, 1, by_byte);
  return 0;
}
