// The keys that are pressed; what the arrows and their like send is several bytes.
#include "edit.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <unistd.h>

int read_byte(void) {
  unsigned char byte;
  for (;;) {
    ssize_t size = read(STDIN_FILENO, &byte, 1);
    if (size == 1) return byte;
    if (size == 0) return KEY_INPUT_END;
    if (errno != EINTR) return KEY_INPUT_END;
    run_traps();
  }
}

// Whether the byte after an escape comes with it: who presses Escape alone takes longer for the next key.
static bool is_sequence(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, 200) > 0;
}

static int named_key(int number) {
  switch (number) {
    case 1: case 7: return KEY_HOME;
    case 3: return KEY_DELETE;
    case 4: case 8: return KEY_END;
    default: return KEY_NONE;
  }
}

static int read_sequence(void) {
  int number = 0, c;
  bool modified = false;
  for (c = read_byte(); isdigit(c) || c == ';'; c = read_byte()) {
    if (c == ';') modified = true;
    else if (!modified) number = (10 * number + c - '0') % 1000;
  }
  switch (c) {
    case 'A': return KEY_UP;
    case 'B': return KEY_DOWN;
    case 'C': return modified ? KEY_WORD_RIGHT : KEY_RIGHT;
    case 'D': return modified ? KEY_WORD_LEFT : KEY_LEFT;
    case 'H': return KEY_HOME;
    case 'F': return KEY_END;
    case '~': return named_key(number);
    default: return KEY_NONE;
  }
}

int read_key(void) {
  int key = read_byte();
  if (key != 27) return key;
  if (!is_sequence()) return KEY_NONE;
  switch (key = read_byte()) {
    case 'b': return KEY_WORD_LEFT;
    case 'f': return KEY_WORD_RIGHT;
    case 'd': return KEY_CUT_WORD_RIGHT;
    case 127: case 8: return KEY_CUT_WORD_LEFT;
    case '.': case '_': return KEY_LAST_WORD;
    case '[': case 'O': return read_sequence();
    default: return KEY_NONE;
  }
}
