// edit: its options, and the loop: draw, read a key, do what it says.
#include "edit.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
  "Usage: edit [OPTION]... [+LINE] [FILE]\n"
  "Edit FILE in the terminal.\n"
  "\n"
  "  +LINE          begin at that line\n"
  "  -n             without line numbers\n"
  "      --help     display this help and exit\n"
  "\n";
static const char help_end[] =
  "\n"
  "Without a capital letter, what is looked for matches capitals, too. Saving never leaves half a file: the\n"
  "new one takes the old one's name when it is on the disk. If the terminal goes away, what was not saved is\n"
  "in FILE.recovered.\n"
  "\n"
  "Example: edit +10 notes.txt\n";

// The keys, over the text, until the next key.
void show_help(void) {
  const char *line = key_help;
  put_text("\033[m\033[2J\033[H");
  for (int row = 0; row < rows - 1 && *line != 0; row++) {
    const char *end = strchr(line, '\n');
    int length = (int)(end - line) < columns ? (int)(end - line) : columns;
    put(line, (size_t)length);
    put_text("\r\n");
    line = end + 1;
  }
  put_text("(any key goes on)\033[?25h");
  flush_output();
  if (read_key() == KEY_RESIZED) find_size();
  draw_anew();
}

static void edit(void) {
  do {
    if (!has_input()) draw();
  } while (run_command(read_key()) && !was_ended);
}

static void go_to_start(const char *text) {
  size_t number = (size_t)strtoul(text, 0, 10);
  if (number > line_count) number = line_count;
  move_to((struct place){number > 0 ? number - 1 : 0, 0});
}

static _Noreturn void refuse(const char *message) {
  if (message != 0) fprintf(stderr, "edit: %s\n", message);
  fputs("Try 'edit --help' for more information.\n", stderr);
  exit(2);
}

int main(int argc, char **argv) {
  static const struct option names[] = {{"help", no_argument, 0, 'h'}, {0, 0, 0, 0}};
  for (int letter; (letter = getopt_long(argc, argv, "n", names, 0)) != -1;) {
    if (letter == 'h') {
      printf("%s%s%s", help, key_help, help_end);
      return fflush(stdout) == EOF;
    }
    if (letter == '?') refuse(0);
    shows_numbers = false;
  }
  const char *start = optind < argc && *argv[optind] == '+' ? argv[optind++] + 1 : "1";
  if (argc - optind > 1) refuse("one file at a time");
  set_text(take_memory(0, 1), 0);
  say("F1: help   Ctrl-S: save   Ctrl-Q: quit");
  if (optind < argc && !read_file(argv[optind])) {
    fprintf(stderr, "edit: %s: %s\n", argv[optind], strerror(errno));
    return 1;
  }
  go_to_start(start);
  if (!start_terminal()) refuse("standard input and output must be a terminal");
  edit();
  end_terminal();
  if (was_ended) write_recovery();
  return was_ended ? 128 + was_ended : 0;
}
