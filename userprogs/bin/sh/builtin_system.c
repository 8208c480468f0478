// Builtins about the process and its programs: umask, ulimit, times, type, command, hash, echo.
#include "sh.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/times.h>
#include <unistd.h>

// As POSIX's XSI wants it: backslashes mean something.
int echo_command(int argc, char **argv) {
  int i = 1;
  bool has_newline = true;
  if (i < argc && strcmp(argv[i], "-n") == 0) has_newline = false, i++;
  for (; i < argc; i++) {
    for (const char *p = argv[i]; *p != 0; p++) {
      static const char letters[] = "abfnrtv\\", values[] = "\a\b\f\n\r\t\v\\";
      const char *known = *p == '\\' && p[1] != 0 ? strchr(letters, p[1]) : 0;
      if (known != 0) putchar(values[known - letters]), p++;
      else if (p[0] == '\\' && p[1] == 'c') return 0;
      else if (p[0] == '\\' && p[1] == '0') {
        int value = 0, digits = 0;
        for (p++; digits < 3 && p[1] >= '0' && p[1] <= '7'; digits++) value = 8 * value + *++p - '0';
        putchar(value);
      } else putchar(*p);
    }
    if (i + 1 < argc) putchar(' ');
  }
  if (has_newline) putchar('\n');
  return 0;
}

static void print_symbolic(mode_t mask) {
  static const char who[] = "ugo";
  for (int i = 0; i < 3; i++) {
    unsigned bits = ~mask >> (6 - 3 * i) & 7;
    printf("%s%c=%s%s%s", i > 0 ? "," : "", who[i], bits & 4 ? "r" : "", bits & 2 ? "w" : "",
      bits & 1 ? "x" : "");
  }
  putchar('\n');
}

// u=rwx,g+w and so on, applied to what may be done. False if it is wrong.
static bool change_permissions(const char *text, unsigned *allowed) {
  while (*text != 0) {
    unsigned who = 0, bits = 0;
    for (; *text != 0 && strchr("ugoa", *text) != 0; text++)
      who |= *text == 'u' ? 0700 : *text == 'g' ? 0070 : *text == 'o' ? 0007 : 0777;
    if (who == 0) who = 0777;
    char operation = *text;
    if (operation != '+' && operation != '-' && operation != '=') return false;
    for (text++; *text != 0 && strchr("rwx", *text) != 0; text++)
      bits |= *text == 'r' ? 0444 : *text == 'w' ? 0222 : 0111;
    if (operation == '+') *allowed |= who & bits;
    else if (operation == '-') *allowed &= ~(who & bits);
    else *allowed = (*allowed & ~who) | (who & bits);
    if (*text == ',') text++;
    else if (*text != 0) return false;
  }
  return true;
}

int umask_command(int argc, char **argv) {
  mode_t mask = umask(0);
  umask(mask);
  bool is_symbolic = argc > 1 && strcmp(argv[1], "-S") == 0;
  const char *text = argc > 1 + is_symbolic ? argv[1 + is_symbolic] : 0;
  if (text == 0) {
    if (is_symbolic) print_symbolic(mask);
    else printf("%04o\n", mask);
    return 0;
  }
  char *end;
  unsigned allowed = ~mask & 0777;
  unsigned long number = strtoul(text, &end, 8);
  if (isdigit((unsigned char)*text) ? *end != 0 || number > 0777 : !change_permissions(text, &allowed))
    fail("umask: Illegal mode: %s", text);
  umask(isdigit((unsigned char)*text) ? (mode_t)number : ~allowed & 0777);
  return 0;
}

static const struct limit {
  char letter;
  const char *name;
  int resource;
  rlim_t unit;
} limits[] = {
  {'t', "time(seconds)", RLIMIT_CPU, 1},          {'f', "file(blocks)", RLIMIT_FSIZE, 512},
  {'d', "data(kbytes)", RLIMIT_DATA, 1024},       {'s', "stack(kbytes)", RLIMIT_STACK, 1024},
  {'c', "coredump(blocks)", RLIMIT_CORE, 512},    {'m', "memory(kbytes)", RLIMIT_RSS, 1024},
  {'l', "locked memory(kbytes)", RLIMIT_MEMLOCK, 1024}, {'p', "process", RLIMIT_NPROC, 1},
  {'n', "nofiles", RLIMIT_NOFILE, 1},             {'v', "vmemory(kbytes)", RLIMIT_AS, 1024},
};
enum { LIMITS = sizeof limits / sizeof *limits };

static void print_limit(const struct limit *limit, bool is_hard) {
  struct rlimit value;
  getrlimit(limit->resource, &value);
  rlim_t number = is_hard ? value.rlim_max : value.rlim_cur;
  if (number == RLIM_INFINITY) puts("unlimited");
  else printf("%lu\n", (unsigned long)(number / limit->unit));
}

