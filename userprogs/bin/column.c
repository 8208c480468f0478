// column: words in columns.
#define TOOL "column"
#include "tool.h"

#include <sys/ioctl.h>
#include <unistd.h>

const char help[] =
  "Usage: column [OPTION]... [FILE]...\n"
  "Write the lines of the FILEs, or of standard input, in as many columns as the terminal has room for; with -t, what\n"
  "their fields line up to.\n"
  "\n"
  "  -t, --table            a table: each field in a column as wide as its widest\n"
  "  -s, --separator=CHARS  fields end at any of these (blanks); an empty one is a field, too\n"
  "  -o, --output-separator=TEXT   what stands between columns (two blanks)\n"
  "  -R, --table-right=LIST the columns of these numbers are set to the right\n"
  "  -N, --table-columns=NAMES     a first line with these names, commas between them\n"
  "  -x, --fillrows         fill rows before columns (without -t)\n"
  "  -c, --output-width=COUNT      the lines may be so long\n"
  "      --help             show this help\n"
  "\n"
  "Example: column -t -s: /etc/passwd\n";

struct row {
  char **fields;
  size_t count;
};

static struct row *rows;
static size_t row_count, row_room;
static const char *separators, *between = "  ";
static const char *right_columns;
static bool is_table;

static void add_row(struct row row) {
  if (row_count == row_room) rows = take_memory(rows, (row_room = 2 * row_room + 64) * sizeof *rows);
  rows[row_count++] = row;
}

static void add_field(struct row *row, char *text) {
  row->fields = take_memory(row->fields, (row->count + 1) * sizeof *row->fields);
  row->fields[row->count++] = text;
}

static void add_names(char *names) {
  struct row row = {0};
  for (char *name; (name = strsep(&names, ",")) != 0;) add_field(&row, name);
  add_row(row);
}

static void split(struct row *row, char *line) {
  if (separators != 0) {
    for (char *field; (field = strsep(&line, separators)) != 0;) add_field(row, field);
    return;
  }
  for (char *word = strtok(line, " \t"); word != 0; word = strtok(0, " \t")) add_field(row, word);
}

// Lines with nothing in them are left out.
static bool read_file(const char *name) {
  FILE *file = open_input(name);
  if (file == 0) return false;
  char *line = 0;
  size_t room = 0;
  for (ssize_t size; (size = getline(&line, &room, file)) > 0;) {
    if (line[size - 1] == '\n') line[size - 1] = 0;
    if (line[strspn(line, " \t")] == 0) continue;
    struct row row = {0};
    char *copy = copy_text(line);
    if (is_table) split(&row, copy);
    else add_field(&row, copy);
    add_row(row);
  }
  free(line);
  close_input(file);
  return true;
}

// Characters, not bytes, count: those that go on with a character of UTF-8 take no place.
static size_t width_of(const char *text) {
  size_t width = 0;
  for (; *text != 0; text++) width += ((unsigned char)*text & 0xc0) != 0x80;
  return width;
}

static void put_blanks(size_t count) {
  for (; count > 0; count--) putchar(' ');
}

static bool is_right(size_t column) {
  for (const char *p = right_columns; p != 0 && *p != 0; p += strcspn(p, ","), p += *p != 0)
    if (strtoul(p, 0, 10) == column + 1) return true;
  return false;
}

static void write_table(void) {
  size_t columns = 0;
  for (size_t i = 0; i < row_count; i++)
    if (rows[i].count > columns) columns = rows[i].count;
  size_t *widths = take_memory(0, columns * sizeof *widths);
  memset(widths, 0, columns * sizeof *widths);
  for (size_t i = 0; i < row_count; i++)
    for (size_t j = 0; j < rows[i].count; j++) {
      size_t width = width_of(rows[i].fields[j]);
      if (width > widths[j]) widths[j] = width;
    }
  for (size_t i = 0; i < row_count; i++) {
    for (size_t j = 0; j < columns; j++) {
      const char *text = j < rows[i].count ? rows[i].fields[j] : "";
      size_t blanks = widths[j] - width_of(text);
      bool on_right = is_right(j), is_last = j == columns - 1;
      if (on_right && !(is_last && j >= rows[i].count)) put_blanks(blanks);
      fputs(text, stdout);
      if (!on_right && !is_last) put_blanks(blanks);
      if (!is_last) fputs(between, stdout);
    }
    putchar('\n');
  }
  free(widths);
}

// Columns begin at multiples of eight, so that tabs lead from one to the next.
static void write_columns(size_t width, bool fills_rows) {
  size_t widest = 0;
  for (size_t i = 0; i < row_count; i++) {
    size_t length = width_of(rows[i].fields[0]);
    if (length > widest) widest = length;
  }
  size_t column = (widest + 8) & ~(size_t)7, columns = width / column;
  if (columns == 0) columns = 1;
  size_t lines = (row_count + columns - 1) / columns;
  for (size_t line = 0; line < lines; line++) {
    size_t place = 0;
    for (size_t i = 0; i < columns; i++) {
      size_t index = fills_rows ? line * columns + i : i * lines + line;
      if (index >= row_count) break;
      for (; place < i * column; place = (place + 8) & ~(size_t)7) putchar('\t');
      fputs(rows[index].fields[0], stdout);
      place += width_of(rows[index].fields[0]);
    }
    putchar('\n');
  }
}

static size_t screen_width(void) {
  struct winsize size;
  const char *wish = getenv("COLUMNS");
  if (wish != 0 && atoi(wish) > 0) return (size_t)atoi(wish);
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"table", no_argument, 0, 't'}, {"separator", required_argument, 0, 's'},
    {"output-separator", required_argument, 0, 'o'}, {"table-right", required_argument, 0, 'R'},
    {"table-columns", required_argument, 0, 'N'}, {"fillrows", no_argument, 0, 'x'},
    {"output-width", required_argument, 0, 'c'}, HELP_OPTION,
  };
  bool fills_rows = false, done = true;
  char *titles = 0;
  size_t width = screen_width();
  for (int option; (option = next_option(argc, argv, "ts:o:R:N:xc:", names, FAILURE)) != -1;) switch (option) {
    case 't': is_table = true; break;
    case 's': separators = optarg; break;
    case 'o': between = optarg; break;
    case 'R': right_columns = optarg; break;
    case 'N': titles = optarg; break;
    case 'x': fills_rows = true; break;
    case 'c': width = (size_t)read_size(optarg, "width"); break;
  }
  if (titles != 0 && is_table) add_names(titles);
  if (optind == argc) done = read_file("-");
  for (; optind < argc; optind++) done &= read_file(argv[optind]);
  if (row_count > 0 && is_table) write_table();
  else if (row_count > 0) write_columns(width, fills_rows);
  return finish(done ? 0 : FAILURE);
}
