// nl: numbers lines.
#define TOOL "nl"
#include "tool.h"

#include <regex.h>

#include "lines.h"

const char help[] =
  "Usage: nl [OPTION]... [FILE]...\n"
  "Write the lines of the FILEs (standard input where there is none, or where FILE is -) with numbers.\n"
  "\n"
  "  -b, --body-numbering=STYLE   which lines: a all, t those that are not empty, n none, pEXPRESSION\n"
  "  -i, --line-increment=N       count by N\n"
  "  -n, --number-format=FORMAT   ln to the left, rn to the right, rz with zeros\n"
  "  -s, --number-separator=TEXT  TEXT behind the number, not a tab\n"
  "  -v, --starting-line-number=N  begin with N\n"
  "  -w, --number-width=N         N columns for the number (6)\n"
  "      --help                   show this help\n"
  "\n"
  "Example: nl -ba main.c\n";

static const char *style = "t", *format = "rn", *separator = "\t";
static long number = 1, step = 1;
static int width = 6;
static regex_t expression;

static bool is_numbered(const char *line) {
  switch (*style) {
    case 'a': return true;
    case 't': return *line != 0;
    case 'p': return regexec(&expression, line, 0, 0, 0) == 0;
    default: return false;
  }
}

static void write_line(char *line, size_t length, bool has_end) {
  (void)has_end;
  if (is_numbered(line)) {
    printf(*format == 'l' ? "%-*ld" : format[1] == 'z' ? "%0*ld" : "%*ld", width, number);
    fputs(separator, stdout);
    number += step;
  } else printf("%*s", width + (int)strlen(separator), "");
  fwrite(line, 1, length, stdout);
  putchar('\n');
}

static void set_style(const char *text) {
  style = text;
  if (*text == 'p' && regcomp(&expression, text + 1, REG_NOSUB) == 0) return;
  if (*text == 0 || strchr("atn", *text) == 0 || text[1] != 0)
    fail(FAILURE, "invalid body numbering style: ", text);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"body-numbering", required_argument, 0, 'b'}, {"line-increment", required_argument, 0, 'i'},
    {"number-format", required_argument, 0, 'n'}, {"number-separator", required_argument, 0, 's'},
    {"starting-line-number", required_argument, 0, 'v'}, {"number-width", required_argument, 0, 'w'},
    HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "b:i:n:s:v:w:", names, FAILURE)) != -1;)
    switch (option) {
    case 'b': set_style(optarg); break;
    case 'i': step = read_size(optarg, "line number increment"); break;
    case 'n':
      format = optarg;
      if (strcmp(format, "ln") != 0 && strcmp(format, "rn") != 0 && strcmp(format, "rz") != 0)
        fail(FAILURE, "invalid line numbering format: ", optarg);
      break;
    case 's': separator = optarg; break;
    case 'v': number = read_size(optarg, "starting line number"); break;
    case 'w': width = (int)read_size(optarg, "line number field width"); break;
  }
  return finish(each_line(argv + optind, write_line, 0) ? 0 : FAILURE);
}
