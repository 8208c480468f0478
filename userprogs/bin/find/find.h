// find: walks through folders and does something with what it finds. What its files share.
#ifndef FIND_H
#define FIND_H

#define TOOL "find"
#include "../tool.h"

#include <sys/stat.h>

// What is tried on: a file on the way.
struct visit {
  const char *path, *name;
  const struct stat *status;
  const char *start;  // the path that was named, where the walk began
  long depth;
};

// One test, action or operator of the expression.
struct test {
  bool (*run)(struct test *test, const struct visit *visit);
  struct test *first, *second;  // of an operator
  const char *text;
  char **words;  // of -exec
  int word_count;
  bool asks, in_folder;  // -ok, -execdir
  long number, other;
  char sign, unit;
  struct timespec time;
  void *regex;
  char **gathered;  // of -exec ... +
  size_t gathered_count, gathered_bytes;
};

typedef bool test_function(struct test *test, const struct visit *visit);

extern bool depth_first, follows_links, one_system, is_pruned;
extern long most_depth, least_depth;
extern int exit_status;
extern struct test *root;

struct test *new_test(test_function *run);
struct test *read_expression(char **words);
struct test *read_exec(char ***words, bool asks, bool in_folder);
void finish_gathering(struct test *test);
void read_time_origin(bool from_midnight);

// Tests.
test_function test_true, test_false, test_name, test_path, test_regex, test_type, test_size, test_age;
test_function test_newer, test_permissions, test_user, test_group, test_unknown, test_links, test_inode;
test_function test_same, test_empty, test_access;
// Actions.
test_function print, print_format, list, prune, execute, gather, remove_found, quit;

#endif
