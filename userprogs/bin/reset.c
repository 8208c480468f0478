// reset: makes a terminal usable again.
#define TOOL "reset"
#include "tool.h"

#include <termios.h>
#include <unistd.h>

const char help[] =
  "Usage: reset\n"
  "Bring the terminal back to how it should be, after a program has left it without echo or full of strange\n"
  "characters.\n"
  "\n"
  "  --help  show this help\n"
  "\n"
  "Example: reset\n";

// As stty sane has it.
static void make_sane(int terminal) {
  struct termios settings;
  if (tcgetattr(terminal, &settings) < 0) fail(FAILURE, "there is no terminal: ", strerror(errno));
  settings.c_iflag = (settings.c_iflag | BRKINT | ICRNL | IXON | IMAXBEL) & ~(tcflag_t)(IGNBRK | INLCR | IGNCR);
  settings.c_oflag |= OPOST | ONLCR;
  settings.c_cflag |= CREAD;
  settings.c_lflag |= ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE;
  settings.c_lflag &= ~(tcflag_t)(ECHONL | NOFLSH | TOSTOP);
  tcsetattr(terminal, TCSADRAIN, &settings);
}

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  make_sane(isatty(STDERR_FILENO) ? STDERR_FILENO : STDIN_FILENO);
  // The usual characters, no colours, the whole screen scrolls, the cursor is seen, and nothing is on the screen.
  fputs("\033c\033(B\033[m\033[r\033[?25h\033[?1049l\033[H\033[2J", stderr);
  return 0;
}
