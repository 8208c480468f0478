// tee: copies its input to standard output and to files.
#define TOOL "tee"
#include "tool.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

const char help[] =
  "Usage: tee [OPTION]... [FILE]...\n"
  "Copy standard input to standard output and to each FILE.\n"
  "\n"
  "  -a, --append             write behind what is in the FILEs, rather than over it\n"
  "  -i, --ignore-interrupts  go on after Ctrl-C\n"
  "      --help               show this help\n"
  "\n"
  "Example: make | tee log | grep error\n";

// Returns 0, or FAILURE after a complaint.
static int write_all(int descriptor, const char *name, const char *bytes, ssize_t size) {
  while (size > 0) {
    ssize_t written = write(descriptor, bytes, (size_t)size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      complain(name);
      return FAILURE;
    }
    bytes += written;
    size -= written;
  }
  return 0;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"append", no_argument, 0, 'a'}, {"ignore-interrupts", no_argument, 0, 'i'}, HELP_OPTION,
  };
  int flags = O_TRUNC, status = 0;
  for (int option; (option = next_option(argc, argv, "ai", names, FAILURE)) != -1;)
    if (option == 'a') flags = O_APPEND;
    else signal(SIGINT, SIG_IGN);
  int count = argc - optind + 1;
  int *outputs = take_memory(0, (size_t)count * sizeof *outputs);
  const char **paths = take_memory(0, (size_t)count * sizeof *paths);
  outputs[0] = STDOUT_FILENO;
  paths[0] = "standard output";
  for (int i = 1; i < count; i++) {
    paths[i] = argv[optind + i - 1];
    outputs[i] = open(paths[i], O_WRONLY | O_CREAT | flags, 0666);
    if (outputs[i] >= 0) continue;
    complain(paths[i]);
    status = FAILURE;
  }
  static char buffer[32 * 1024];
  for (ssize_t size; (size = read(STDIN_FILENO, buffer, sizeof buffer)) != 0;) {
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) {
      complain("read error");
      return FAILURE;
    }
    for (int i = 0; i < count; i++)
      if (outputs[i] >= 0 && write_all(outputs[i], paths[i], buffer, size) != 0) {
        outputs[i] = -1;
        status = FAILURE;
      }
  }
  return status;
}
