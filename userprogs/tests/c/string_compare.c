// strcmp, strncmp, memcmp, strcasecmp: only the sign counts, at all alignments, with bytes above 127.
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <strings.h>

static int sign(int value) { return (value > 0) - (value < 0); }

int main(void) {
  static const char *const words[] = {"", "a", "A", "b", "ab", "abc", "abcdefgh", "abcdefghi", "abcdefgH",
                                      "\x80", "\xff\x01", "zebra", "Zebra", "zebr"};
  enum { COUNT = sizeof words / sizeof *words };
  for (int i = 0; i < COUNT; i++) {
    for (int j = 0; j < COUNT; j++)
      printf("%2d%2d%2d%2d ", sign(strcmp(words[i], words[j])), sign(strncmp(words[i], words[j], 3)),
             sign(strcasecmp(words[i], words[j])), sign(strncasecmp(words[i], words[j], 4)));
    printf("\n");
  }
  char left[64], right[64];
  int sum = 0;
  for (int a = 0; a < 8; a++)
    for (int b = 0; b < 8; b++)
      for (int length = 0; length < 24; length++)
        for (int difference = 0; difference < length; difference += 3) {
          memset(left, 'm', sizeof left);
          memset(right, 'm', sizeof right);
          left[a + length] = right[b + length] = 0;
          right[b + difference] = (char)(difference % 2 ? 0xf0 : 'a');
          sum = sum * 31 + sign(memcmp(left + a, right + b, length)) + 2 * sign(strcmp(left + a, right + b));
          sum = sum % 1000003;
        }
  printf("%d\n", sum);
  printf("%d %d\n", strcmp("same", "same"), memcmp("same", "sane", 2));
  printf("%d %d %d\n", ffs(0), ffs(1), ffs(0x80));
  return 0;
}
