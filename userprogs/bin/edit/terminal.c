// The terminal: raw mode, keys, the window's size; and output that is collected and written at once.
#include "edit.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { ESCAPE_WAIT = 50 };  // milliseconds in which the rest of a key's sequence must come

int rows = 24, columns = 80;
volatile sig_atomic_t was_ended;  // the signal that wants the end
static volatile sig_atomic_t was_resized;
static struct termios settings;
static bool is_raw;
static char *output;
static size_t output_length, output_room;

void put(const char *bytes, size_t length) {
  if (length == 0) return;
  if (output_length + length > output_room) {
    output_room = 2 * (output_length + length);
    output = take_memory(output, output_room);
  }
  memcpy(output + output_length, bytes, length);
  output_length += length;
}

void put_text(const char *text) { put(text, strlen(text)); }

void put_format(const char *format, ...) {
  char text[128];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  put_text(text);
}

void flush_output(void) {
  for (size_t written = 0; written < output_length;) {
    ssize_t count = write(STDOUT_FILENO, output + written, output_length - written);
    if (count < 0 && errno != EINTR && errno != EAGAIN) break;
    if (count > 0) written += (size_t)count;
  }
  output_length = 0;
}

void find_size(void) {
  struct winsize size;
  was_resized = 0;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0 || size.ws_col == 0) return;
  rows = size.ws_row;
  columns = size.ws_col;
}

static void note_resize(int signal) { (void)signal, was_resized = 1; }
static void note_end(int signal) { was_ended = signal; }

static bool make_raw(void) {
  struct termios raw = settings;
  raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | INPCK | ISTRIP | IXON);
  raw.c_oflag &= ~(tcflag_t)OPOST;
  raw.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN | ISIG);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  return tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) == 0;
}

// Signals come only while a key is waited for: one that came just before would not be noticed otherwise.
static void catch(int signal, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigset_t set;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, 0);
  sigemptyset(&set);
  sigaddset(&set, signal);
  sigprocmask(SIG_BLOCK, &set, 0);
}

bool start_terminal(void) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &settings) < 0) return false;
  catch(SIGWINCH, note_resize);
  catch(SIGTERM, note_end);
  catch(SIGHUP, note_end);
  catch(SIGINT, note_end);
  find_size();
  is_raw = make_raw();
  put_text("\033[?1049h");
  draw_anew();
  return is_raw;
}

void end_terminal(void) {
  if (!is_raw) return;
  put_text("\033[m\033[?25h\033[?1049l");
  flush_output();
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings);
  is_raw = false;
}

// Back to the shell, until it says to go on.
void suspend(void) {
  end_terminal();
  raise(SIGTSTP);
  start_terminal();
}

static bool waits(int milliseconds) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, milliseconds) > 0;
}

bool has_input(void) { return waits(0); }

static int read_byte(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  sigset_t none;
  sigemptyset(&none);
  for (;;) {
    unsigned char byte;
    if (was_ended) return KEY_GONE;
    if (was_resized) return KEY_RESIZED;
    if (ppoll(&input, 1, 0, &none) < 0 && errno == EINTR) continue;
    return read(STDIN_FILENO, &byte, 1) == 1 ? byte : KEY_GONE;
  }
}

// ESC [ 3 ~ and its like.
static int numbered_key(int number) {
  switch (number) {
  case 1: case 7: return KEY_HOME;
  case 4: case 8: return KEY_END;
  case 3: return KEY_DELETE;
  case 5: return KEY_PAGE_UP;
  case 6: return KEY_PAGE_DOWN;
  case 11: return KEY_HELP;
  case 13: return KEY_NEXT;
  default: return KEY_UNKNOWN;
  }
}

// The modifier 5 is the control key.
static int lettered_key(int letter, bool with_control) {
  switch (letter) {
  case 'A': return KEY_UP;
  case 'B': return KEY_DOWN;
  case 'C': return with_control ? KEY_WORD_RIGHT : KEY_RIGHT;
  case 'D': return with_control ? KEY_WORD_LEFT : KEY_LEFT;
  case 'H': return with_control ? KEY_TOP : KEY_HOME;
  case 'F': return with_control ? KEY_BOTTOM : KEY_END;
  case 'P': return KEY_HELP;
  case 'R': return KEY_NEXT;
  default: return KEY_UNKNOWN;
  }
}

static int read_sequence(void) {
  int numbers[2] = {0, 0}, at = 0;
  if (!waits(ESCAPE_WAIT)) return KEY_ESCAPE;
  int c = read_byte();
  if (c != '[' && c != 'O') return KEY_UNKNOWN;
  for (c = read_byte(); (c >= '0' && c <= '9') || c == ';'; c = read_byte()) {
    if (c == ';') at = 1;
    else if (numbers[at] < 1000) numbers[at] = numbers[at] * 10 + c - '0';
  }
  return c == '~' ? numbered_key(numbers[0]) : lettered_key(c, numbers[1] == 5);
}

int read_key(void) {
  int c = read_byte();
  return c == KEY_ESCAPE ? read_sequence() : c == CONTROL('H') ? KEY_BACKSPACE : c;
}
