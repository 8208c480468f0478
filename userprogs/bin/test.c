// test, [: says by its exit status whether something is so. The shell has it as a builtin.
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: test EXPRESSION\n"
  "       [ EXPRESSION ]\n"
  "Exit with 0 if EXPRESSION is true, 1 if it is false, 2 after an error.\n"
  "\n"
  "  TEXT, -n TEXT     the text is not empty        -z TEXT    it is empty\n"
  "  A = B   A != B    texts are equal, or not      A < B   A > B    one comes before the other\n"
  "  A -eq B, -ne, -lt, -le, -gt, -ge               numbers compared\n"
  "  -e FILE  it exists          -f FILE  an ordinary file    -d FILE  a directory      -s FILE  not empty\n"
  "  -L FILE, -h FILE  a symbolic link   -p FILE  a pipe   -S FILE  a socket   -b, -c FILE  a device\n"
  "  -r, -w, -x FILE   it may be read, written, executed      -u, -g, -k FILE  setuid, setgid, sticky\n"
  "  -O, -G FILE  it is mine, my group's                       -t N  descriptor N is a terminal\n"
  "  A -nt B   A -ot B   one file is newer, older              A -ef B  they are the same file\n"
  "  ! E   not       E -a E   both       E -o E   one of them       ( E )\n"
  "\n"
  "Example: test -d build || mkdir build\n";

static char **words;
static int place, end;
static bool has_failed;

static bool fail(const char *message, const char *word) {
  if (!has_failed) fprintf(stderr, "test: %s%s\n", word, message);
  has_failed = true;
  return false;
}

static long number(const char *text) {
  char *rest;
  errno = 0;
  long value = strtol(text, &rest, 10);
  while (isspace((unsigned char)*rest)) rest++;
  if (rest == text || *rest != 0 || errno != 0) fail(": integer expected", text);
  return value;
}

static bool is_unary(const char *word) {
  return word[0] == '-' && word[1] != 0 && word[2] == 0 && strchr("nzefdsLhpSbcrwxugkOGt", word[1]) != 0;
}

static bool is_binary(const char *word) {
  static const char *const all[] =
    {"=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt",
                                    "-ot", "-ef"};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (strcmp(all[i], word) == 0) return true;
  return false;
}

static bool test_file(char letter, const char *path) {
  struct stat status;
  switch (letter) {
    case 'r': return access(path, R_OK) == 0;
    case 'w': return access(path, W_OK) == 0;
    case 'x': return access(path, X_OK) == 0;
    case 'L': case 'h': return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
  }
  if (stat(path, &status) < 0) return false;
  switch (letter) {
    case 'f': return S_ISREG(status.st_mode);
    case 'd': return S_ISDIR(status.st_mode);
    case 's': return status.st_size > 0;
    case 'p': return S_ISFIFO(status.st_mode);
    case 'S': return S_ISSOCK(status.st_mode);
    case 'b': return S_ISBLK(status.st_mode);
    case 'c': return S_ISCHR(status.st_mode);
    case 'u': return (status.st_mode & S_ISUID) != 0;
    case 'g': return (status.st_mode & S_ISGID) != 0;
    case 'k': return (status.st_mode & S_ISVTX) != 0;
    case 'O': return status.st_uid == geteuid();
    case 'G': return status.st_gid == getegid();
    default: return true;
  }
}

static bool unary(const char *operator, const char *word) {
  switch (operator[1]) {
    case 'n': return *word != 0;
    case 'z': return *word == 0;
    case 't': return isatty((int)number(word));
    default: return test_file(operator[1], word);
  }
}

static int compare_times(const struct stat *a, const struct stat *b) {
  if (a->st_mtim.tv_sec != b->st_mtim.tv_sec) return a->st_mtim.tv_sec < b->st_mtim.tv_sec ? -1 : 1;
  return (a->st_mtim.tv_nsec > b->st_mtim.tv_nsec) - (a->st_mtim.tv_nsec < b->st_mtim.tv_nsec);
}

