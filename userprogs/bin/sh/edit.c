// The line being typed: keys, history, completion. The terminal is raw only while the shell waits for the
// line.
#include "sh.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { LONGEST = 4096 };

enum key {
  KEY_LEFT = 256, KEY_RIGHT, KEY_UP, KEY_DOWN, KEY_HOME, KEY_END, KEY_DELETE, KEY_WORD_LEFT, KEY_WORD_RIGHT,
  KEY_NONE, KEY_INPUT_END
};

struct line {
  const char *prompt;
  char text[LONGEST + 2];
  size_t length, cursor;
  size_t row;     // of the cursor, below the prompt's first row
  int place;      // in the history
  char *own;      // what was typed before going up in the history
  char cut[LONGEST + 1];
};

static struct termios saved_settings;

static bool make_raw(void) {
  struct termios raw;
  if (tcgetattr(STDIN_FILENO, &saved_settings) < 0) return false;
  raw = saved_settings;
  raw.c_iflag &= ~(unsigned)(ICRNL | IXON | INLCR);
  raw.c_lflag &= ~(unsigned)(ECHO | ICANON | ISIG | IEXTEN);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  return tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
}

static void put(const char *text, size_t length) {
  while (length > 0) {
    ssize_t written = write(STDERR_FILENO, text, length);
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text += written, length -= (size_t)written;
  }
}

