// Cut, copy and paste, of whole lines. Lines that are cut one after the other are pasted together.
#include "edit.h"

#include <stdlib.h>
#include <string.h>

static char *clip;
static size_t clip_length;
static bool is_cutting;

void end_cutting(void) { is_cutting = false; }

// Adds the cursor's line, with a newline, to what is pasted next.
static void take_line(bool is_added) {
  const struct line *line = &lines[cursor.line];
  size_t start = is_added ? clip_length : 0;
  clip = take_memory(clip, start + line->length + 1);
  if (line->length > 0) memcpy(clip + start, line->bytes, line->length);
  clip[start + line->length] = '\n';
  clip_length = start + line->length + 1;
}

void cut_line(void) {
  bool is_last = cursor.line + 1 == line_count;
  take_line(is_cutting);
  struct place from = {cursor.line, 0}, to = {cursor.line + 1, 0};
  if (is_last) to = (struct place){cursor.line, lines[cursor.line].length};
  change_delete(from, to);
  move_to(from);
  is_cutting = true;
}

void copy_line(void) {
  take_line(false);
  if (cursor.line + 1 < line_count) move_to((struct place){cursor.line + 1, 0});
  say("copied");
}

void paste(void) {
  if (clip_length == 0) {
    say("nothing was cut or copied");
    return;
  }
  move_to(change_insert((struct place){cursor.line, 0}, clip, clip_length, false));
}
