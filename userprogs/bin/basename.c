// basename: the last part of a path.
#define TOOL "basename"
#include "tool.h"

const char help[] =
  "Usage: basename NAME [SUFFIX]\n"
  "       basename OPTION... NAME...\n"
  "Write NAME without the folders before it, and without SUFFIX.\n"
  "\n"
  "  -a, --multiple       every argument is a NAME\n"
  "  -s, --suffix=SUFFIX  take SUFFIX away (and -a)\n"
  "  -z, --zero           a null byte behind each, not a newline\n"
  "      --help           show this help\n"
  "\n"
  "Example: basename src/main.c .c\n";

static char line_end = '\n';

static void write_base(char *path, const char *suffix) {
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/') path[--length] = 0;
  char *slash = strrchr(path, '/');
  char *name = slash == 0 || slash[1] == 0 ? path : slash + 1;
  size_t rest = strlen(suffix);
  length = strlen(name);
  if (rest > 0 && rest < length && strcmp(name + length - rest, suffix) == 0) name[length - rest] = 0;
  fputs(name, stdout);
  putchar(line_end);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"multiple", no_argument, 0, 'a'}, {"suffix", required_argument, 0, 's'},
    {"zero", no_argument, 0, 'z'}, HELP_OPTION,
  };
  bool has_many = false;
  const char *suffix = "";
  for (int option; (option = next_option(argc, argv, "+as:z", names, FAILURE)) != -1;) {
    if (option == 'z') line_end = 0;
    else has_many = true;
    if (option == 's') suffix = optarg;
  }
  int count = argc - optind;
  if (count == 0 || (!has_many && count > 2)) {
    if (count == 0) fputs("basename: missing operand\n", stderr);
    else fprintf(stderr, "basename: extra operand '%s'\n", argv[optind + 2]);
    refuse(FAILURE);
  }
  if (!has_many && count == 2) suffix = argv[--argc];
  for (int i = optind; i < argc; i++) write_base(argv[i], suffix);
  return finish(0);
}
