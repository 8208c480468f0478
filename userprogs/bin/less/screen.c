// The screen, which shows the text and a prompt, and the keyboard.

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include "less.h"

static struct termios usual;
static int keyboard = -1;
static bool is_on_screen;
static volatile sig_atomic_t has_new_size;

void measure(void) {
  struct winsize size;
  has_new_size = 0;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row < 2) return;
  view.rows = size.ws_row;
  view.columns = size.ws_col > 0 ? size.ws_col : 80;
}

bool show(void) {
  struct place place = view.top;
  bool is_end = !has_line(view.top.line);
  fputs("\033[H", stdout);
  for (int row = 0; row < view.rows - 1; row++) {
    fputs("\033[K", stdout);
    if (is_end) putchar('~');
    else {
      if (view.numbers_lines && place.part == 0) printf("%7zu ", place.line + 1);
      else printf("%*s", (int)number_width(), "");
      put_part(place.line, (long)place.part);
      is_end = !go_forward(&place);
    }
    putchar('\n');
  }
  return is_end;
}

void show_prompt(bool is_end) {
  fputs("\r\033[K", stdout);
  if (*view.message != 0) printf("\033[7m%s\033[0m", view.message);
  else if (is_end) fputs("\033[7m(END)\033[0m", stdout);
  else putchar(':');
  *view.message = 0;
  fflush(stdout);
}

void enter_screen(void) {
  struct termios raw = usual;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
  tcsetattr(keyboard, TCSADRAIN, &raw);
  fputs(view.keeps_screen ? "" : "\033[?1049h", stdout);
  is_on_screen = true;
}

void leave_screen(void) {
  if (!is_on_screen) return;
  fputs(view.keeps_screen ? "\r\033[K" : "\r\033[K\033[?1049l", stdout);
  fflush(stdout);
  tcsetattr(keyboard, TCSADRAIN, &usual);
  is_on_screen = false;
}

static void leave(int signal) {
  tcsetattr(keyboard, TCSADRAIN, &usual);
  _exit(128 + signal);
}

static void note_size(int signal) { (void)signal, has_new_size = 1; }

void take_keyboard(void) {
  keyboard = open("/dev/tty", O_RDONLY);
  if (keyboard < 0 || tcgetattr(keyboard, &usual) < 0) fail(FAILURE, "no terminal to read keys from", "");
  struct sigaction ends = {.sa_handler = leave}, resizes = {.sa_handler = note_size};
  sigaction(SIGTERM, &ends, 0);
  sigaction(SIGHUP, &ends, 0);
  sigaction(SIGWINCH, &resizes, 0);
}

static int read_byte(void) {
  unsigned char byte;
  for (ssize_t count; (count = read(keyboard, &byte, 1)) != 1;) {
    if (count < 0 && errno == EINTR && has_new_size) return KEY_RESIZED;
    if (count < 0 && errno == EINTR) continue;
    leave_screen();
    exit(FAILURE);
  }
  return byte;
}

// Keys with view.names begin with an escape character.
int read_key(void) {
  int key = read_byte();
  if (key != 27) return key;
  if (read_byte() != '[') return 0;
  int letter = read_byte(), number = 0;
  for (; letter >= '0' && letter <= '9'; letter = read_byte()) number = 10 * number + letter - '0';
  switch (letter) {
    case 'A': return KEY_UP;
    case 'B': return KEY_DOWN;
    case 'H': return KEY_HOME;
    case 'F': return KEY_END;
    default: return number == 5 ? KEY_PAGE_UP : number == 6 ? KEY_PAGE_DOWN : number == 1 ? KEY_HOME
        : number == 4 ? KEY_END : 0;
  }
}

// Reads a text at the bottom of the screen, which Enter ends. False if it was given up.
bool read_text(char first, char *text, size_t room) {
  size_t length = 0;
  printf("\r\033[K%c", first);
  for (;;) {
    fflush(stdout);
    int key = read_key();
    if (key == '\n' || key == '\r') break;
    if (key == 3 || (key == 127 && length == 0)) return false;
    if (key == 127 || key == 8) {
      if (length > 0) length--, fputs("\b \b", stdout);
    } else if (key >= ' ' && key < 256 && length + 1 < room) {
      text[length++] = (char)key;
      putchar(key);
    }
  }
  text[length] = 0;
  return true;
}
