// The line being typed: what keys do. The terminal is raw only while the shell waits for the line.
#include "edit.h"

#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

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

// Completion: what all candidates have in common; at the second Tab, the candidates.

// As they are seen in their folder; below the line, which is drawn anew below them.
static void show_candidates(struct line *line, const struct completion *found) {
  size_t width = columns(), widest = 0;
  for (int i = 0; i < found->count; i++) {
    size_t length = strlen(found->list[i] + found->shown) + 2;
    if (length > widest) widest = length;
  }
  size_t per_row = width / widest == 0 ? 1 : width / widest;
  put("\r\n", 2);
  for (int i = 0; i < found->count; i++) {
    bool is_last = (size_t)(i + 1) % per_row == 0 || i + 1 == found->count;
    dprintf(STDERR_FILENO, "%-*s%s", is_last ? 0 : (int)widest, found->list[i] + found->shown,
      is_last ? "\r\n" : "");
  }
  line->row = line->at = 0;
}

static void complete_word(struct line *line, bool is_second) {
  struct arena_mark mark = arena_mark(scratch);
  line->text[line->length] = 0;
  struct completion found = complete(line->text, line->cursor);
  size_t common = found.count == 0 ? 0 : completion_common(&found);
  if (found.count == 1 || common > found.typed) {
    char *text = completion_text(&found, common);
    erase(line, found.start, line->cursor);
    insert(line, text, strlen(text));
  } else if (found.count > 1 && is_second) {
    line->cursor = line->length;
    draw(line);
    show_candidates(line, &found);
  }
  free_list(found.list, found.count);
  arena_release(scratch, mark);
}

// Does what a key says. Returns 1 at the line's end, -1 at the input's, -2 if the command is abandoned, else
// 0.
static int obey(struct line *line, int key, int last_key) {
  char c = (char)key;
  if (key == 4) key = line->length == 0 ? KEY_INPUT_END : KEY_DELETE;  // Ctrl-D
  switch (key) {
    case '\r': case '\n': return 1;
    case KEY_INPUT_END: return -1;
    case 3:  // Ctrl-C
      line->cursor = line->length;
      draw(line);
      put("^C", 2);
      return -2;
    case KEY_DELETE: erase(line, line->cursor, right_of(line, line->cursor)); break;
    case 127: case 8: erase(line, left_of(line, line->cursor), line->cursor); break;
    case 1: case KEY_HOME: line->cursor = 0; break;
    case 5: case KEY_END: line->cursor = line->length; break;
    case 2: case KEY_LEFT: line->cursor = left_of(line, line->cursor); break;
    case 6: case KEY_RIGHT: line->cursor = right_of(line, line->cursor); break;
    case KEY_WORD_LEFT: line->cursor = word_left(line); break;
    case KEY_WORD_RIGHT: line->cursor = word_right(line); break;
    case KEY_CUT_WORD_LEFT: cut(line, word_left(line), line->cursor); break;
    case KEY_CUT_WORD_RIGHT: cut(line, line->cursor, word_right(line)); break;
    case KEY_LAST_WORD: insert_last_word(line, last_key == KEY_LAST_WORD); break;
    case 16: case KEY_UP: go_in_history(line, -1); break;
    case 14: case KEY_DOWN: go_in_history(line, 1); break;
    case 11: cut(line, line->cursor, line->length); break;        // Ctrl-K
    case 21: cut(line, 0, line->cursor); break;                   // Ctrl-U
    case 23: cut(line, blank_left(line), line->cursor); break;    // Ctrl-W
    case 25: insert(line, line->cut, strlen(line->cut)); break;   // Ctrl-Y
    case 12: put("\033[H\033[2J", 7), line->row = 0, line->at = 0; break;  // Ctrl-L
    case 18:  // Ctrl-R
      key = search_history(line);
      draw(line);
      return obey(line, key, 0);
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

char *edit_line(const char *prompt) {
  static struct line line;
  fflush(stdout);
  if (!make_raw()) return read_plain_line(prompt);
  line.prompt = prompt;
  line.length = line.cursor = line.row = line.width = line.at = 0;
  line.place = history_count();
  draw(&line);
  for (int result = 0, last_key = 0;;) {
    int key = read_key();
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
