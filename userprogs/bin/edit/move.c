// The cursor.
#include "edit.h"

size_t goal;

void move_to(struct place place) {
  cursor = place;
  goal = column_of(&lines[cursor.line], cursor.at);
}

static struct place left_of(struct place place) {
  if (place.at > 0) return (struct place){place.line, character_before(&lines[place.line], place.at)};
  if (place.line == 0) return place;
  return (struct place){place.line - 1, lines[place.line - 1].length};
}

static struct place right_of(struct place place) {
  const struct line *line = &lines[place.line];
  if (place.at < line->length)
    return (struct place){place.line, place.at + next_character(line->bytes, line->length, place.at)};
  if (place.line + 1 == line_count) return place;
  return (struct place){place.line + 1, 0};
}

static bool is_in_word(struct place place) {
  return place.at < lines[place.line].length && is_word(&lines[place.line], place.at);
}

static struct place word_right(struct place place) {
  struct place last = {line_count - 1, lines[line_count - 1].length};
  while (!is_same(place, last) && !is_in_word(place)) place = right_of(place);
  while (!is_same(place, last) && is_in_word(place)) place = right_of(place);
  return place;
}

static struct place word_left(struct place place) {
  struct place first = {0, 0};
  while (!is_same(place, first) && !is_in_word(left_of(place))) place = left_of(place);
  while (!is_same(place, first) && is_in_word(left_of(place))) place = left_of(place);
  return place;
}

// Up or down by so many lines, in the column that was last aimed at.
static void move_lines(long count) {
  long line = (long)cursor.line + count;
  if (line < 0) line = 0;
  if (line >= (long)line_count) line = (long)line_count - 1;
  cursor.line = (size_t)line;
  cursor.at = at_column(&lines[cursor.line], goal);
}

void move(int key) {
  switch (key) {
  case KEY_UP: move_lines(-1); break;
  case KEY_DOWN: move_lines(1); break;
  case KEY_PAGE_UP: move_lines(-text_rows()); break;
  case KEY_PAGE_DOWN: move_lines(text_rows()); break;
  case KEY_LEFT: move_to(left_of(cursor)); break;
  case KEY_RIGHT: move_to(right_of(cursor)); break;
  case KEY_HOME: move_to((struct place){cursor.line, 0}); break;
  case KEY_END: move_to((struct place){cursor.line, lines[cursor.line].length}); break;
  case KEY_WORD_LEFT: move_to(word_left(cursor)); break;
  case KEY_WORD_RIGHT: move_to(word_right(cursor)); break;
  case KEY_TOP: move_to((struct place){0, 0}); break;
  case KEY_BOTTOM: move_to((struct place){line_count - 1, lines[line_count - 1].length}); break;
  default: break;
  }
}
