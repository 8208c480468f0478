// find: walks through folders and does something with what it finds.
#define TOOL "find"
#include "tool.h"

#include <dirent.h>
#include <fnmatch.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const char help[] =
  "Usage: find [-L] [FOLDER]... [EXPRESSION]\n"
  "Walk through each FOLDER (the working folder), and try EXPRESSION (-print) on all that is there.\n"
  "\n"
  "  -name PATTERN   -iname PATTERN   the name matches; the second for small letters and capitals alike\n"
  "  -path PATTERN   the whole path matches\n"
  "  -type f|d|l|p|s|b|c     a file, folder, link, pipe, socket, device\n"
  "  -size [+-]N[ckMG]       it has so many blocks of 512 bytes (or bytes, KiB ...), or more, or fewer\n"
  "  -mtime [+-]N   -mmin [+-]N   changed so many days, minutes ago\n"
  "  -newer FILE     changed after FILE\n"
  "  -perm [-]MODE   it has exactly (with -, at least) these permissions, in octal\n"
  "  -user NAME   -group NAME   -links [+-]N   -inum N   -empty   -true   -false\n"
  "  -print   -print0   write the path, with a newline or a null byte behind it\n"
  "  -exec COMMAND... ;   run it with {} replaced by the path; true if it succeeds\n"
  "  -exec COMMAND... {} +   run it with many paths at once\n"
  "  -delete         remove it (and -depth)      -prune   do not go into this folder      -quit   end\n"
  "  -maxdepth N   -mindepth N   -depth (what is in a folder before it)   -xdev (stay in the file system)\n"
  "  ! E   E -a E (or E E)   E -o E   ( E )\n"
  "\n"
  "Example: find src -name '*.c' -size +10k -exec wc -l {} +\n";

struct visit {
  const char *path, *name;
  const struct stat *status;
};

struct test {
  bool (*run)(struct test *test, const struct visit *visit);
  struct test *first, *second;  // of an operator
  const char *text;
  char **words;  // of -exec
  int word_count;
  long number;
  char sign, unit;
  struct timespec time;
  char **gathered;  // of -exec ... +
  size_t gathered_count, gathered_bytes;
};

static char **words;
static bool has_action, depth_first, follows_links, one_system, is_pruned;
static long most_depth = LONG_MAX, least_depth;
static int exit_status;
static dev_t first_device;

static bool compare(const struct test *test, long value) {
  return test->sign == '+' ? value > test->number : test->sign == '-' ? value < test->number
    : value == test->number;
}

// Tests.

static bool test_true(struct test *test, const struct visit *visit) { return (void)test, (void)visit, true; }
static bool test_false(struct test *test, const struct visit *visit) {
  return (void)test, (void)visit, false;
}

static bool test_name(struct test *test, const struct visit *visit) {
  return fnmatch(test->text, visit->name, (int)test->number) == 0;
}
static bool test_path(struct test *test, const struct visit *visit) {
  return fnmatch(test->text, visit->path, 0) == 0;
}

static bool test_type(struct test *test, const struct visit *visit) {
  switch (visit->status->st_mode & S_IFMT) {
    case S_IFREG: return test->unit == 'f';
    case S_IFDIR: return test->unit == 'd';
    case S_IFLNK: return test->unit == 'l';
    case S_IFIFO: return test->unit == 'p';
    case S_IFSOCK: return test->unit == 's';
    case S_IFBLK: return test->unit == 'b';
    default: return test->unit == 'c';
  }
}

static bool test_size(struct test *test, const struct visit *visit) {
  long unit = test->unit == 'c' ? 1 : test->unit == 'k' ? 1024 : test->unit == 'M' ? 1 << 20
    : test->unit == 'G' ? 1 << 30 : 512;
  return compare(test, (visit->status->st_size + unit - 1) / unit);
}

static bool test_age(struct test *test, const struct visit *visit) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  long seconds = now.tv_sec - visit->status->st_mtim.tv_sec;
  if (test->unit == 'm') return compare(test, (seconds + 59) / 60);
  return compare(test, seconds / 86400);
}

static bool test_newer(struct test *test, const struct visit *visit) {
  struct timespec time = visit->status->st_mtim;
  return time.tv_sec != test->time.tv_sec ? time.tv_sec > test->time.tv_sec
    : time.tv_nsec > test->time.tv_nsec;
}

static bool test_permissions(struct test *test, const struct visit *visit) {
  mode_t mode = visit->status->st_mode & 07777, wanted = (mode_t)test->number;
  if (test->sign == '-') return (mode & wanted) == wanted;
  if (test->sign == '/') return wanted == 0 || (mode & wanted) != 0;
  return mode == wanted;
}

static bool test_user(struct test *test, const struct visit *visit) {
  return visit->status->st_uid == (uid_t)test->number;
}

static bool test_group(struct test *test, const struct visit *visit) {
  return visit->status->st_gid == (gid_t)test->number;
}

static bool test_links(struct test *test, const struct visit *visit) {
  return compare(test, (long)visit->status->st_nlink);
}

static bool test_inode(struct test *test, const struct visit *visit) {
  return compare(test, (long)visit->status->st_ino);
}

