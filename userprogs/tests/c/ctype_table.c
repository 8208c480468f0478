// ctype: every class of every character, as a table.
#include <ctype.h>
#include <stdio.h>

int main(void) {
  for (int c = -1; c < 128; c++) {
    printf("%4d:", c);
    printf(" %d%d%d%d%d%d", !!isalnum(c), !!isalpha(c), !!isblank(c), !!iscntrl(c), !!isdigit(c), !!isgraph(c));
    printf("%d%d%d%d%d%d", !!islower(c), !!isprint(c), !!ispunct(c), !!isspace(c), !!isupper(c), !!isxdigit(c));
    printf(" %d %d\n", tolower(c), toupper(c));
  }
  for (int c = 128; c < 256; c++)
    if (isalnum(c) || ispunct(c) || isspace(c) || iscntrl(c) || isprint(c) || tolower(c) != c) printf("%d?\n", c);
  return 0;
}