static int change_limit(const struct limit *limit, const char *text, bool is_hard, bool is_soft) {
  struct rlimit value;
  getrlimit(limit->resource, &value);
  rlim_t number = strcmp(text, "unlimited") == 0 ? RLIM_INFINITY : strtoul(text, 0, 10) * limit->unit;
  if (is_hard) value.rlim_max = number;
  if (is_soft) value.rlim_cur = number;
  if (setrlimit(limit->resource, &value) == 0) return 0;
  return complain("ulimit: error setting limit: %s", strerror(errno)), 2;
}

int ulimit_command(int argc, char **argv) {
  bool is_hard = false, is_soft = false, shows_all = false;
  const struct limit *limit = &limits[1];
  int i = 1;
  for (; i < argc && argv[i][0] == '-'; i++)
    for (const char *letter = argv[i] + 1; *letter != 0; letter++) {
      if (*letter == 'H') is_hard = true;
      else if (*letter == 'S') is_soft = true;
      else if (*letter == 'a') shows_all = true;
      else {
        int found = 0;
        while (found < LIMITS && limits[found].letter != *letter) found++;
        if (found == LIMITS) return complain("ulimit: Illegal option -%c", *letter), 2;
        limit = &limits[found];
      }
    }
  if (shows_all)
    for (int each = 0; each < LIMITS; each++)
      printf("%-25s", limits[each].name), print_limit(&limits[each], is_hard);
  else if (i == argc) print_limit(limit, is_hard);
  else return change_limit(limit, argv[i], is_hard || !is_soft, is_soft || !is_hard);
  return 0;
}

static void print_time(clock_t ticks) {
  long rate = sysconf(_SC_CLK_TCK);
  long seconds = ticks / rate, hundredths = ticks % rate * 100 / rate;
  printf("%ldm%ld.%02ld0000s", seconds / 60, seconds % 60, hundredths);
}

int times_command(int argc, char **argv) {
  struct tms used;
  (void)argc, (void)argv;
  times(&used);
  print_time(used.tms_utime), putchar(' '), print_time(used.tms_stime), putchar('\n');
  print_time(used.tms_cutime), putchar(' '), print_time(used.tms_cstime), putchar('\n');
  return 0;
}

// What a name is as a command: in a sentence, or as it would be written.
static int tell_command(const char *name, bool is_sentence) {
  const struct alias *alias = find_alias(name);
  const struct builtin_entry *entry = find_builtin(name);
  const char *path;
  if (is_sentence) fputs(name, stdout);
  if (is_keyword(name)) puts(is_sentence ? " is a shell keyword" : name);
  else if (alias != 0) printf(is_sentence ? " is an alias for %s\n" : "%s", is_sentence ? alias->value : "");
  else if (find_function(name) != 0) puts(is_sentence ? " is a shell function" : name);
  else if (entry != 0 && is_sentence)
    puts(entry->is_special ? " is a special shell builtin" : " is a shell builtin");
  else if (entry != 0) puts(name);
  else if ((path = find_program(name)) != 0) {
    if (is_sentence) fputs(" is ", stdout);
    puts(path);
  } else {
    if (is_sentence) puts(": not found");
    return 127;
  }
  if (alias != 0 && !is_sentence)
    printf("alias %s=", name), print_quoted(stdout, alias->value), putchar('\n');
  return 0;
}

int type_command(int argc, char **argv) {
  int status = 0;
  for (int i = 1; i < argc; i++)
    if (tell_command(argv[i], true) != 0) status = 127;
  return status;
}

// command name: without its function. -v and -V tell what it is.
int command_command(int argc, char **argv) {
  int i = 1;
  char tells = 0;
  for (; i < argc && argv[i][0] == '-'; i++) {
    if (strcmp(argv[i], "--") == 0) {
      i++;
      break;
    }
    if (argv[i][1] == 'v' || argv[i][1] == 'V') tells = argv[i][1];
    else if (argv[i][1] != 'p') return complain("command: Illegal option %s", argv[i]), 2;
  }
  if (i == argc) return 0;
  if (tells != 0) return tell_command(argv[i], tells == 'V');
  const struct builtin_entry *entry = find_builtin(argv[i]);
  if (entry != 0) return entry->run(argc - i, argv + i);
  struct job *job = job_new(&(struct node){.kind = NODE_SIMPLE});
  fflush(stdout);
  if (job_fork(job, false) > 0) return job_wait(job);
  execute_program(argv + i);
}

// There is no table of commands that could be wrong: only says whether they are there.
int hash_command(int argc, char **argv) {
  int status = 0;
  for (int i = 1; i < argc; i++) {
    if (argv[i][0] == '-' || find_builtin(argv[i]) != 0 || find_program(argv[i]) != 0) continue;
    complain("hash: %s: not found", argv[i]);
    status = 1;
  }
  return status;
}