static bool test_empty(struct test *test, const struct visit *visit) {
  (void)test;
  if (S_ISREG(visit->status->st_mode)) return visit->status->st_size == 0;
  if (!S_ISDIR(visit->status->st_mode)) return false;
  DIR *folder = opendir(visit->path);
  if (folder == 0) return false;
  int count = 0;
  while (count < 3 && readdir(folder) != 0) count++;
  closedir(folder);
  return count < 3;
}

// Actions.

static bool print(struct test *test, const struct visit *visit) {
  fputs(visit->path, stdout);
  putchar(test->unit);
  return true;
}

static bool prune(struct test *test, const struct visit *visit) {
  return (void)test, (void)visit, is_pruned = true;
}

static bool run_command(char **arguments) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    execvp(arguments[0], arguments);
    complain(arguments[0]);
    _exit(1);
  }
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static char *replace(const char *word, const char *path) {
  size_t size = strlen(word) + 1;
  for (const char *p = word; (p = strstr(p, "{}")) != 0; p += 2) size += strlen(path);
  char *result = take_memory(0, size), *end = result;
  while (*word != 0)
    if (strncmp(word, "{}", 2) == 0) end = stpcpy(end, path), word += 2;
    else *end++ = *word++;
  *end = 0;
  return result;
}

static bool execute(struct test *test, const struct visit *visit) {
  char **arguments = take_memory(0, ((size_t)test->word_count + 1) * sizeof *arguments);
  for (int i = 0; i < test->word_count; i++) arguments[i] = replace(test->words[i], visit->path);
  arguments[test->word_count] = 0;
  bool done = run_command(arguments);
  for (int i = 0; i < test->word_count; i++) free(arguments[i]);
  free(arguments);
  return done;
}

static void run_gathered(struct test *test) {
  if (test->gathered_count == 0) return;
  size_t own = (size_t)test->word_count;
  char **arguments = take_memory(0, (own + test->gathered_count + 1) * sizeof *arguments);
  memcpy(arguments, test->words, own * sizeof *arguments);
  memcpy(arguments + own, test->gathered, test->gathered_count * sizeof *arguments);
  arguments[own + test->gathered_count] = 0;
  if (!run_command(arguments)) exit_status = FAILURE;
  for (size_t i = 0; i < test->gathered_count; i++) free(test->gathered[i]);
  free(arguments);
  test->gathered_count = test->gathered_bytes = 0;
}

static bool gather(struct test *test, const struct visit *visit) {
  enum { MOST_BYTES = 100000 };
  if (test->gathered_bytes > MOST_BYTES) run_gathered(test);
  test->gathered = take_memory(test->gathered, (test->gathered_count + 1) * sizeof *test->gathered);
  test->gathered[test->gathered_count++] = copy_text(visit->path);
  test->gathered_bytes += strlen(visit->path) + 1;
  return true;
}

