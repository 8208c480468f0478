// The shell's options, by letter and by name, and `set`.
#include "sh.h"

#include <string.h>

bool options[OPTION_COUNT];

static const struct {
  char letter;
  const char *name;
} table[OPTION_COUNT] = {
  [OPTION_ERREXIT] = {'e', "errexit"},       [OPTION_NOGLOB] = {'f', "noglob"},
  [OPTION_INTERACTIVE] = {'i', "interactive"}, [OPTION_MONITOR] = {'m', "monitor"},
  [OPTION_NOEXEC] = {'n', "noexec"},         [OPTION_STDIN] = {'s', "stdin"},
  [OPTION_XTRACE] = {'x', "xtrace"},         [OPTION_VERBOSE] = {'v', "verbose"},
  [OPTION_NOCLOBBER] = {'C', "noclobber"},   [OPTION_ALLEXPORT] = {'a', "allexport"},
  [OPTION_NOTIFY] = {'b', "notify"},         [OPTION_NOUNSET] = {'u', "nounset"},
};

static int change(int option, bool value) {
  bool was_set = options[option];
  options[option] = value;
  if (option == OPTION_MONITOR && value && !was_set) jobs_start_monitor();
  if (option == OPTION_MONITOR && !value && was_set) jobs_end_monitor();
  return 0;
}

int set_option(char letter, bool value) {
  for (int i = 0; i < OPTION_COUNT; i++)
    if (table[i].letter == letter) return change(i, value);
  return -1;
}

int set_option_name(const char *name, bool value) {
  for (int i = 0; i < OPTION_COUNT; i++)
    if (strcmp(table[i].name, name) == 0) return change(i, value);
  return -1;
}

void print_options(bool as_commands) {
  if (!as_commands) puts("Current option settings");
  for (int i = 0; i < OPTION_COUNT; i++)
    if (as_commands) printf("set %so %s\n", options[i] ? "-" : "+", table[i].name);
    else printf("%-16s%s\n", table[i].name, options[i] ? "on" : "off");
}

// What $- is; in scratch.
char *option_letters(void) {
  struct text text = {.arena = scratch};
  for (int i = 0; i < OPTION_COUNT; i++)
    if (options[i]) text_add(&text, table[i].letter);
  return text_end(&text);
}

static bool is_set(const struct variable *variable) { return variable->value != 0; }

int set_command(int argc, char **argv) {
  if (argc == 1) {
    print_variables(is_set, "");
    return 0;
  }
  int i = 1;
  for (; i < argc && (argv[i][0] == '-' || argv[i][0] == '+') && argv[i][1] != 0; i++) {
    bool value = argv[i][0] == '-';
    if (strcmp(argv[i], "--") == 0) {
      set_positional(argc - i - 1, argv + i + 1);
      return 0;
    }
    for (char *letter = argv[i] + 1; *letter != 0; letter++) {
      bool is_named = *letter == 'o';
      if (is_named && i + 1 == argc) print_options(!value);
      else if (is_named ? set_option_name(argv[++i], value) < 0 : set_option(*letter, value) < 0)
        fail("set: Illegal option %s", is_named ? argv[i] : letter);
      if (is_named) break;
    }
  }
  if (i < argc) set_positional(argc - i, argv + i);
  return 0;
}