static size_t columns(void) {
  struct winsize size;
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

// The columns that the prompt's last line takes: escape sequences take none.
static size_t prompt_width(const char *prompt) {
  size_t width = 0;
  for (const char *p = prompt; *p != 0; p++) {
    if (*p == '\n') width = 0;
    else if (*p == '\033') while (p[1] != 0 && !isalpha((unsigned char)*++p)) continue;
    else if (((unsigned char)*p & 0xc0) != 0x80) width++;
  }
  return width;
}

static size_t text_width(const char *text, size_t length) {
  size_t width = 0;
  for (size_t i = 0; i < length; i++) width += ((unsigned char)text[i] & 0xc0) != 0x80;
  return width;
}

static void move(struct text *out, size_t count, char direction) {
  char sequence[16];
  if (count == 0) return;
  text_append(out, sequence, (size_t)snprintf(sequence, sizeof sequence, "\033[%zu%c", count, direction));
}

// Draws the line anew: up to where it began, all of it, and back to the cursor.
static void draw(struct line *line) {
  struct arena_mark mark = arena_mark(scratch);
  struct text out = {.arena = scratch};
  size_t width = columns(), before = prompt_width(line->prompt);
  size_t end = before + text_width(line->text, line->length);
  size_t cursor = before + text_width(line->text, line->cursor);
  move(&out, line->row, 'A');
  text_append(&out, "\r\033[J", 4);
  text_append(&out, line->prompt, strlen(line->prompt));
  text_append(&out, line->text, line->length);
  if (end > 0 && end % width == 0) text_append(&out, " \r", 2);  // the terminal waits at the edge
  move(&out, end / width - cursor / width, 'A');
  text_append(&out, "\r", 1);
  move(&out, cursor % width, 'C');
  put(out.bytes, out.length);
  line->row = cursor / width;
  arena_release(scratch, mark);
}

// Keys.

static int read_byte(void) {
  unsigned char byte;
  for (;;) {
    ssize_t size = read(STDIN_FILENO, &byte, 1);
    if (size == 1) return byte;
    if (size == 0) return KEY_INPUT_END;
    if (errno != EINTR) return KEY_INPUT_END;
    run_traps();
  }
}

// Behind an escape: what the arrows and their like send.
static int read_sequence(void) {
  int c = read_byte();
  if (c == 'b') return KEY_WORD_LEFT;
  if (c == 'f') return KEY_WORD_RIGHT;
  if (c != '[' && c != 'O') return KEY_NONE;
  int number = 0, modifier = 0;
  for (c = read_byte(); isdigit(c) || c == ';'; c = read_byte()) {
    if (c == ';') modifier = 1, number = 0;
    else number = 10 * number + c - '0';
  }
  switch (c) {
    case 'A': return KEY_UP;
    case 'B': return KEY_DOWN;
    case 'C': return modifier ? KEY_WORD_RIGHT : KEY_RIGHT;
    case 'D': return modifier ? KEY_WORD_LEFT : KEY_LEFT;
    case 'H': return KEY_HOME;
    case 'F': return KEY_END;
    case '~': return number == 3 ? KEY_DELETE : number == 1 || number == 7 ? KEY_HOME : number == 4 ||
      number == 8 ? KEY_END : KEY_NONE;
    default: return KEY_NONE;
  }
}

// Changes.

static void insert(struct line *line, const char *text, size_t length) {
  if (line->length + length > LONGEST) return;
  memmove(line->text + line->cursor + length, line->text + line->cursor, line->length - line->cursor);
  memcpy(line->text + line->cursor, text, length);
  line->length += length;
  line->cursor += length;
}

static void erase(struct line *line, size_t from, size_t to) {
  memmove(line->text + from, line->text + to, line->length - to);
  line->length -= to - from;
  line->cursor = from;
}

// Keeps what goes, for Ctrl-Y.
static void cut(struct line *line, size_t from, size_t to) {
  if (from == to) return;
  memcpy(line->cut, line->text + from, to - from);
  line->cut[to - from] = 0;
  erase(line, from, to);
}

static bool is_inside_character(const struct line *line, size_t place) {
  return place < line->length && ((unsigned char)line->text[place] & 0xc0) == 0x80;
}

static size_t left_of(const struct line *line, size_t place) {
  if (place > 0) place--;
  while (place > 0 && is_inside_character(line, place)) place--;
  return place;
}

static size_t right_of(const struct line *line, size_t place) {
  if (place < line->length) place++;
  while (is_inside_character(line, place)) place++;
  return place;
}

static size_t word_left(const struct line *line) {
  size_t place = line->cursor;
  while (place > 0 && line->text[place - 1] == ' ') place--;
  while (place > 0 && line->text[place - 1] != ' ') place--;
  return place;
}

static size_t word_right(const struct line *line) {
  size_t place = line->cursor;
  while (place < line->length && line->text[place] == ' ') place++;
  while (place < line->length && line->text[place] != ' ') place++;
  return place;
}

static void replace_text(struct line *line, const char *text) {
  line->length = strlen(text) < LONGEST ? strlen(text) : LONGEST;
  memcpy(line->text, text, line->length);
  line->cursor = line->length;
}

// Up and down in the history; below its last line is what was being typed.
static void go_in_history(struct line *line, int step) {
  int place = line->place + step;
  if (place < 0 || place > history_count()) return;
  if (line->place == history_count()) {
    line->text[line->length] = 0;
    free(line->own);
    line->own = copy_string(line->text);
  }
  line->place = place;
  replace_text(line, place == history_count() ? line->own : history_line(place));
}

// Ctrl-R: the newest line that has the text which is being typed now.
static void search_history(struct line *line) {
  char wanted[80] = "";
  size_t length = 0;
  int place = history_count();
  const char *outer_prompt = line->prompt;
  char prompt[120];
  for (;;) {
    snprintf(prompt, sizeof prompt, "(search)`%s': ", wanted);
    line->prompt = prompt;
    draw(line);
    int key = read_byte();
    if (key == 18) place--;
    else if ((key == 127 || key == 8) && length > 0) wanted[--length] = 0, place = history_count();
    else if (key >= 32 && key < 127 && length + 1 < sizeof wanted)
      wanted[length++] = (char)key, wanted[length] = 0;
    else break;
    if (place >= history_count()) place = history_count() - 1;
    int found = place;
    while (found >= 0 && strstr(history_line(found), wanted) == 0) found--;
    if (found < 0) continue;
    place = line->place = found;
    replace_text(line, history_line(found));
  }
  line->prompt = outer_prompt;
}

// Completion: what all candidates have in common; at the second Tab, the candidates.

static size_t common_length(char **list, int count) {
  size_t length = strlen(list[0]);
  for (int i = 1; i < count; i++) {
    size_t same = 0;
    while (same < length && list[i][same] == list[0][same]) same++;
    length = same;
  }
  return length;
}

static void show_candidates(struct line *line, char **list, int count) {
  size_t width = columns(), widest = 0;
  for (int i = 0; i < count; i++)
    if (strlen(list[i]) + 2 > widest) widest = strlen(list[i]) + 2;
  size_t per_row = width / widest == 0 ? 1 : width / widest;
  put("\r\n", 2);
  for (int i = 0; i < count; i++) {
    dprintf(STDERR_FILENO, "%-*s", (int)widest, list[i]);
    if ((size_t)(i + 1) % per_row == 0 || i + 1 == count) put("\r\n", 2);
  }
  line->row = 0;
}

static void complete_word(struct line *line, bool is_second) {
  struct arena_mark mark = arena_mark(scratch);
  size_t start;
  int count;
  line->text[line->length] = 0;
  char **list = complete(line->text, line->cursor, &start, &count);
  if (count > 0) {
    size_t typed = line->cursor - start, common = common_length(list, count);
    if (common > typed) insert(line, list[0] + typed, common - typed);
    if (count == 1 && list[0][strlen(list[0]) - 1] != '/') insert(line, " ", 1);
    if (count > 1 && common <= typed && is_second) show_candidates(line, list, count);
  }
  free_list(list, count);
  arena_release(scratch, mark);
}

// Does what a key says. Returns 1 at the line's end, -1 at the input's, -2 if the command is abandoned, else
// 0.
static int obey(struct line *line, int key, int last_key) {
  char c = (char)key;
  switch (key) {
    case '\r': case '\n': return 1;
    case KEY_INPUT_END: return -1;
    case 4:  // Ctrl-D
      if (line->length == 0) return -1;  // else as Delete
    case KEY_DELETE: erase(line, line->cursor, right_of(line, line->cursor)); break;
    case 3:  // Ctrl-C
      line->cursor = line->length;
      draw(line);
      put("^C", 2);
      return -2;
    case 127: case 8: erase(line, left_of(line, line->cursor), line->cursor); break;
    case 1: case KEY_HOME: line->cursor = 0; break;
    case 5: case KEY_END: line->cursor = line->length; break;
    case 2: case KEY_LEFT: line->cursor = left_of(line, line->cursor); break;
    case 6: case KEY_RIGHT: line->cursor = right_of(line, line->cursor); break;
    case KEY_WORD_LEFT: line->cursor = word_left(line); break;
    case KEY_WORD_RIGHT: line->cursor = word_right(line); break;
    case 16: case KEY_UP: go_in_history(line, -1); break;
    case 14: case KEY_DOWN: go_in_history(line, 1); break;
    case 11: cut(line, line->cursor, line->length); break;           // Ctrl-K
    case 21: cut(line, 0, line->cursor); break;                      // Ctrl-U
    case 23: cut(line, word_left(line), line->cursor); break;        // Ctrl-W
    case 25: insert(line, line->cut, strlen(line->cut)); break;      // Ctrl-Y
    case 12: put("\033[H\033[2J", 7), line->row = 0; break;          // Ctrl-L
    case 18: search_history(line); break;                            // Ctrl-R
    case '\t': complete_word(line, last_key == '\t'); break;
    default:
      if (key >= 32 && key < 256) insert(line, &c, 1);
  }
  return 0;
}

static char *finish(struct line *line, int result) {
  if (line->cursor != line->length) {
    line->cursor = line->length;
    draw(line);
  }
  put("\r\n", 2);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &saved_settings);
  free(line->own);
  line->own = 0;
  if (result == -2) abandon();
  if (result < 0) return 0;
  line->text[line->length++] = '\n';
  line->text[line->length] = 0;
  history_add(line->text);
  return copy_string(line->text);
}

