// Canonical mode: a line is edited while it is typed, shown as it is edited, and read when it is whole.
#include "terminal.h"

// Types keys, and shows what came on the screen and what a program reads.
static void type(const char *what, const char *keys) {
  printf("-- %s\n", what);
  press(keys);
  press("\n");
  show_screen("screen", '\n');
  show_line("read", 100);
}

int main(void) {
  open_terminal();
  type("plain", "hello");
  type("return", "hello\r");
  show_line("the rest", 100);
  type("erase", "helxx\x7f\x7flo");
  type("erase too much", "ab\x7f\x7f\x7f\x7f");
  type("word", "one two  three\x17" "3");
  type("word with signs", "a/b-c_d\x17x");
  type("kill", "all of this\x15just that");
  type("reprint", "ab\x7f" "c\x12 d");
  type("control characters", "a\x01" "b\x1b");
  type("erase a control character", "a\x01\x7f" "b");
  type("tab", "ab\tc");
  type("erase a tab", "ab\t\x7f" "c");
  type("erase a second tab", "\t\tx\x7f\x7f" "c");
  type("literally", "a\x16\x03" "b\x16\x15" "c\x16\x16");
  type("bytes of UTF-8, one by one", "\xc3\xa4\x7f");
  change(IUTF8, 0, 0, true);
  type("a character of UTF-8", "\xc3\xa4\xe2\x82\xac\x7f");
  printf("-- pieces\n");
  press("abcdef\nghi\n");
  show_screen("screen", '\n');
  show_line("read 4", 4);
  show_line("read 4", 4);
  show_line("read 4", 4);
  return 0;
}
