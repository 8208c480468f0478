// isatty: whether output goes to a person. Only a terminal can tell its settings.

#include <termios.h>
#include <unistd.h>

int isatty(int descriptor) {
  struct termios settings;
  return tcgetattr(descriptor, &settings) == 0;
}
