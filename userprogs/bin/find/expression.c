// Reading the expression: tests, actions, and what joins them.
#include "find.h"

#include <fnmatch.h>
#include <grp.h>
#include <pwd.h>
#include <regex.h>
#include <unistd.h>

#include "../date_text.h"
#include "../mode.h"

static char **words;
static bool has_action;

static _Noreturn void refuse_word(const char *message, const char *word) {
  fprintf(stderr, "find: %s `%s'\n", message, word);
  exit(FAILURE);
}

static _Noreturn void fail_at(const char *path) {
  fprintf(stderr, "find: '%s': %s\n", path, strerror(errno));
  exit(FAILURE);
}

// Operators.

static bool both(struct test *test, const struct visit *visit) {
  return test->first->run(test->first, visit) && test->second->run(test->second, visit);
}

static bool either(struct test *test, const struct visit *visit) {
  return test->first->run(test->first, visit) || test->second->run(test->second, visit);
}

static bool not(struct test *test, const struct visit *visit) {
  return !test->first->run(test->first, visit);
}

// Words.

struct test *new_test(bool (*run)(struct test *, const struct visit *)) {
  struct test *test = take_memory(0, sizeof *test);
  *test = (struct test){.run = run};
  return test;
}

static const char *argument(const char *name) {
  if (*words == 0) refuse_word("missing argument to", name);
  return *words++;
}

// A number that may have a sign before it and a unit behind it.
static void read_number(struct test *test, const char *name, const char *units) {
  const char *text = argument(name);
  if (*text == '+' || *text == '-') test->sign = *text++;
  char *end;
  test->number = strtol(text, &end, 10);
  if (*end != 0 && strchr(units, *end) != 0) test->unit = *end++;
  if (end == text || *end != 0) fail(FAILURE, "invalid argument to ", name);
}

static struct test *read_user(bool is_group) {
  const char *name = argument(is_group ? "-group" : "-user");
  struct test *test = new_test(is_group ? test_group : test_user);
  struct passwd *user = is_group ? 0 : getpwnam(name);
  struct group *group = is_group ? getgrnam(name) : 0;
  char *end;
  test->number = user != 0 ? (long)user->pw_uid : group != 0 ? (long)group->gr_gid : strtol(name, &end, 10);
  if (user == 0 && group == 0 && (end == name || *end != 0))
    fail(FAILURE, "not the name of a known one: ", name);
  return test;
}

// -newer FILE, -anewer FILE, and -newerXY TIME-OR-FILE, of which Y is m, or t for a time.
static struct test *read_newer(const char *word) {
  const char *path = argument(word);
  struct stat status;
  struct test *test = new_test(test_newer);
  test->text = word[1] == 'a' || word[1] == 'c' ? word + 1 : word[6] != 0 ? word + 6 : "m";
  if (strlen(word) == 8 && word[7] == 't') {
    if (!read_date(path, false, &test->time)) fail(FAILURE, "cannot understand the time ", path);
    return test;
  }
  if (stat(path, &status) < 0) fail_at(path);
  test->time = status.st_mtim;
  return test;
}

static struct test *read_permissions(void) {
  const char *text = argument("-perm");
  struct test *test = new_test(test_permissions);
  if (*text == '-' || *text == '/') test->sign = *text++;
  mode_t mode;
  if (!parse_mode(text, 0, 0, false, &mode)) fail(FAILURE, "invalid mode ", text);
  test->number = mode;
  return test;
}

static struct test *read_action(bool (*run)(struct test *, const struct visit *), char unit) {
  struct test *test = new_test(run);
  test->unit = unit;
  has_action = true;
  return test;
}

static struct test *read_pattern(
  bool (*run)(struct test *, const struct visit *), const char *name, int flags) {
  struct test *test = new_test(run);
  test->text = argument(name);
  test->number = flags;
  return test;
}

static struct test *read_counted(
  bool (*run)(struct test *, const struct visit *), const char *name, const char *units, char unit) {
  struct test *test = new_test(run);
  test->unit = unit;
  read_number(test, name, units);
  return test;
}

// Letters, which may have commas between them.
static struct test *read_type(char unit) {
  struct test *test = new_test(test_type);
  test->text = argument("-type");
  test->unit = unit;
  if (*test->text == 0 || test->text[strspn(test->text, "fdlpsbc,")] != 0)
    fail(FAILURE, "Unknown argument to -type: ", test->text);
  return test;
}

static int regex_flags;

// Emacs's expressions are taken as basic ones.
static void read_regex_type(const char *name) {
  bool is_extended = strstr(name, "extended") != 0 || strstr(name, "egrep") != 0 || strstr(name, "awk") != 0;
  regex_flags = is_extended ? REG_EXTENDED : 0;
}

static struct test *read_regex(const char *word, int flags) {
  struct test *test = new_test(test_regex);
  const char *text = argument(word);
  regex_t *regex = take_memory(0, sizeof *regex);
  int error = regcomp(regex, text, regex_flags | flags);
  if (error != 0) {
    char message[100];
    regerror(error, regex, message, sizeof message);
    fail(FAILURE, message, "");
  }
  test->regex = regex;
  return test;
}

static struct test *read_same(const char *word) {
  const char *path = argument(word);
  struct stat status;
  struct test *test = new_test(test_same);
  if (stat(path, &status) < 0) fail_at(path);
  test->number = (long)status.st_ino;
  test->other = (long)status.st_dev;
  return test;
}