static bool remove_found(struct test *test, const struct visit *visit) {
  (void)test;
  if (strcmp(visit->path, ".") == 0) return true;
  int result = S_ISDIR(visit->status->st_mode) ? rmdir(visit->path) : unlink(visit->path);
  if (result == 0) return true;
  fprintf(stderr, "find: cannot delete '%s': %s\n", visit->path, strerror(errno));
  exit_status = FAILURE;
  return false;
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

static void finish_gathering(struct test *test) {
  if (test == 0) return;
  if (test->run == gather) run_gathered(test);
  finish_gathering(test->first);
  finish_gathering(test->second);
}

static _Noreturn void leave(struct test *root) {
  finish_gathering(root);
  exit(finish(exit_status));
}

static struct test *root;
static bool quit(struct test *test, const struct visit *visit) {
  (void)test, (void)visit;
  leave(root);
}

// Reading the expression.

static struct test *new_test(bool (*run)(struct test *, const struct visit *)) {
  struct test *test = take_memory(0, sizeof *test);
  *test = (struct test){.run = run};
  return test;
}

static const char *argument(const char *name) {
  if (*words == 0) fail(FAILURE, "missing argument to ", name);
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

static struct test *read_exec(void) {
  struct test *test = new_test(execute);
  test->words = words;
  for (; *words != 0; words++) {
    if (strcmp(*words, ";") == 0) break;
    if (strcmp(*words, "+") == 0 && test->word_count > 1 && strcmp(words[-1], "{}") == 0) {
      test->run = gather;
      test->word_count--;
      break;
    }
    test->word_count++;
  }
  if (*words == 0 || test->word_count == 0) fail(FAILURE, "missing argument to ", "-exec");
  words++;
  return test;
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

static struct test *read_newer(void) {
  const char *path = argument("-newer");
  struct stat status;
  struct test *test = new_test(test_newer);
  if (stat(path, &status) < 0) {
    complain(path);
    exit(FAILURE);
  }
  test->time = status.st_mtim;
  return test;
}

static struct test *read_permissions(void) {
  const char *text = argument("-perm");
  struct test *test = new_test(test_permissions);
  if (*text == '-' || *text == '/') test->sign = *text++;
  char *end;
  test->number = strtol(text, &end, 8);
  if (end == text || *end != 0) fail(FAILURE, "invalid mode ", text);
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

static struct test *read_type(void) {
  struct test *test = new_test(test_type);
  const char *letter = argument("-type");
  if (*letter == 0 || letter[1] != 0 || strchr("fdlpsbc", *letter) == 0)
    fail(FAILURE, "unknown argument to -type: ", letter);
  test->unit = *letter;
  return test;
}

// Options hold for the whole walk, and are true.
static struct test *read_option(const char *word) {
  if (strcmp(word, "-depth") == 0) depth_first = true;
  else if (strcmp(word, "-xdev") == 0 || strcmp(word, "-mount") == 0) one_system = true;
  else if (strcmp(word, "-maxdepth") == 0) most_depth = read_size(argument(word), "depth");
  else if (strcmp(word, "-mindepth") == 0) least_depth = read_size(argument(word), "depth");
  else if (strcmp(word, "-true") != 0) fail(FAILURE, "unknown predicate ", word);
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
    if (*words == 0 || strcmp(*words, ")") != 0) fail(FAILURE, "missing closing ", ")");
    words++;
    return test;
  }
  if (IS("-name")) return read_pattern(test_name, word, 0);
  if (IS("-iname")) return read_pattern(test_name, word, FNM_CASEFOLD);
  if (IS("-path") || IS("-wholename")) return read_pattern(test_path, word, 0);
  if (IS("-type")) return read_type();
  if (IS("-size")) return read_counted(test_size, word, "bckMG", 'b');
  if (IS("-mtime")) return read_counted(test_age, word, "", 'd');
  if (IS("-mmin")) return read_counted(test_age, word, "", 'm');
  if (IS("-links")) return read_counted(test_links, word, "", 0);
  if (IS("-inum")) return read_counted(test_inode, word, "", 0);
  if (IS("-newer")) return read_newer();
  if (IS("-perm")) return read_permissions();
  if (IS("-user")) return read_user(false);
  if (IS("-group")) return read_user(true);
  if (IS("-empty")) return new_test(test_empty);
  if (IS("-false")) return new_test(test_false);
  if (IS("-print")) return read_action(print, '\n');
  if (IS("-print0")) return read_action(print, 0);
  if (IS("-prune")) return new_test(prune);
  if (IS("-quit")) return read_action(quit, 0);
  if (IS("-exec")) return has_action = true, read_exec();
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

// The walk.

static void walk(const char *path, const char *name, long depth);

static void walk_inside(const char *path, long depth) {
  DIR *folder = opendir(path);
  if (folder == 0) {
    fflush(stdout);
    fprintf(stderr, "find: '%s': %s\n", path, strerror(errno));
    exit_status = FAILURE;
    return;
  }
  for (struct dirent *entry; (entry = readdir(folder)) != 0;) {
    char inner[PATH_MAX];
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    if (snprintf(inner, sizeof inner, "%s%s%s", path, slash, entry->d_name) < (int)sizeof inner)
      walk(inner, strrchr(inner, '/') + 1, depth + 1);
  }
  closedir(folder);
}

static void walk(const char *path, const char *name, long depth) {
  struct stat status;
  int result = follows_links ? stat(path, &status) : lstat(path, &status);
  if (result < 0 && follows_links) result = lstat(path, &status);
  if (result < 0) {
    fflush(stdout);
    fprintf(stderr, "find: '%s': %s\n", path, strerror(errno));
    exit_status = FAILURE;
    return;
  }
  if (depth == 0) first_device = status.st_dev;
  struct visit visit = {path, name, &status};
  bool enters = S_ISDIR(status.st_mode) && depth < most_depth &&
    !(one_system && status.st_dev != first_device);
  is_pruned = false;
  if (!depth_first && depth >= least_depth) root->run(root, &visit);
  if (enters && !is_pruned) walk_inside(path, depth);
  if (depth_first && depth >= least_depth) root->run(root, &visit);
}

// The last part of a path that was named, without slashes at its end.
static char *base_name(const char *path) {
  char *copy = copy_text(path);
  size_t length = strlen(copy);
  while (length > 1 && copy[length - 1] == '/') copy[--length] = 0;
  char *slash = strrchr(copy, '/');
  return slash == 0 || slash[1] == 0 ? copy : slash + 1;
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--help") == 0) show_help();
  int i = 1;
  for (; i < argc && (strcmp(argv[i], "-L") == 0 || strcmp(argv[i], "-P") == 0 || strcmp(argv[i], "-H") == 0);
      i++)
    follows_links = argv[i][1] == 'L';
  int first_path = i;
  while (i < argc && argv[i][0] != '-' && strcmp(argv[i], "!") != 0 && strcmp(argv[i], "(") != 0) i++;
  words = argv + i;
  root = *words == 0 ? new_test(test_true) : read_either();
  if (*words != 0) fail(FAILURE, "paths must precede expression: ", *words);
  if (!has_action) root = join(both, root, read_action(print, '\n'));
  if (i == first_path) walk(".", ".", 0);
  for (int path = first_path; path < i; path++) walk(argv[path], base_name(argv[path]), 0);
  leave(root);
}
