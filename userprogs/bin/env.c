// env: shows the environment, or runs a command in another one.
#define TOOL "env"
#include "tool.h"

#include <unistd.h>

const char help[] =
  "Usage: env [OPTION]... [NAME=VALUE]... [COMMAND [ARGUMENT]...]\n"
  "Run COMMAND with each NAME set to VALUE. Without COMMAND, write the environment.\n"
  "\n"
  "  -i, --ignore-environment  begin with none\n"
  "  -u, --unset=NAME          without NAME\n"
  "  -C, --chdir=FOLDER        in FOLDER\n"
  "  -0, --null                a null byte behind each, not a newline\n"
  "  -S, --split-string=TEXT   the words of TEXT come first, as in #!/usr/bin/env -S COMMAND ARGUMENT\n"
  "      --help                show this help\n"
  "\n"
  "Example: env -i PATH=/bin sh\n";

extern char **environ;

// The words of a text, with the arguments that are left behind them; ' and " keep blanks together.
static char **split(const char *text, char **rest) {
  size_t count = 0, left = 0;
  while (rest[left] != 0) left++;
  char **words = take_memory(0, (strlen(text) / 2 + left + 3) * sizeof *words);
  words[count++] = "env";
  for (text += strspn(text, " \t"); *text != 0; text += strspn(text, " \t")) {
    char *word = take_memory(0, strlen(text) + 1), *end = word, quote = 0;
    for (; *text != 0 && (quote != 0 || (*text != ' ' && *text != '\t')); text++)
      if (*text == quote) quote = 0;
      else if (quote == 0 && (*text == '\'' || *text == '"')) quote = *text;
      else *end++ = *text == '\\' && text[1] != 0 ? *++text : *text;
    *end = 0;
    words[count++] = word;
  }
  memcpy(words + count, rest, (left + 1) * sizeof *words);
  return words;
}

int main(int argc, char **argv) {
  char line_end = '\n';
  enum { NOT_STARTED = 125 };
  static const struct option names[] = {
    {"ignore-environment", no_argument, 0, 'i'}, {"unset", required_argument, 0, 'u'},
    {"chdir", required_argument, 0, 'C'}, {"null", no_argument, 0, '0'},
    {"split-string", required_argument, 0, 'S'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "+iu:C:0S:", names, NOT_STARTED)) != -1;)
    switch (option) {
    case 'i': clearenv(); break;
    case 'u': unsetenv(optarg); break;
    case '0': line_end = 0; break;
    case 'S':
      argv = split(optarg, argv + optind);
      for (argc = 0; argv[argc] != 0;) argc++;
      optind = 1;
      break;
    case 'C':
      if (chdir(optarg) == 0) break;
      complain(optarg);
      return NOT_STARTED;
  }
  if (optind < argc && strcmp(argv[optind], "-") == 0) clearenv(), optind++;
  for (; optind < argc && strchr(argv[optind], '=') != 0; optind++) putenv(argv[optind]);
  if (optind == argc) {
    for (char **entry = environ; entry != 0 && *entry != 0; entry++) fputs(*entry, stdout), putchar(line_end);
    return finish(0);
  }
  execvp(argv[optind], argv + optind);
  int status = errno == ENOENT ? 127 : 126;
  fprintf(stderr, "env: '%s': %s\n", argv[optind], strerror(errno));
  return status;
}
