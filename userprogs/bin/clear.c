// clear: clears the terminal's screen.
#define TOOL "clear"
#include "tool.h"

const char help[] =
  "Usage: clear\n"
  "Clear the terminal's screen, and what scrolled off it.\n"
  "\n"
  "      --help  show this help\n"
  "\n"
  "Example: clear; ls\n";

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  fputs("\033[H\033[2J\033[3J", stdout);
  return finish(0);
}
