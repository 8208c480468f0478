// What the tools have in common. Each defines TOOL, its name, and `help`, what --help shows.
#ifndef TOOL_H
#define TOOL_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define UNUSED __attribute__((unused))

extern const char help[];

enum { OPTION_HELP = 1000, FAILURE = 1 };
#define HELP_OPTION {"help", no_argument, 0, OPTION_HELP}, {0, 0, 0, 0}
#define ONLY_HELP ((const struct option[]){HELP_OPTION})

UNUSED static _Noreturn void refuse(int status) {
  fflush(stdout);
  fprintf(stderr, "Try '%s --help' for more information.\n", TOOL);
  exit(status);
}

// Where the second column of a line of the help begins; if it has none, where the line does.
UNUSED static size_t help_column(const char *line, size_t length) {
  size_t start = strspn(line, " ");
  for (size_t i = start; i + 1 < length; i++)
    if (line[i] == ' ' && line[i + 1] == ' ') return i + strspn(line + i, " ");
  return start;
}

// Shows a line of the help; what does not fit on the terminal's stands in the same column below.
UNUSED static void show_help_line(const char *line, size_t length, size_t width) {
  size_t column = help_column(line, length), used = 0;
  if (column + 20 > width) column = strspn(line, " ");
  while (used + length > width) {
    size_t cut = width - used;
    while (cut > 0 && line[cut] != ' ') cut--;
    if (cut == 0 || (used == 0 && cut <= column)) break;
    printf("%.*s\n%*s", (int)cut, line, (int)column, "");
    line += cut + 1;
    length -= cut + 1;
    used = column;
  }
  printf("%.*s\n", (int)length, line);
}

UNUSED static _Noreturn void show_help(void) {
  struct winsize size;
  bool is_narrow = isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  for (const char *line = help; *line != 0;) {
    size_t length = strcspn(line, "\n");
    if (is_narrow) show_help_line(line, length, size.ws_col);
    else printf("%.*s\n", (int)length, line);
    line += length + (line[length] == '\n');
  }
  exit(fflush(stdout) == EOF);
}

// The next option's letter, -1 behind the last. Shows the help, and ends at an option that is none.
UNUSED static int next_option(
  int argc, char **argv, const char *letters, const struct option *names, int failure_status) {
  int letter = getopt_long(argc, argv, letters, names, 0);
  if (letter == OPTION_HELP) show_help();
  if (letter == '?') refuse(failure_status);
  return letter;
}

// For tools without options.
UNUSED static void read_no_options(int argc, char **argv) {
  while (next_option(argc, argv, "", ONLY_HELP, FAILURE) != -1) continue;
}

// Says what is wrong, and with what; a null for `what` or errno 0 leave that out.
UNUSED static void complain(const char *what) {
  int error = errno;
  fflush(stdout);
  fprintf(stderr, "%s: %s: %s\n", TOOL, what, strerror(error));
}

UNUSED static _Noreturn void fail(int status, const char *message, const char *detail) {
  fflush(stdout);
  fprintf(stderr, "%s: %s%s\n", TOOL, message, detail);
  exit(status);
}

UNUSED static void *take_memory(void *old, size_t size) {
  void *memory = realloc(old, size == 0 ? 1 : size);
  if (memory == 0) fail(FAILURE, "memory exhausted", "");
  return memory;
}

UNUSED static char *copy_text(const char *text) { return strcpy(take_memory(0, strlen(text) + 1), text); }

// The end: what was written must have arrived.
UNUSED static int finish(int status) {
  if (fflush(stdout) != EOF && !ferror(stdout)) return status;
  fprintf(stderr, "%s: write error: %s\n", TOOL, strerror(errno));
  return status == 0 ? FAILURE : status;
}

// A file by its name; - is standard input. Null, after a complaint, if it cannot be read.
UNUSED static FILE *open_input(const char *name) {
  if (strcmp(name, "-") == 0) return stdin;
  FILE *file = fopen(name, "r");
  if (file == 0) complain(name);
  return file;
}

UNUSED static void close_input(FILE *file) {
  if (file != 0 && file != stdin) fclose(file);
}

// A number with one of k M G behind it, for those that take sizes. Ends the tool if it is none.
UNUSED static long read_size(const char *text, const char *what) {
  char *end;
  errno = 0;
  long value = strtol(text, &end, 10);
  static const char units[] = "bkKMGT";
  const char *unit = *end == 0 ? 0 : strchr(units, *end);
  int shift = unit == 0 ? 0 : unit - units < 1 ? 9 : unit - units < 3 ? 10 : 10 * (int)(unit - units - 1);
  if (unit != 0) end += strcmp(end + 1, "iB") == 0 ? 3 : 1;
  if (end == text || *end != 0 || errno != 0) {
    fprintf(stderr, "%s: invalid %s: '%s'\n", TOOL, what, text);
    exit(FAILURE);
  }
  long result;
  return __builtin_mul_overflow(value, 1L << shift, &result) ? (value < 0 ? -__LONG_MAX__ : __LONG_MAX__)
    : result;
}

#endif
