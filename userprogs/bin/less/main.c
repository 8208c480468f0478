// less: what the keys do.
#include "less.h"

#include <unistd.h>

const char help[] =
  "Usage: less [OPTION]... [+G|+LINE|+/TEXT] [FILE]...\n"
  "Show the FILEs, or standard input, a screen at a time, forwards and backwards. Where there is no\n"
  "terminal, copy them.\n"
  "\n"
  "  -N, --line-numbers        with line numbers\n"
  "  -S, --chop-long-lines     cut long lines off at the edge\n"
  "  -i, --ignore-case         small letters of what is looked for match capitals, too\n"
  "  -F, --quit-if-one-screen  end at once where everything fits on the screen\n"
  "  -X, --no-init             leave the text on the screen at the end\n"
  "  -R, --RAW-CONTROL-CHARS   colours in the text are colours\n"
  "  +G, +LINE, +/TEXT         begin at the end, at a line, at the first TEXT\n"
  "      --help                show this help\n"
  "\n"
  "Keys: space and b are the next screen and the one before, arrows a row, g and G the beginning and the\n"
  "      end, / looks for a text, n for the next one, q ends; h shows all of them.\n"
  "\n"
  "Example: ps aux | less\n";

static char **files;
static int file_count, file;
static bool ignores_case, is_upwards;
static char wanted[256];
static regex_t pattern;

static bool matches(size_t line) {
  size_t length;
  const char *start = line_text(line, &length);
  char *copy = take_memory(0, length + 1);
  memcpy(copy, start, length);
  copy[length] = 0;
  bool is_match = regexec(&pattern, copy, 0, 0, 0) == 0;
  free(copy);
  return is_match;
}

// Shows the next line with what is looked for. Returns what to say.
static const char *find(bool upwards, bool from_here) {
  if (found_pattern == 0) return "No text to look for";
  size_t line = top.line;
  if (upwards) {
    while (line-- > 0)
      if (matches(line)) return show_line(line), (const char *)0;
  } else {
    for (line += from_here ? 0 : 1; has_line(line) && !was_interrupted; line++)
      if (matches(line)) return show_line(line), (const char *)0;
  }
  return "Text not found";
}

static void forget(void) {
  if (found_pattern != 0) regfree(found_pattern);
  found_pattern = 0;
}

// Small letters match capitals only if there are no capitals among them.
static const char *look_for(const char *text, bool upwards, bool from_here) {
  bool has_capital = false;
  if (*text != 0) snprintf(wanted, sizeof wanted, "%s", text);
  for (const char *p = wanted; *p != 0; p++) has_capital |= *p >= 'A' && *p <= 'Z';
  forget();
  is_upwards = upwards;
  if (*wanted == 0) return "No text to look for";
  if (regcomp(&pattern, wanted, REG_EXTENDED | (ignores_case && !has_capital ? REG_ICASE : 0)) != 0)
    return "Not a regular expression";
  found_pattern = &pattern;
  return find(upwards, from_here);
}

static const char *ask(char first) {
  char text[sizeof wanted];
  return read_text(first, text, sizeof text) ? look_for(text, first == '?', false) : 0;
}

static const char *describe(void) {
  static char text[200];
  snprintf(text, sizeof text, "%s: line %zu of %zu%s", file_name, top.line + 1, line_count(),
    text_is_whole ? "" : " so far");
  return text;
}

// Waits for more, and shows it, until Ctrl-C.
static void follow(void) {
  show_end();
  while (!was_interrupted) {
    draw_screen("Waiting for more... Ctrl-C ends that");
    if (must_stop) stop_until_continued();
    else if (read_more()) show_end();
    else usleep(250000);
  }
}

static const char *go_to_file(int step) {
  if (file + step < 0 || file + step >= file_count) return step > 0 ? "No next file" : "No file before";
  file += step;
  open_text(files[file]);
  top = (struct place){0, 0};
  return file_name;
}

static const char *toggle(int letter) {
  if (letter == 'N') shows_numbers = !shows_numbers;
  else if (letter == 'S') chops_lines = !chops_lines;
  else if (letter == 'i') ignores_case = !ignores_case;
  else return "Only -N, -S and -i change here";
  top.row = 0;
  return 0;
}