static bool compare_files(const char *a, const char *operator, const char *b) {
  struct stat x, y;
  bool has_a = stat(a, &x) == 0, has_b = stat(b, &y) == 0;
  if (operator[1] == 'e') return has_a && has_b && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
  if (operator[1] == 'n') return has_a && (!has_b || compare_times(&x, &y) > 0);
  return has_b && (!has_a || compare_times(&x, &y) < 0);
}

static bool binary(const char *a, const char *operator, const char *b) {
  if (operator[0] == '=') return strcmp(a, b) == 0;
  if (operator[0] == '!') return strcmp(a, b) != 0;
  if (operator[0] == '<') return strcmp(a, b) < 0;
  if (operator[0] == '>') return strcmp(a, b) > 0;
  if (strcmp(operator, "-nt") == 0 || strcmp(operator, "-ot") == 0 || strcmp(operator, "-ef") == 0)
    return compare_files(a, operator, b);
  long x = number(a), y = number(b);
  switch (operator[1] << 8 | operator[2]) {
    case 'e' << 8 | 'q': return x == y;
    case 'n' << 8 | 'e': return x != y;
    case 'l' << 8 | 't': return x < y;
    case 'l' << 8 | 'e': return x <= y;
    case 'g' << 8 | 't': return x > y;
    default: return x >= y;
  }
}

static bool either(void);

static bool primary(void) {
  if (place == end) return fail("argument expected", "");
  const char *word = words[place];
  int left = end - place;
  if (left >= 3 && is_binary(words[place + 1])) {
    place += 3;
    return binary(word, words[place - 2], words[place - 1]);
  }
  if (strcmp(word, "!") == 0 && left > 1) {
    place++;
    return !primary();
  }
  if (strcmp(word, "(") == 0 && left > 1) {
    place++;
    bool result = either();
    if (place == end || strcmp(words[place], ")") != 0) return fail("')' expected", "");
    place++;
    return result;
  }
  if (is_unary(word) && left > 1) {
    place += 2;
    return unary(word, words[place - 1]);
  }
  place++;
  return *word != 0;
}

static bool both(void) {
  bool result = primary();
  while (place < end && strcmp(words[place], "-a") == 0) {
    place++;
    result = primary() && result;
  }
  return result;
}

static bool either(void) {
  bool result = both();
  while (place < end && strcmp(words[place], "-o") == 0) {
    place++;
    result = both() || result;
  }
  return result;
}

// POSIX says by the number of words what they are, before anything else: so `test -n = x` is clear.
static bool decide(void) {
  switch (end - place) {
    case 0: return false;
    case 1: return *words[place] != 0;
    case 2:
      if (strcmp(words[place], "!") == 0) return *words[place + 1] == 0;
      if (is_unary(words[place])) return unary(words[place], words[place + 1]);
      return fail(": unary operator expected", words[place]);
    case 3:
      if (is_binary(words[place + 1])) return binary(words[place], words[place + 1], words[place + 2]);
      if (strcmp(words[place], "!") == 0) {
        place++;
        return !decide();
      }
      if (strcmp(words[place], "(") == 0 && strcmp(words[place + 2], ")") == 0) return *words[place + 1] != 0;
      break;
    case 4:
      if (strcmp(words[place], "!") == 0) {
        place++;
        return !decide();
      }
  }
  bool result = either();
  return place == end || has_failed ? result : fail(": unexpected operator", words[place]);
}

int main(int argc, char **argv) {
  const char *slash = strrchr(argv[0], '/');
  bool is_bracket = strcmp(slash == 0 ? argv[0] : slash + 1, "[") == 0;
  if (argc == 2 && strcmp(argv[1], "--help") == 0 && !is_bracket) {
    fputs(help, stdout);
    return 0;
  }
  if (is_bracket && (argc == 1 || strcmp(argv[--argc], "]") != 0)) {
    fputs("[: missing ']'\n", stderr);
    return 2;
  }
  words = argv;
  place = 1;
  end = argc;
  has_failed = false;
  int result = decide() ? 0 : 1;
  return has_failed ? 2 : result;
}
