// ^D ends a read: after what was typed, or with nothing at all, which programs take for the end of their input.
#include "terminal.h"

int main(void) {
  open_terminal();
  press("ab\x04");
  show_screen("screen", 'b');
  show_line("a line without its end", 100);
  press("\x04");
  show_line("nothing", 100);
  press("abcd\x04xy\n");
  show_screen("screen", '\n');
  show_line("four of four", 4);
  show_line("the next line", 100);
  press("abc\x04\x04z\n");
  show_screen("screen", '\n');
  show_line("three", 3);
  show_line("a second end", 3);
  show_line("and a line", 100);
  set_character(VEOL, ';');
  press("one;two\n");
  show_screen("screen", '\n');
  show_line("VEOL", 100);
  show_line("newline", 100);
  press("p\x04q");
  show_screen("screen", 'q');
  int count = -1;
  ioctl(slave, FIONREAD, &count);
  printf("FIONREAD: %d\n", count);
  change(0, 0, ICANON, false);
  ioctl(slave, FIONREAD, &count);
  printf("FIONREAD in raw mode: %d\n", count);
  show_line("raw", 100);
  press("abc");
  show_screen("screen", 'c');
  change(0, 0, ICANON, true);
  show_line("canonical again", 100);
  return 0;
}
