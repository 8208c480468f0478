// ^S stops the output and ^Q lets it go on; what is not read or not shown yet can be forgotten.
#include "terminal.h"

int main(void) {
  open_terminal();
  press("\x13");
  // The key works on its own on some systems: until it has, there is room.
  while (ready(slave, POLLOUT, 0) & POLLOUT) usleep(1000);
  printf("stopped\n");
  fcntl(slave, F_SETFL, O_NONBLOCK);
  SHOW(write(slave, "x", 1));
  fcntl(slave, F_SETFL, 0);
  pid_t child = start();
  if (child == 0) {
    write(slave, "at last\n", 8);
    _exit(0);
  }
  usleep(50000);
  printf("shown: %d\n", ready(master, POLLIN, 0) & POLLIN);
  press("\x11");
  show_screen("screen", '\n');
  finish(child);
  SHOW(tcflow(slave, TCOOFF));
  printf("room: %d\n", ready(slave, POLLOUT, 0) & POLLOUT);
  SHOW(tcflow(slave, TCOON));
  printf("room: %d\n", ready(slave, POLLOUT, 0) & POLLOUT);
  SHOW(tcflow(slave, TCIOFF));
  show_screen("a stop for the other side", 0x13);
  SHOW(tcflow(slave, 77));
  SHOW(tcdrain(slave));
  SHOW(tcsendbreak(slave, 0));
  press("forgotten\n");
  show_screen("screen", '\n');
  SHOW(tcflush(slave, TCIFLUSH));
  press("kept\n");
  show_screen("screen", '\n');
  show_line("read", 100);
  SHOW(tcflush(slave, 77));
  press("forgotten\n");
  show_screen("screen", '\n');
  struct termios settings = settings_of(slave);
  SHOW(tcsetattr(slave, TCSAFLUSH, &settings));
  printf("left: %d\n", ready(slave, POLLIN, 0) & POLLIN);
  change(IXON, 0, 0, false);
  press("\x13\n");
  show_screen("no IXON", '\n');
  show_line("read", 100);
  return 0;
}
