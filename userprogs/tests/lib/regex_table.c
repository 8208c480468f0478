// regcomp and regexec: patterns and texts, with all groups; and what is no pattern.
#define _GNU_SOURCE
#include <regex.h>
#include <stdio.h>

static void show(const char *pattern, const char *text, int flags, int run_flags) {
  regex_t regex;
  regmatch_t matches[6];
  int error = regcomp(&regex, pattern, flags);
  printf("%s /%s/ ", (flags & REG_EXTENDED) != 0 ? "E" : "B", pattern);
  if (error != 0) {
    char message[100];
    regerror(error, &regex, message, sizeof message);
    printf("error %d: %s\n", error, message);
    return;
  }
  int result = regexec(&regex, text, 6, matches, run_flags);
  printf("'%s' %zu: %d", text, regex.re_nsub, result);
  for (int i = 0; result == 0 && i < 6 && i <= (int)regex.re_nsub; i++)
    printf(" %d,%d", matches[i].rm_so, matches[i].rm_eo);
  putchar('\n');
  regfree(&regex);
}

static const struct {
  const char *pattern, *text;
} both[] = {
  {"", ""}, {"", "abc"}, {"abc", "xabcx"}, {"abc", "ab"}, {"a.c", "xabc"}, {"^a", "ba"}, {"^b", "ba"},
  {"a$", "ba"},
  {"b$", "ba"}, {"^$", ""}, {"^$", "x"}, {"a*", "aaa"}, {"a*", "baa"}, {"ba*", "xbaab"}, {"[abc]*", "cabd"},
  {"[^abc]", "abcx"}, {"[a-c]x", "bx"}, {"[]a]", "]"}, {"[^]a]", "]b"}, {"[a-]", "-"},
  {"[[:digit:]]*x", "12x"},
  {"[[:alpha:]_][[:alnum:]_]*", "1_a2"}, {"\\.", "a.b"}, {"\\*", "a*b"}, {"\\\\", "a\\b"}, {"[.]", "x."},
  {"[[.a.]]", "a"},
  {"[[=a=]b]", "b"}, {"\\<b", "ab b"}, {"b\\>", "ba b"}, {"\\bfoo\\b", "a foo b"}, {"\\Boo", "foo"},
  {"\\w*", "ab1 c"},
  {"\\W", "ab c"}, {"x*y*z*", "xxyz"}, {"a.*b", "a1b2b"}, {"[0-9]*\\.[0-9]*", "v3.14"},
  {"[a", "x"}, {"[z-a]", "x"}, {"[[:none:]]", "x"}, {"a\\", "x"}, {"[[.none.]]", "x"},
};

static const struct {
  const char *pattern, *text;
} extended[] = {
  {"a+", "baa"}, {"a?b", "aab"}, {"ab|cd", "xcd"}, {"a|ab", "ab"}, {"ab|a", "ab"},
  {"(a|ab)(c|bcd)(d*)", "abcd"},
  {"(a)(b)(c)", "abc"}, {"(a(b(c)))", "abc"}, {"(a|b)*", "abab"}, {"(a*)(b*)", "aabb"}, {"(a*)+", "aa"},
  {"(a*)*", "b"},
  {"(ab)*c", "ababc"}, {"a{2}", "aaa"}, {"a{2,}", "aaaa"}, {"a{1,2}", "aaa"}, {"a{,2}b", "aab"},
  {"(ab){2}", "ababab"},
  {"a{0}b", "ab"}, {"(a|b){2,3}", "abba"}, {"^(a|b)$", "b"}, {"(^a|b)", "ab"}, {"x(a|)y", "xy"}, {"()", "a"},
  {"a||b", "b"},
  {"(|a)b", "ab"}, {"[+*?]", "+"}, {"a\\+b", "a+b"}, {"\\(a\\)", "(a)"}, {"a\\|b", "a|b"},
  {"(foo|foobar)(bar)?", "foobar"},
  {"(week|wee)(knights|night)", "weeknights"}, {"(a+|b+|ab)*", "aabab"}, {"([a-z]+)=([0-9]+)", "x key=42 y"},
  {"^([^:]*):([^:]*):(.*)$", "root:x:0:0"}, {"(a)|(b)", "b"}, {"(a)?(b)", "b"}, {"((a)|(b))*", "ab"},
  {"a{1", "a{1"},
  {"{1}", "x"}, {"*a", "a"}, {"+", "x"}, {"(a", "x"}, {"a)", "a)"}, {"(", "x"}, {"a{2,1}", "x"},
  {"a{1,99999}", "x"},
  {"(.)\\1", "abccd"}, {"(a*)b\\1", "aabaa"}, {"\\1(a)", "aa"}, {"([a-c])([d-f])\\2\\1", "xadda"},
  {"^*", "x"},
  {"(a*)(a*)(a*)", "aaa"}, {"(a.|.a.)*", "zaabcazcaa"}, {"(.*)(ab|b)", "xxab"}, {"(x*)(xy)?", "xxy"},
};

static const struct {
  const char *pattern, *text;
} basic[] = {
  {"a\\+", "baa"}, {"a\\?b", "aab"}, {"ab\\|cd", "xcd"}, {"\\(a\\)\\(b\\)", "ab"}, {"\\(ab\\)*c", "ababc"},
  {"a\\{2\\}", "aaa"},
  {"a\\{1,2\\}", "aaa"}, {"\\(.\\)\\1", "abcc"}, {"*a", "*a"}, {"\\(*a\\)", "*a"}, {"a|b", "a|b"},
  {"(a)", "(a)"}, {"a+", "a+"},
  {"a{2}", "a{2}"}, {"\\(^a\\)", "ba"}, {"a\\(b$\\)", "ab"}, {"a^b", "a^b"}, {"a$b", "a$b"}, {"\\(a", "x"},
  {"a\\)", "x"},
  {"a\\{1", "x"}, {"a\\{x\\}", "x"}, {"\\(a*\\)\\1b", "aaaab"}, {"^*a", "*a"}, {"\\(\\)", "x"},
  {"x\\{0,1\\}y", "xxy"},
};

int main(void) {
  for (size_t i = 0; i < sizeof both / sizeof *both; i++)
    for (int flags = 0; flags <= REG_EXTENDED; flags++) show(both[i].pattern, both[i].text, flags, 0);
  for (size_t i = 0; i < sizeof extended / sizeof *extended; i++)
    show(extended[i].pattern, extended[i].text, REG_EXTENDED, 0);
  for (size_t i = 0; i < sizeof basic / sizeof *basic; i++) show(basic[i].pattern, basic[i].text, 0, 0);
  show("aBc", "xAbCx", REG_ICASE, 0);
  show("[a-c]+", "xABCx", REG_EXTENDED | REG_ICASE, 0);
  show("(.)\\1", "xaA", REG_EXTENDED | REG_ICASE, 0);
  show("^b.*$", "a\nbc\nd", REG_EXTENDED | REG_NEWLINE, 0);
  show("a.b", "a\nb", REG_NEWLINE, 0);
  show("a.b", "a\nb", 0, 0);
  show("[^x]b", "a\nb", REG_NEWLINE, 0);
  show("^a", "a", 0, REG_NOTBOL);
  show("a$", "a", 0, REG_NOTEOL);
  show("(a)b", "ab", REG_EXTENDED | REG_NOSUB, 0);
}