static struct test *read_age(const char *word, char unit) {
  struct test *test = read_counted(test_age, word, "", unit);
  test->text = word + 1;
  return test;
}

static struct test *read_unknown(const char *word) {
  struct test *test = new_test(test_unknown);
  test->unit = word[3];
  return test;
}

static struct test *read_access(int mode) {
  struct test *test = new_test(test_access);
  test->number = mode;
  return test;
}

// Options hold for the whole walk, and are true.
static struct test *read_option(const char *word) {
  if (strcmp(word, "-depth") == 0) depth_first = true;
  else if (strcmp(word, "-xdev") == 0 || strcmp(word, "-mount") == 0) one_system = true;
  else if (strcmp(word, "-maxdepth") == 0) most_depth = read_size(argument(word), "depth");
  else if (strcmp(word, "-mindepth") == 0) least_depth = read_size(argument(word), "depth");
  else if (strcmp(word, "-daystart") == 0) read_time_origin(true);
  else if (strcmp(word, "-follow") == 0) follows_links = true;
  else if (strcmp(word, "-regextype") == 0) read_regex_type(argument(word));
  else if (strcmp(word, "-noleaf") != 0 && strcmp(word, "-true") != 0) refuse_word("unknown predicate", word);
  return new_test(test_true);
}

static struct test *read_either(void);

static struct test *read_primary(void) {
  const char *word = argument("expression");
#define IS(name) (strcmp(word, name) == 0)
  if (IS("!") || IS("-not")) {
    struct test *test = new_test(not);
    test->first = read_primary();
    return test;
  }
  if (IS("(")) {
    struct test *test = read_either();
    if (*words == 0 || strcmp(*words, ")") != 0)
      fail(FAILURE, "invalid expression; I was expecting to find a ')' somewhere ", "but did not see one.");
    words++;
    return test;
  }
  if (IS("-name")) return read_pattern(test_name, word, 0);
  if (IS("-iname")) return read_pattern(test_name, word, FNM_CASEFOLD);
  if (IS("-path") || IS("-wholename")) return read_pattern(test_path, word, 0);
  if (IS("-ipath") || IS("-iwholename")) return read_pattern(test_path, word, FNM_CASEFOLD);
  if (IS("-regex")) return read_regex(word, 0);
  if (IS("-iregex")) return read_regex(word, REG_ICASE);
  if (IS("-type")) return read_type(0);
  if (IS("-xtype")) return read_type('x');
  if (IS("-size")) return read_counted(test_size, word, "bckMG", 'b');
  if (IS("-mtime") || IS("-atime") || IS("-ctime")) return read_age(word, 'd');
  if (IS("-mmin") || IS("-amin") || IS("-cmin")) return read_age(word, 'm');
  if (IS("-links")) return read_counted(test_links, word, "", 0);
  if (IS("-inum")) return read_counted(test_inode, word, "", 0);
  if (IS("-samefile")) return read_same(word);
  if (IS("-newer") || IS("-anewer") || IS("-cnewer")) return read_newer(word);
  if (strncmp(word, "-newer", 6) == 0 && strlen(word) == 8) return read_newer(word);
  if (IS("-perm")) return read_permissions();
  if (IS("-user")) return read_user(false);
  if (IS("-group")) return read_user(true);
  if (IS("-nouser") || IS("-nogroup")) return read_unknown(word);
  if (IS("-readable")) return read_access(R_OK);
  if (IS("-writable")) return read_access(W_OK);
  if (IS("-executable")) return read_access(X_OK);
  if (IS("-empty")) return new_test(test_empty);
  if (IS("-false")) return new_test(test_false);
  if (IS("-print")) return read_action(print, '\n');
  if (IS("-print0")) return read_action(print, 0);
  if (IS("-printf")) return has_action = true, read_pattern(print_format, word, 0);
  if (IS("-ls")) return read_action(list, 0);
  if (IS("-prune")) return new_test(prune);
  if (IS("-quit")) return read_action(quit, 0);
  if (IS("-exec") || IS("-execdir") || IS("-ok") || IS("-okdir"))
    return has_action = true, read_exec(&words, word[1] == 'o', strstr(word, "dir") != 0);
  if (IS("-delete")) return depth_first = true, read_action(remove_found, 0);
#undef IS
  return read_option(word);
}

static struct test *join(
  bool (*run)(struct test *, const struct visit *), struct test *first, struct test *second) {
  struct test *test = new_test(run);
  test->first = first;
  test->second = second;
  return test;
}

static struct test *read_both(void) {
  struct test *test = read_primary();
  while (*words != 0 && strcmp(*words, ")") != 0 && strcmp(*words, "-o") != 0 && strcmp(*words, "-or") != 0) {
    if (strcmp(*words, "-a") == 0 || strcmp(*words, "-and") == 0) words++;
    test = join(both, test, read_primary());
  }
  return test;
}

static struct test *read_either(void) {
  struct test *test = read_both();
  while (*words != 0 && (strcmp(*words, "-o") == 0 || strcmp(*words, "-or") == 0)) {
    words++;
    test = join(either, test, read_both());
  }
  return test;
}

// The whole expression. What has no action prints what it is true for.
struct test *read_expression(char **all) {
  words = all;
  struct test *test = *words == 0 ? new_test(test_true) : read_either();
  if (*words != 0) fail(FAILURE, "paths must precede expression: ", *words);
  return has_action ? test : join(both, test, read_action(print, '\n'));
}