// Does what a key says; a number was typed before it, or 0. Returns what to say, null for nothing.
static const char *obey(int key, size_t number) {
  size_t page = (size_t)page_rows(), count = number == 0 ? 1 : number;
  switch (key) {
    case ' ': case 'f': case 6: case KEY_PAGE_DOWN: move_forward(count * page); break;
    case 'b': case 2: case KEY_PAGE_UP: move_back(count * page); break;
    case '\n': case '\r': case 'j': case 'e': case 14: case KEY_DOWN: move_forward(count); break;
    case 'k': case 'y': case 16: case KEY_UP: move_back(count); break;
    case 'd': case 4: move_forward(number == 0 ? page / 2 : number); break;
    case 'u': case 21: move_back(number == 0 ? page / 2 : number); break;
    case 'g': case '<': case KEY_HOME: show_line(count - 1); break;
    case 'G': case '>': case KEY_END: number == 0 ? show_end() : show_line(number - 1); break;
    case '/': case '?': return ask((char)key);
    case 'n': return find(is_upwards, false);
    case 'N': return find(!is_upwards, false);
    case '&': forget(); break;
    case 'F': follow(); break;
    case '=': return describe();
    case '-': return toggle(read_key());
    case ':': {
      int letter = read_key();
      return letter == 'n' || letter == 'p' ? go_to_file(letter == 'n' ? 1 : -1) : 0;
    }
    case 'h': draw_help(), read_key(); break;
  }
  return 0;
}

static bool is_end(int key) { return key == 'q' || key == 'Q'; }

static void show(void) {
  const char *message = 0;
  size_t number = 0;
  for (;;) {
    was_interrupted = 0;
    draw_screen(message);
    int key = read_key();
    if (must_stop) stop_until_continued();
    if (is_end(key)) return;
    if (key >= '0' && key <= '9') {
      static char text[24];
      number = (10 * number + (size_t)(key - '0')) % 1000000000;
      snprintf(text, sizeof text, ":%zu", number);
      message = text;
      continue;
    }
    was_interrupted = 0;
    message = obey(key, number);
    number = 0;
  }
}

static void copy_files(void) {
  for (int i = 0; i < file_count; i++) {
    open_text(files[i]);
    copy_text_on();
  }
}

static void begin_at(const char *where) {
  if (*where == 'G') show_end();
  else if (*where == '/') look_for(where + 1, false, true);
  else show_line(strtoul(where, 0, 10) - (*where > '0' && *where <= '9'));
}

// Keeps the names of files that can be read.
static int keep_files(char **names) {
  int status = 0;
  for (; *names != 0; names++) {
    if (strcmp(*names, "-") == 0 || access(*names, R_OK) == 0) files[file_count++] = *names;
    else complain(*names), status = FAILURE;
  }
  return status;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"line-numbers", no_argument, 0, 'N'}, {"LINE-NUMBERS", no_argument, 0, 'N'},
    {"chop-long-lines", no_argument, 0, 'S'}, {"ignore-case", no_argument, 0, 'i'},
    {"quit-if-one-screen", no_argument, 0, 'F'}, {"no-init", no_argument, 0, 'X'},
    {"RAW-CONTROL-CHARS", no_argument, 0, 'R'}, HELP_OPTION,
  };
  bool ends_early = false;
  const char *begin = 0;
  for (int option; (option = next_option(argc, argv, "NSiIFXRre", names, FAILURE)) != -1;) switch (option) {
    case 'N': shows_numbers = true; break;
    case 'S': chops_lines = true; break;
    case 'i': case 'I': ignores_case = true; break;
    case 'F': ends_early = true; break;
    case 'X': stays_on_screen = true; break;
    case 'R': case 'r': keeps_colors = true; break;
  }
  static char *standard_input[] = {"-", 0};
  char **operands = argv + optind;
  files = take_memory(0, (size_t)(argc + 1) * sizeof *files);
  if (*operands != 0 && **operands == '+') begin = *operands++ + 1;
  if (*operands == 0 && isatty(STDIN_FILENO)) fail(FAILURE, "nothing to show: name a FILE", "");
  int status = keep_files(*operands == 0 ? standard_input : operands);
  if (file_count == 0) return status;
  if (!isatty(STDOUT_FILENO)) {
    copy_files();
    return finish(status);
  }
  open_text(files[0]);
  if (ends_early && file_count == 1 && fits_on_screen()) {
    copy_text_on();
    return finish(status);
  }
  start_screen();
  if (begin != 0) begin_at(begin);
  show();
  end_screen();
  return finish(status);
}
