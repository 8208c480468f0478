// The line being typed, and those that were typed before.
#include "edit.h"

#include <stdlib.h>
#include <string.h>

static void keep_own(struct line *line) {
  line->text[line->length] = 0;
  free(line->own);
  line->own = copy_string(line->text);
}

// Up and down in the history; below its last line is what was being typed.
void go_in_history(struct line *line, int step) {
  int place = line->place + step;
  if (place < 0 || place > history_count()) return;
  if (line->place == history_count()) keep_own(line);
  line->place = place;
  replace_text(line, place == history_count() ? line->own : history_line(place));
}

// Ctrl-R: the newest line that has the text which is being typed now; again, the one before. Any other key
// ends the search and does what it does; Ctrl-G and Ctrl-C bring the line back that was there before.
int search_history(struct line *line) {
  enum { CTRL_C = 3, CTRL_G = 7, CTRL_R = 18 };
  const char *outer_prompt = line->prompt;
  char wanted[80] = "", prompt[120];
  size_t length = 0;
  int place = history_count(), key = CTRL_R;
  bool has_found = true;
  line->text[line->length] = 0;
  char *before = copy_string(line->text);
  for (;;) {
    snprintf(prompt, sizeof prompt, "(%ssearch)`%s': ", has_found ? "" : "failed ", wanted);
    line->prompt = prompt;
    draw(line);
    key = read_key();
    if (key == CTRL_R) place--;
    else if ((key == 127 || key == 8) && length > 0) wanted[--length] = 0, place = history_count();
    else if (key >= 32 && key < 127 && length + 1 < sizeof wanted)
      wanted[length++] = (char)key, wanted[length] = 0;
    else break;
    if (place >= history_count()) place = history_count() - 1;
    int found = place;
    while (found >= 0 && strstr(history_line(found), wanted) == 0) found--;
    has_found = found >= 0;
    if (!has_found) continue;
    if (line->place == history_count()) keep_own(line);
    place = line->place = found;
    replace_text(line, history_line(found));
  }
  if (key == CTRL_G || key == CTRL_C) {
    replace_text(line, before);
    line->place = history_count();
  }
  free(before);
  line->prompt = outer_prompt;
  return key == CTRL_G ? KEY_NONE : key;
}

// Alt-. puts in the last word of the line before; again, that of the one before that in its place.
void insert_last_word(struct line *line, bool again) {
  int place = again ? line->word_place - 1 : history_count() - 1;
  if (place < 0) return;
  const char *text = history_line(place);
  size_t end = strlen(text);
  while (end > 0 && text[end - 1] == ' ') end--;
  size_t start = word_start(text, end, " \t");
  if (again) erase(line, line->word_start, line->cursor);
  line->word_place = place;
  line->word_start = line->cursor;
  insert(line, text + start, end - start);
}
