// The line being typed, on a terminal: moving, deleting, and the lines before.
#include "lisp.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { LONGEST = 4096, HISTORY = 100 };
enum key { KEY_LEFT = 1000, KEY_RIGHT, KEY_UP, KEY_DOWN, KEY_HOME, KEY_END, KEY_DELETE, KEY_OTHER, KEY_GONE };
#define CONTROL(letter) ((letter) & 0x1f)

static char *history[HISTORY + 1];  // the newest last, and behind it the line being typed
static int history_count;
static struct line {
  const char *prompt;
  char text[LONGEST + 1];
  size_t length, cursor;
  int place;  // in the history
} line;

static int read_byte(void) {
  unsigned char byte;
  return read(STDIN_FILENO, &byte, 1) == 1 ? byte : KEY_GONE;
}

// What comes behind an escape: the arrow keys and their like.
static int read_sequence(void) {
  static const struct {
    char letter;
    enum key key;
  } keys[] = {{'A', KEY_UP}, {'B', KEY_DOWN}, {'C', KEY_RIGHT}, {'D', KEY_LEFT}, {'H', KEY_HOME},
    {'F', KEY_END}};
  int c = read_byte();
  if (c != '[' && c != 'O') return KEY_OTHER;
  int number = 0;
  for (c = read_byte(); c >= '0' && c <= '9'; c = read_byte()) number = number * 10 + c - '0';
  if (c == '~') return number == 3 ? KEY_DELETE : number == 1 ? KEY_HOME : number == 4 ? KEY_END : KEY_OTHER;
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (keys[i].letter == c) return (int)keys[i].key;
  return KEY_OTHER;
}

static bool continues(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

static size_t width(const char *text, size_t length) {
  size_t count = 0;
  for (size_t i = 0; i < length; i++) count += !continues(text[i]);
  return count;
}

static size_t columns(void) {
  struct winsize size;
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 8 ? size.ws_col : 80;
}

// Draws the line anew; of a long one, the part around the cursor.
static void draw(void) {
  size_t room = columns() - strlen(line.prompt) - 1, start = 0;
  while (width(line.text + start, line.cursor - start) > room) start++;
  while (continues(line.text[start])) start++;
  size_t end = start;
  while (end < line.length && width(line.text + start, end - start) < room) end++;
  while (continues(line.text[end])) end++;
  printf("\r%s%.*s\033[K\r", line.prompt, (int)(end - start), line.text + start);
  printf("\033[%zuC", strlen(line.prompt) + width(line.text + start, line.cursor - start));
  fflush(stdout);
}

static void set_text(const char *text) {
  line.length = strlen(text) < LONGEST ? strlen(text) : LONGEST;
  memcpy(line.text, text, line.length);
  line.text[line.length] = 0;
  line.cursor = line.length;
}

static void insert(int c) {
  if (line.length == LONGEST) return;
  memmove(line.text + line.cursor + 1, line.text + line.cursor, line.length - line.cursor + 1);
  line.text[line.cursor++] = (char)c;
  line.length++;
}

static void erase(size_t from, size_t to) {
  memmove(line.text + from, line.text + to, line.length - to + 1);
  line.length -= to - from;
  line.cursor = from;
}

static size_t left_of(size_t at) {
  if (at > 0) at--;
  while (at > 0 && continues(line.text[at])) at--;
  return at;
}

static size_t right_of(size_t at) {
  if (at < line.length) at++;
  while (at < line.length && continues(line.text[at])) at++;
  return at;
}

static void visit(int place) {
  if (place < 0 || place > history_count) return;
  if (line.place == history_count) {
    free(history[history_count]);
    history[history_count] = strdup(line.text);
  }
  line.place = place;
  set_text(history[place]);
}

static void remember(void) {
  free(history[history_count]);
  history[history_count] = 0;
  if (line.length == 0) return;
  if (history_count == HISTORY) {
    free(history[0]);
    memmove(history, history + 1, (HISTORY - 1) * sizeof *history);
    history_count--;
  }
  history[history_count++] = strdup(line.text);
  history[history_count] = 0;
}

// What a key does to the line.
static void edit(int key) {
  switch (key) {
  case KEY_LEFT: case CONTROL('B'): line.cursor = left_of(line.cursor); break;
  case KEY_RIGHT: case CONTROL('F'): line.cursor = right_of(line.cursor); break;
  case KEY_HOME: case CONTROL('A'): line.cursor = 0; break;
  case KEY_END: case CONTROL('E'): line.cursor = line.length; break;
  case KEY_UP: case CONTROL('P'): visit(line.place - 1); break;
  case KEY_DOWN: case CONTROL('N'): visit(line.place + 1); break;
  case CONTROL('U'): erase(0, line.cursor); break;
  case CONTROL('K'): erase(line.cursor, line.length); break;
  case CONTROL('L'): fputs("\033[H\033[2J", stdout); break;
  case 127: case CONTROL('H'): erase(left_of(line.cursor), line.cursor); break;
  case KEY_DELETE: case CONTROL('D'): erase(line.cursor, right_of(line.cursor)); break;
  default: if (key >= ' ' && key < 256) insert(key);
  }
}

// Keys until the line is complete; false at the end of the input.
static bool type_line(void) {
  for (;;) {
    draw();
    int key = read_byte();
    if (key == 27) key = read_sequence();
    if (key == '\r' || key == '\n') return true;
    if (key == KEY_GONE || (key == CONTROL('D') && line.length == 0)) return false;
    if (key == CONTROL('C')) {
      set_text("");
      was_interrupted = true;
      return true;
    }
    edit(key);
  }
}

char *edit_line(const char *prompt) {
  struct termios before, raw;
  if (tcgetattr(STDIN_FILENO, &before) < 0) return 0;
  raw = before;
  raw.c_iflag &= ~(tcflag_t)(ICRNL | IXON);
  raw.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG | IEXTEN);
  line.prompt = prompt;
  line.place = history_count;
  set_text("");
  tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
  bool is_complete = type_line();
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
  if (!is_complete) return 0;
  putchar('\n');
  remember();
  return strdup(line.text);
}
