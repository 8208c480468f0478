// The lines of a file, and the parts of the screen's width that long ones have.

#include "less.h"

char **lines;
size_t *lengths, line_count;
static size_t line_room;
static FILE *input;             // null when all is read

static bool read_line(void) {
  char *text = 0;
  size_t room = 0;
  ssize_t size = input == 0 ? -1 : getline(&text, &room, input);
  if (size < 0) {
    free(text);
    if (input != 0 && input != stdin) fclose(input);
    return input = 0, false;
  }
  if (text[size - 1] == '\n') size--;
  if (line_count == line_room) {
    line_room = 2 * line_room + 256;
    lines = take_memory(lines, line_room * sizeof *lines);
    lengths = take_memory(lengths, line_room * sizeof *lengths);
  }
  lines[line_count] = text;
  lengths[line_count++] = (size_t)size;
  return true;
}

// Whether there is such a line; only as much is read as is asked for.
bool has_line(size_t line) {
  while (line >= line_count)
    if (!read_line()) return false;
  return true;
}

bool open_file(void) {
  for (size_t i = 0; i < line_count; i++) free(lines[i]);
  line_count = 0;
  view.top = (struct place){0, 0};
  if (input != 0 && input != stdin) fclose(input);
  input = open_input(*view.name);
  if (input == 0) snprintf(view.message, sizeof view.message, "%s: %s", *view.name, strerror(errno));
  return input != 0;
}

size_t number_width(void) { return view.numbers_lines ? 8 : 0; }

// How many columns of the screen a byte takes behind so many. Bytes that go on with a character of UTF-8 take none.
static size_t width_of(unsigned char byte, size_t column) {
  if (byte == '\t') return 8 - column % 8;
  if (byte < ' ' || byte == 127) return 2;
  return (byte & 0xc0) != 0x80;
}

// Writes the bytes of one of a line's parts; returns how many parts the line has. Part -1 writes nothing.
size_t put_part(size_t line, long part) {
  size_t screen = (size_t)view.columns, column = 0, current = 0;
  size_t limit = screen > number_width() ? screen - number_width() : 1;
  for (size_t i = 0; i < lengths[line]; i++) {
    unsigned char byte = (unsigned char)lines[line][i];
    size_t width = width_of(byte, column);
    if (width > 0 && column + width > limit) {
      if (view.chops) break;
      current++;
      column = 0;
      width = width_of(byte, 0);
    }
    column += width;
    if ((long)current != part) continue;
    if (byte == '\t') printf("%*s", (int)width, "");
    else if (byte < ' ' || byte == 127) printf("\033[7m^%c\033[0m", byte ^ 64);
    else putchar(byte);
  }
  return current + 1;
}

bool go_forward(struct place *place) {
  if (place->part + 1 < put_part(place->line, -1)) return place->part++, true;
  if (!has_line(place->line + 1)) return false;
  *place = (struct place){place->line + 1, 0};
  return true;
}

bool go_back(struct place *place) {
  if (place->part > 0) return place->part--, true;
  if (place->line == 0) return false;
  place->line--;
  place->part = put_part(place->line, -1) - 1;
  return true;
}

void read_all(void) {
  while (read_line()) continue;
}

// The place from which the text's end fills the screen.
struct place last_top(void) {
  read_all();
  if (line_count == 0) return (struct place){0, 0};
  struct place place = {line_count - 1, 0};
  place.part = put_part(place.line, -1) - 1;
  for (int i = 0; i < view.rows - 2; i++) go_back(&place);
  return place;
}
