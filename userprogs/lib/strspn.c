// strspn, strcspn, strpbrk: runs of characters that are, or are not, in a set.

#include <stdbool.h>
#include <string.h>

// A set of characters: a bit for each.
struct set {
  unsigned long bits[4];
};

static struct set set_of(const char *characters) {
  struct set set = {{0}};
  for (; *characters != 0; characters++) {
    unsigned char c = (unsigned char)*characters;
    set.bits[c / 64] |= 1ul << c % 64;
  }
  return set;
}

static bool contains(const struct set *set, char character) {
  unsigned char c = (unsigned char)character;
  return set->bits[c / 64] >> c % 64 & 1;
}

// How many of the first characters are in the set.
size_t strspn(const char *text, const char *accepted) {
  struct set set = set_of(accepted);
  size_t length = 0;
  while (text[length] != 0 && contains(&set, text[length])) length++;
  return length;
}

// How many of the first characters are not in the set.
size_t strcspn(const char *text, const char *rejected) {
  struct set set = set_of(rejected);
  size_t length = 0;
  while (text[length] != 0 && !contains(&set, text[length])) length++;
  return length;
}

char *strpbrk(const char *text, const char *accepted) {
  text += strcspn(text, accepted);
  return *text == 0 ? 0 : (char *)text;
}
