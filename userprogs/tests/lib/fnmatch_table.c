// fnmatch: patterns, texts and flags.
#define _GNU_SOURCE
#include <fnmatch.h>
#include <stdio.h>

static const struct {
  const char *pattern, *text;
} cases[] = {
  {"", ""}, {"", "a"}, {"a", ""}, {"abc", "abc"}, {"abc", "abd"}, {"*", ""}, {"*", "abc"}, {"**", "abc"},
  {"a*", "abc"}, {"*c", "abc"}, {"a*c", "abc"}, {"a*b", "abc"}, {"*b*", "abc"}, {"a?c", "abc"}, {"a?c", "ac"},
  {"???", "abc"}, {"????", "abc"}, {"*?", ""}, {"*?", "a"}, {"?*?", "ab"}, {"a*b*c*d", "axxbyyczzd"},
  {"a*b*c*d", "axxbyyczz"}, {"*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
  {"[abc]", "b"}, {"[abc]", "d"}, {"[!abc]", "d"}, {"[^abc]", "b"}, {"[a-z]", "m"}, {"[a-z]", "M"},
  {"[]]", "]"},
  {"[!]]", "]"}, {"[]-a]", "]"}, {"[a-]", "-"}, {"[-a]", "-"}, {"[a-c-e]", "-"}, {"[", "["}, {"[a", "[a"},
  {"[[:alpha:]]", "x"}, {"[[:digit:][:upper:]]", "7"}, {"[[:digit:][:upper:]]", "x"}, {"[![:space:]]", " "},
  {"[[:space:]]x", "\tx"}, {"[a\\]b]", "]"}, {"[\\a]", "a"}, {"\\*", "*"}, {"\\*", "a"}, {"\\a", "a"},
  {"a\\", "a\\"},
  {"*.c", "main.c"}, {"*.c", ".c"}, {"*.c", ".hidden.c"}, {"?hidden", ".hidden"}, {"[.]hidden", ".hidden"},
  {".*", ".hidden"}, {"*", ".hidden"}, {"a/*", "a/b"}, {"a/*", "a/.b"}, {"a/?b", "a/.b"}, {"*", "a/b"},
  {"a*b", "a/b"},
  {"a?b", "a/b"}, {"a[/]b", "a/b"}, {"*/b", "a/b"}, {"*/*/c", "a/b/c"}, {"*/c", "a/b/c"}, {"a", "a/b"},
  {"a*", "a/b/c"},
  {"ABC", "abc"}, {"[A-C]x", "bX"}, {"x*Z", "XyyyZ"},
};

int main(void) {
  static const struct {
    const char *name;
    int flags;
  } flags[] = {
    {"none", 0}, {"pathname", FNM_PATHNAME}, {"period", FNM_PERIOD}, {"both", FNM_PATHNAME | FNM_PERIOD},
    {"noescape", FNM_NOESCAPE}, {"leading", FNM_LEADING_DIR}, {"fold", FNM_CASEFOLD},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    printf("%s ~ %s:", cases[i].pattern, cases[i].text);
    for (size_t j = 0; j < sizeof flags / sizeof *flags; j++)
      printf(" %s=%d", flags[j].name, fnmatch(cases[i].pattern, cases[i].text, flags[j].flags) == 0);
    putchar('\n');
  }
}
