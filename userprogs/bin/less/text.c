// The text: its bytes and where its lines begin.
#include "less.h"

#include <fcntl.h>
#include <unistd.h>

static int input = -1;
static char *text;
static size_t size, room;
static size_t *starts;  // of all lines whose beginning was read
static size_t count, starts_room;
bool text_is_whole;
const char *file_name;

static void add_start(size_t start) {
  if (count == starts_room) {
    starts_room = 2 * starts_room + 1024;
    starts = take_memory(starts, starts_room * sizeof *starts);
  }
  starts[count++] = start;
}

void open_text(const char *name) {
  file_name = strcmp(name, "-") == 0 ? "standard input" : name;
  input = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY);
  size = count = 0;
  text_is_whole = input < 0;
}

// Reads a piece. False at the end, or if a signal came first.
static bool read_piece(void) {
  enum { PIECE = 65536 };
  if (room - size < PIECE) {
    room = 2 * room + PIECE;
    text = take_memory(text, room);
  }
  ssize_t got = input < 0 ? 0 : read(input, text + size, PIECE);
  if (got < 0 && errno == EINTR) return false;
  if (got <= 0) {
    text_is_whole = true;
    return false;
  }
  for (ssize_t i = 0; i < got; i++)
    if (size + (size_t)i == 0 || text[size + (size_t)i - 1] == '\n') add_start(size + (size_t)i);
  size += (size_t)got;
  return true;
}

bool read_more(void) {
  size_t before = size;
  text_is_whole = false;
  while (read_piece()) continue;
  return size > before;
}

void copy_text_on(void) {
  read_to_end();
  fwrite(text, 1, size, stdout);
}

size_t line_count(void) { return count; }

// A line is there when its end is.
bool has_line(size_t line) {
  while (line + 1 >= count && !text_is_whole && !was_interrupted)
    if (!read_piece() && (must_stop || was_resized)) break;
  return line < count;
}

void read_to_end(void) {
  while (!text_is_whole && !was_interrupted) read_piece();
}

const char *line_text(size_t line, size_t *length) {
  size_t end = line + 1 < count ? starts[line + 1] : size;
  if (end > starts[line] && text[end - 1] == '\n') end--;
  *length = end - starts[line];
  return text + starts[line];
}
