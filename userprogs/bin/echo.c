// echo: writes its arguments to standard output.
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const char help[] =
  "Usage: echo [OPTION]... [STRING]...\n"
  "Write the STRINGs to standard output, with blanks between them and a newline at the end.\n"
  "\n"
  "  -n      no newline at the end\n"
  "  -e      read \\\\ \\a \\b \\c \\e \\f \\n \\r \\t \\v \\0NNN (octal) and \\xHH (hexadecimal) in the STRINGs\n"
  "  -E      take the STRINGs as they are (as without -e)\n"
  "  --help  show this help, if it is the only argument\n"
  "\n"
  "Example: echo -e 'one\\ttwo'\n";

static bool ends_line = true, reads_escapes;

// Whether an argument is made of option letters only; if so, they count.
static bool read_option(const char *argument) {
  bool has_letters = argument[0] == '-' && argument[1] != 0;
  if (!has_letters || strspn(argument + 1, "neE") != strlen(argument + 1)) return false;
  while (*++argument != 0) {
    if (*argument == 'n') ends_line = false;
    else reads_escapes = *argument == 'e';
  }
  return true;
}

static int digit(char c) {
  static const char digits[] = "0123456789abcdef0123456789ABCDEF";
  const char *place = c == 0 ? 0 : strchr(digits, c);
  return place == 0 ? 99 : (int)((place - digits) % 16);
}

// Reads up to `limit` digits. Returns the place after them.
static const char *read_number(const char *p, int base, int limit, int *value) {
  for (*value = 0; limit > 0 && digit(*p) < base; p++, limit--) *value = *value * base + digit(*p);
  return p;
}

// Writes what follows a backslash. Returns the place after it, or null after \c, which ends all output.
static const char *put_escape(const char *p) {
  static const char letters[] = "abefnrtv\\", meanings[] = "\a\b\033\f\n\r\t\v\\";
  int value;
  if (*p == 'c') return 0;
  if (*p == '0') {
    p = read_number(p + 1, 8, 3, &value);
    putchar(value & 255);
    return p;
  }
  if (*p == 'x' && digit(p[1]) < 16) {
    p = read_number(p + 1, 16, 2, &value);
    putchar(value);
    return p;
  }
  const char *place = *p == 0 ? 0 : strchr(letters, *p);
  if (place == 0) {
    putchar('\\');
    return p;
  }
  putchar(meanings[place - letters]);
  return p + 1;
}

// False if nothing may follow.
static bool put(const char *text) {
  while (*text != 0) {
    if (reads_escapes && *text == '\\') {
      text = put_escape(text + 1);
      if (text == 0) return false;
    } else {
      putchar(*text++);
    }
  }
  return true;
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--help") == 0) {
    fputs(help, stdout);
    return 0;
  }
  int first = 1;
  while (first < argc && read_option(argv[first])) first++;
  for (int i = first; i < argc; i++) {
    if (i > first) putchar(' ');
    if (!put(argv[i])) return fflush(stdout) == EOF;
  }
  if (ends_line) putchar('\n');
  if (fflush(stdout) != EOF) return 0;
  perror("echo: write error");
  return 1;
}