// Where the terminal cannot be raw, the line comes as it is.
static char *read_plain_line(const char *prompt) {
  char *text = 0;
  size_t length = 0;
  put(prompt, strlen(prompt));
  for (int key; (key = read_byte()) != KEY_INPUT_END;) {
    text = realloc(text, length + 2);
    if (text == 0) abort();
    text[length++] = (char)key;
    text[length] = 0;
    if (key == '\n') break;
  }
  return text;
}

// A character at the end of the line, and not of the row, need only be written. False if more must be drawn.
static bool append_key(struct line *line, int key) {
  char c = (char)key;
  size_t end = prompt_width(line->prompt) + text_width(line->text, line->length) + 1;
  if (key < 32 || key >= 127 || line->cursor != line->length || line->length == LONGEST) return false;
  if (end % columns() == 0) return false;
  insert(line, &c, 1);
  put(&c, 1);
  return true;
}

char *edit_line(const char *prompt) {
  static struct line line;
  fflush(stdout);
  if (!make_raw()) return read_plain_line(prompt);
  line.prompt = prompt;
  line.length = line.cursor = line.row = 0;
  line.place = history_count();
  draw(&line);
  for (int result = 0, last_key = 0;;) {
    int key = read_byte();
    if (key == 27) key = read_sequence();
    if (append_key(&line, key)) {
      last_key = key;
      continue;
    }
    result = obey(&line, key, last_key);
    last_key = key;
    if (result != 0) return finish(&line, result);
    draw(&line);
  }
}
