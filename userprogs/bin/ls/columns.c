// Columns and rows of names.
#include "ls.h"

static size_t shown_width(const struct entry *entry, const struct widths *widths) {
  size_t width = name_width(entry);
  if (shows_inode) width += (size_t)widths->inode + 1;
  if (shows_blocks) width += (size_t)widths->blocks + 1;
  return width;
}

// Whether the names fit into so many columns; fills in how wide each is.
static bool fits(
  const struct list *list, const struct widths *widths, size_t columns, size_t *column_widths) {
  size_t rows = (list->count + columns - 1) / columns, total = 0;
  memset(column_widths, 0, columns * sizeof *column_widths);
  for (size_t i = 0; i < list->count; i++) {
    size_t width = shown_width(&list->entries[i], widths) + 2;
    size_t column = form == FORM_ROWS ? i % columns : i / rows;
    if (width > column_widths[column]) column_widths[column] = width;
  }
  for (size_t column = 0; column < columns; column++) total += column_widths[column];
  return total < line_width + 2 || columns == 1;
}

// Goes on to a column of the terminal, with tabs where they help, as elsewhere.
static void indent(size_t from, size_t to) {
  while (from < to)
    if (to / 8 > (from + 1) / 8) {
      putchar('\t');
      from += 8 - from % 8;
    } else {
      putchar(' ');
      from++;
    }
}

// In columns, ordered downwards, or with FORM_ROWS to the right.
void write_columns(const struct list *list, const struct widths *widths) {
  size_t columns = line_width / 3 < list->count ? line_width / 3 : list->count;
  if (columns == 0) columns = 1;
  size_t *column_widths = take_memory(0, columns * sizeof *column_widths);
  while (!fits(list, widths, columns, column_widths)) columns--;
  size_t rows = (list->count + columns - 1) / columns;
  size_t down = form == FORM_ROWS ? columns : 1, right = form == FORM_ROWS ? 1 : rows;
  for (size_t row = 0; row < rows; row++) {
    size_t place = 0;
    for (size_t column = 0, i = row * down; column < columns && i < list->count; column++, i += right) {
      write_prefix(&list->entries[i], widths);
      write_name(&list->entries[i], true);
      if (column + 1 == columns || i + right >= list->count) break;
      indent(place + shown_width(&list->entries[i], widths), place + column_widths[column]);
      place += column_widths[column];
    }
    putchar('\n');
  }
  free(column_widths);
}

void write_commas(const struct list *list, const struct widths *widths) {
  size_t place = 0;
  for (size_t i = 0; i < list->count; i++) {
    size_t width = shown_width(&list->entries[i], widths);
    if (i > 0) {
      bool fits_here = place + 2 + width + 1 < line_width + (i + 1 == list->count);
      fputs(fits_here ? ", " : ",\n", stdout);
      place = fits_here ? place + 2 : 0;
    }
    write_prefix(&list->entries[i], widths);
    write_name(&list->entries[i], true);
    place += width;
  }
  putchar('\n');
}
