// mkfifo: makes named pipes.
#define TOOL "mkfifo"
#include "tool.h"

#include <sys/stat.h>

#include "mode.h"

const char help[] =
  "Usage: mkfifo [-m MODE] NAME...\n"
  "Make a pipe with each NAME: what one process writes into it another reads.\n"
  "\n"
  "  -m, --mode=MODE  with these permissions, as chmod takes them\n"
  "      --help       show this help\n"
  "\n"
  "Example: mkfifo p; sort < p & seq 9 > p\n";

int main(int argc, char **argv) {
  static const struct option names[] = {{"mode", required_argument, 0, 'm'}, HELP_OPTION};
  const char *text = 0;
  mode_t mask = umask(0), mode = 0666 & ~mask;
  while (next_option(argc, argv, "m:", names, FAILURE) != -1) text = optarg;
  if (optind == argc) {
    fputs("mkfifo: missing operand\n", stderr);
    refuse(FAILURE);
  }
  if (text != 0 && !parse_mode(text, 0666, mask, false, &mode)) fail(FAILURE, "invalid mode: ", text);
  int status = 0;
  for (int i = optind; i < argc; i++)
    if (mkfifo(argv[i], mode) < 0) {
      fprintf(stderr, "mkfifo: cannot create fifo '%s': %s\n", argv[i], strerror(errno));
      status = FAILURE;
    }
  return finish(status);
}
