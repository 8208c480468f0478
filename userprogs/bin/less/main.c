// less: shows text a screen at a time, forwards and backwards.

#include <unistd.h>
#include "less.h"

const char help[] =
  "Usage: less [OPTION]... [FILE]...\n"
  "Show the FILEs, or standard input, a screen at a time. Where there is no terminal, copy them.\n"
  "\n"
  "  -N, --LINE-NUMBERS      with the number of each line\n"
  "  -S, --chop-long-lines   one line of the screen for each, however long it is\n"
  "  -F, --quit-if-one-screen   only show what fits on one screen, and end\n"
  "  -X, --no-init           leave the text on the screen at the end\n"
  "  -i, --ignore-case       searching without capitals finds them, too\n"
  "  -p, --pattern=TEXT      begin where TEXT, a regular expression, is found      +G  begin at the end\n"
  "      --help              show this help\n"
  "\n"
  "Keys, most of them after a number of times:\n"
  "  space f PgDn   a screen forward            b PgUp     a screen back\n"
  "  Enter j Down   a line forward              k y Up     a line back\n"
  "  d              half a screen forward       u          half a screen back\n"
  "  g Home         the beginning, or a line    G End      the end, or a line\n"
  "  /TEXT          search forward              ?TEXT      search backward\n"
  "  n              search again                N          the other way\n"
  "  :n             the next file               :p         the file before\n"
  "  -N -S          as the options              =          where this is\n"
  "  q              the end                     h          these keys\n"
  "\n"
  "Example: ls -l /bin | less\n";

struct view view = {.rows = 24, .columns = 80};

static void read_keys(void) {
  for (long count = 0;;) {
    bool is_end = show();
    show_prompt(is_end);
    int key;
    while ((key = read_key()) >= '0' && key <= '9') {
      if (count < 100000000) count = 10 * count + key - '0';
      printf("\r\033[K:%ld", count);
      fflush(stdout);
    }
    if (!act(key, count)) return;
    count = 0;
  }
}

static int copy_files(void) {
  int status = 0;
  for (; *view.name != 0; view.name++) {
    FILE *file = open_input(*view.name);
    if (file == 0) status = FAILURE;
    for (int c; file != 0 && (c = getc(file)) != EOF;) putchar(c);
    close_input(file);
  }
  return finish(status);
}

static bool fits_on_screen(void) {
  struct place place = {0, 0};
  int count = 1;
  if (!has_line(0)) return true;
  while (count < view.rows && go_forward(&place)) count++;
  return count < view.rows;
}

int main(int argc, char **argv) {
  static const struct option options[] = {
    {"LINE-NUMBERS", no_argument, 0, 'N'}, {"chop-long-lines", no_argument, 0, 'S'},
    {"quit-if-one-screen", no_argument, 0, 'F'}, {"no-init", no_argument, 0, 'X'},
    {"ignore-case", no_argument, 0, 'i'}, {"pattern", required_argument, 0, 'p'}, HELP_OPTION,
  };
  const char *pattern = 0;
  bool at_end = false, ends_early = false;
  for (int option; (option = next_option(argc, argv, "NSFXiIRrp:", options, FAILURE)) != -1;) switch (option) {
    case 'N': view.numbers_lines = true; break;
    case 'S': view.chops = true; break;
    case 'F': ends_early = true; break;
    case 'X': view.keeps_screen = true; break;
    case 'i': case 'I': view.ignores_case = true; break;
    case 'p': pattern = optarg; break;
  }
  if (optind < argc && strcmp(argv[optind], "+G") == 0) at_end = true, optind++;
  static char *standard_input[] = {"-", 0};
  view.names = view.name = optind < argc ? argv + optind : standard_input;
  if (optind == argc && isatty(STDIN_FILENO)) {
    fputs("less: missing filename\n", stderr);
    refuse(FAILURE);
  }
  if (!isatty(STDOUT_FILENO)) return copy_files();
  if (!open_file()) return FAILURE;
  measure();
  if (ends_early && view.names[1] == 0 && fits_on_screen()) {
    for (size_t i = 0; i < line_count; i++) printf("%.*s\n", (int)lengths[i], lines[i]);
    return finish(0);
  }
  take_keyboard();
  enter_screen();
  if (at_end) view.top = last_top();
  if (pattern != 0 && set_wanted(pattern) && !(has_line(0) && fits(0))) search(false);
  read_keys();
  leave_screen();
  return finish(0);
}
