// What each flag of a terminal does to what is typed and to what is shown.
#include "terminal.h"

static void type(const char *what, const char *keys) {
  press(keys);
  press("\n");
  show_screen(what, '\n');
  show_line("  read", 100);
}

static void write_out(const char *what, const char *text, char last) {
  REQUIRE(write(slave, text, strlen(text)) == (ssize_t)strlen(text));
  show_screen(what, last);
}

int main(void) {
  open_terminal();
  change(0, 0, ECHOE, false);
  type("no ECHOE", "ab\x7f" "c");
  change(0, 0, ECHOE, true);
  change(0, 0, ECHOKE, false);
  type("no ECHOKE", "ab\x15" "c");
  change(0, 0, ECHOK, false);
  type("no ECHOK", "ab\x15" "c");
  change(0, 0, ECHOK | ECHOKE, true);
  change(0, 0, ECHOCTL, false);
  type("no ECHOCTL", "a\x01\x7f" "b\x02");
  change(0, 0, ECHOCTL, true);
  change(0, 0, ECHO, false);
  change(0, 0, ECHONL, true);
  type("no ECHO, but ECHONL", "secret\x7f!");
  change(0, 0, ECHONL, false);
  change(0, 0, ECHO, true);
  change(0, 0, IEXTEN, false);
  type("no IEXTEN", "one two\x17\x16x");
  change(0, 0, IEXTEN, true);
  change(ISTRIP, 0, 0, true);
  type("ISTRIP", "\xe1\xe2");
  change(ISTRIP, 0, 0, false);
  change(IGNCR, 0, 0, true);
  type("IGNCR", "a\rb");
  change(IGNCR | ICRNL, 0, 0, false);
  type("no ICRNL", "a\rb");
  change(ICRNL, 0, 0, true);
  change(INLCR, 0, 0, true);
  press("a\nb\n");
  press("\x04");
  show_line("INLCR", 100);
  show_screen("  screen", 'M');
  change(INLCR, 0, 0, false);
  write_out("ONLCR", "one\ntwo\n", '\n');
  change(0, ONLCR, 0, false);
  write_out("no ONLCR", "one\ntwo\n", '\n');
  change(0, OCRNL, 0, true);
  write_out("OCRNL", "one\rtwo\n", '\n');
  change(0, OCRNL, 0, false);
  change(0, ONOCR, 0, true);
  write_out("ONOCR", "\r\rone\r\rtwo\n", '\n');
  change(0, ONOCR, 0, false);
  change(0, ONLCR, 0, true);
  change(0, XTABS, 0, true);
  write_out("XTABS", "a\tbc\t\td\n\te\b\b\tf\n", '\n');
  change(0, OPOST, 0, false);
  write_out("no OPOST", "a\tb\nc\n", '\n');
  return 0;
}
