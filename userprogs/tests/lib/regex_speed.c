// Patterns that take an engine with backtracking longer than anyone waits.
#include <regex.h>
#include <stdio.h>
#include <string.h>

static void show(const char *pattern, const char *text) {
  regex_t regex;
  regmatch_t match[2];
  if (regcomp(&regex, pattern, REG_EXTENDED) != 0) return;
  int result = regexec(&regex, text, 2, match, 0);
  printf("%s: %d", pattern, result);
  if (result == 0) printf(" %d,%d", match[0].rm_so, match[0].rm_eo);
  putchar('\n');
  regfree(&regex);
}

int main(void) {
  static char many[3001];
  memset(many, 'a', 3000);
  show("(a*)*b", many);
  show("(a|aa)+$", many);
  show("(x+x+)+y", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
  show("a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa");
  show("(.*)(.*)(.*)(.*)(.*)[0-9]", many);
  show("((a{1,10}){1,10}){1,3}b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
}
