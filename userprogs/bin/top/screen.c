// The screen, line by line.
#include "top.h"

#include <stdarg.h>
#include <sys/ioctl.h>

int columns, rows;
static int column, row;

void begin_screen(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0) size.ws_row = 24, size.ws_col = 80;
  columns = size.ws_col;
  rows = size.ws_row;
  const char *width = getenv("COLUMNS");
  if (is_batch) columns = width != 0 && atoi(width) > 0 ? atoi(width) : 512, rows = 1 << 30;
  column = row = 0;
  if (!is_batch) fputs("\033[H", stdout);
}

int lines_left(void) { return rows - row; }

// What fits into the rest of the line.
void put(const char *format, ...) {
  char text[1024];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length > (int)sizeof text - 1) length = sizeof text - 1;
  if (length > columns - column) length = columns - column;
  if (row >= rows || length <= 0) return;
  fwrite(text, 1, (size_t)length, stdout);
  column += length;
}

void put_color(const char *code) {
  if (!is_batch && row < rows) printf("\033[%sm", code);
}

// The last line must not make the screen scroll.
void end_line(void) {
  if (row >= rows) return;
  if (is_batch) putchar('\n');
  else {
    if (column < columns) fputs("\033[K", stdout);
    if (row + 1 < rows) fputs("\r\n", stdout);
  }
  row++;
  column = 0;
}

void end_screen(void) {
  if (!is_batch && row < rows) fputs("\033[J", stdout);
  fflush(stdout);
}
