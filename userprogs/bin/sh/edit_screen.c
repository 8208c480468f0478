// The line being typed, on the screen.
#include "edit.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

void put(const char *text, size_t length) {
  while (length > 0) {
    ssize_t written = write(STDERR_FILENO, text, length);
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text += written, length -= (size_t)written;
  }
}

size_t columns(void) {
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

// Draws the line anew: up to where it began, all of it, and back to the cursor. A terminal that got another
// width has broken the line elsewhere.
void draw(struct line *line) {
  struct arena_mark mark = arena_mark(scratch);
  struct text out = {.arena = scratch};
  size_t width = columns(), before = prompt_width(line->prompt);
  size_t end = before + text_width(line->text, line->length);
  size_t cursor = before + text_width(line->text, line->cursor);
  if (line->width != 0 && line->width != width) line->row = line->at / width;
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
  line->width = width;
  line->at = cursor;
  arena_release(scratch, mark);
}

// A character at the end of the line, and not of the row, need only be written. False if more must be drawn.
bool append_key(struct line *line, int key) {
  char c = (char)key;
  if (key < 32 || key >= 127 || line->cursor != line->length || line->length == LONGEST) return false;
  if ((line->at + 1) % columns() == 0 || line->width != columns()) return false;
  insert(line, &c, 1);
  put(&c, 1);
  line->at++;
  return true;
}
