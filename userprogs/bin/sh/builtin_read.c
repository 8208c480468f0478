// read: a line into variables. getopts: options out of parameters.
#include "sh.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// One line from standard input, byte by byte, so that the next command reads on behind it. What is behind a
// backslash is marked. False at the end of the input, or -1 after a signal.
static int read_line(struct text *line, struct text *escaped, bool is_raw) {
  bool after_backslash = false;
  for (;;) {
    char c;
    ssize_t size = read(STDIN_FILENO, &c, 1);
    if (size < 0 && errno == EINTR && pending_trap() == 0 && !was_interrupted) continue;
    if (size < 0 && errno == EINTR) return -1;
    if (size <= 0) return 0;
    if (c == 0) continue;
    if (after_backslash) {
      after_backslash = false;
      if (c == '\n') continue;
      text_add(line, c);
      text_add(escaped, true);
    } else if (c == '\n') return 1;
    else if (c == '\\' && !is_raw) after_backslash = true;
    else {
      text_add(line, c);
      text_add(escaped, false);
    }
  }
}

int read_command(int argc, char **argv) {
  bool is_raw = false;
  int i = 1;
  for (; i < argc && argv[i][0] == '-' && argv[i][1] != 0; i++) {
    if (strcmp(argv[i], "--") == 0) {
      i++;
      break;
    }
    if (strcmp(argv[i], "-r") == 0) is_raw = true;
    else if (strcmp(argv[i], "-p") == 0 && i + 1 < argc) fputs(argv[++i], stderr);
    else return complain("read: Illegal option %s", argv[i]), 2;
  }
  if (i == argc) return complain("read: arg count"), 2;
  struct text line = {.arena = scratch}, escaped = {.arena = scratch};
  fflush(stdout);
  int result = read_line(&line, &escaped, is_raw);
  if (result < 0) return 128 + (pending_trap() == 0 ? 2 : pending_trap());
  int count;
  char **fields = split_fields(text_end(&line), (bool *)text_end(&escaped), argc - i, &count);
  for (int field = 0; i < argc; i++, field++) {
    if (!is_name(argv[i], strlen(argv[i]))) fail("read: %s: bad variable name", argv[i]);
    set_variable(argv[i], field < count ? fields[field] : "");
  }
  return result == 0;
}

static int option_place;  // inside of a word such as -abc; 0 at its beginning

static int finish_options(const char *name, int index) {
  char number[12];
  set_variable(name, "?");
  snprintf(number, sizeof number, "%d", index);
  set_variable("OPTIND", number);
  option_place = 0;
  return 1;
}

// Says what is wrong with an option: by OPTARG, if the list of options begins with a colon.
static void refuse_option(const char *name, char letter, bool is_silent, bool lacks_argument) {
  char text[2] = {letter, 0};
  set_variable(name, is_silent && lacks_argument ? ":" : "?");
  if (is_silent) {
    set_variable("OPTARG", text);
    return;
  }
  unset_variable("OPTARG");
  fprintf(stderr, lacks_argument ? "No arg for -%c option\n" : "Illegal option -%c\n", letter);
}

// Without arguments: begins anew.
int getopts_command(int argc, char **argv) {
  if (argc == 0) return option_place = 0;
  if (argc < 3) return complain("getopts: Usage: getopts optstring var [arg]"), 2;
  const char *letters = argv[1], *name = argv[2], *index_text = get_variable("OPTIND");
  char **values = argc > 3 ? argv + 3 : positional.values;
  int count = argc > 3 ? argc - 3 : positional.count;
  int index = index_text == 0 ? 1 : atoi(index_text);
  if (index < 1) index = 1;
  const char *word = index <= count ? values[index - 1] : 0;
  if (option_place == 0) {
    if (word == 0 || word[0] != '-' || word[1] == 0) return finish_options(name, index);
    if (strcmp(word, "--") == 0) return finish_options(name, index + 1);
  }
  int place = option_place == 0 ? 1 : option_place;
  char letter = word[place++];
  bool is_silent = *letters == ':';
  const char *known = letter == ':' ? 0 : strchr(letters, letter);
  char option[2] = {letter, 0};
  bool has_more = word[place] != 0;
  if (known == 0) refuse_option(name, letter, is_silent, false);
  else if (known[1] != ':') set_variable(name, option), set_variable("OPTARG", "");
  else if (has_more || index < count) {
    set_variable("OPTARG", has_more ? word + place : values[index++]);
    set_variable(name, option);
    has_more = false;
  } else refuse_option(name, letter, is_silent, true);
  char number[12];
  snprintf(number, sizeof number, "%d", has_more ? index : index + 1);
  set_variable("OPTIND", number);
  option_place = has_more ? place : 0;  // behind set_variable, which begins anew
  return 0;
}
