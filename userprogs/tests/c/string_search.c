// strchr, strrchr, strstr, memchr, strspn and their kin: places found, at all alignments.
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

static long place(const char *text, const char *found) { return found == 0 ? -1 : found - text; }

static void search(const char *text) {
  static const char characters[] = "ahlo z";
  printf("'%s':", text);
  for (size_t i = 0; i < sizeof characters; i++)
    printf(" %ld/%ld/%ld", place(text, strchr(text, characters[i])), place(text, strrchr(text, characters[i])),
           place(text, strchrnul(text, characters[i])));
  printf("\n  span %zu %zu break %ld\n", strspn(text, "aehlo"), strcspn(text, " ,"), place(text, strpbrk(text, " ,!")));
}

int main(void) {
  search("");
  search("a");
  search("hello, world");
  search("zzzzzzzzzzzzzzzzzzzzzzza");
  static const char *const wanted[] = {"", "a", "ab", "aab", "aaab", "b", "ba", "aaaaaaaaaaaaaa", "abaab"};
  const char *text = "aaaabaaabaabab";
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    printf("strstr %s: %ld, memmem: %ld\n", wanted[i], place(text, strstr(text, wanted[i])),
           place(text, memmem(text, strlen(text), wanted[i], strlen(wanted[i]))));
  printf("strcasestr: %ld %ld\n", place("Hello World", strcasestr("Hello World", "WORLD")),
         place("x", strcasestr("x", "y")));

  char memory[48];
  memset(memory, 'x', sizeof memory);
  for (int start = 0; start < 9; start++)
    for (int target = start; target < 40; target += 7) {
      memory[target] = '!';
      printf("%d", (char *)memchr(memory + start, '!', 40 - start) == memory + target);
      printf("%d", (char *)memrchr(memory + start, '!', 40 - start) == memory + target);
      printf("%d", memchr(memory + start, '!', target - start) == 0);
      memory[target] = 'x';
    }
  printf("\n");
  char high[] = "\x80\xff\x7f\x01";
  printf("%ld %ld %zu\n", place(high, strchr(high, 0xff)), place(high, memchr(high, 0x1ff, 4)), strspn(high, "\xff\x80"));
  return 0;
}
