// The screen: which rows are on it, and the keyboard below it.
#include "less.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

struct place top;
bool shows_numbers, chops_lines, keeps_colors, stays_on_screen;
regex_t *found_pattern;
volatile sig_atomic_t was_interrupted, was_resized, must_stop;
static struct termios usual;
static int keyboard = -1, rows = 24, columns = 80;
static bool is_started;

// The terminal.

static void note(int signal) {
  if (signal == SIGINT) was_interrupted = 1;
  if (signal == SIGWINCH) was_resized = 1;
  if (signal == SIGTSTP) must_stop = 1;
}

static void leave(int signal) {
  end_screen();
  _exit(128 + signal);
}

static void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigaction(signal, &action, 0);
}

static void measure(void) {
  struct winsize window;
  was_resized = 0;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) < 0) return;
  if (window.ws_row > 1) rows = window.ws_row;
  if (window.ws_col > 0) columns = window.ws_col;
}

void start_screen(void) {
  if (keyboard < 0) keyboard = open("/dev/tty", O_RDONLY | O_CLOEXEC);
  if (keyboard < 0 || tcgetattr(keyboard, &usual) < 0) fail(FAILURE, "no terminal to read keys from", "");
  handle(SIGINT, note);
  handle(SIGWINCH, note);
  handle(SIGTSTP, note);
  handle(SIGTERM, leave);
  handle(SIGHUP, leave);
  struct termios raw = usual;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(keyboard, TCSADRAIN, &raw);
  if (!stays_on_screen) fputs("\033[?1049h", stdout);
  is_started = true;
  measure();
  setvbuf(stdout, 0, _IOFBF, 1 << 14);  // a screen at a time
}

void end_screen(void) {
  if (!is_started) return;
  fputs("\r\033[K", stdout);
  if (!stays_on_screen) fputs("\033[?1049l", stdout);
  fflush(stdout);
  tcsetattr(keyboard, TCSADRAIN, &usual);
  is_started = false;
}

void stop_until_continued(void) {
  must_stop = 0;
  end_screen();
  handle(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  start_screen();
}

int page_rows(void) { return rows - 1; }

// Rows.

static int width_of_numbers(void) { return shows_numbers ? 8 : 0; }

static int text_columns(void) {
  int width = columns - width_of_numbers();
  return width > 0 ? width : 1;
}

// How a character is shown, and over how many columns; moves on to the next one.
static int show_character(const char **from, const char *end, int column, char *shown) {
  unsigned char c = (unsigned char)*(*from)++;
  if (c == '\t') {
    int width = 8 - column % 8;
    snprintf(shown, 16, "%*s", width, "");
    return width;
  }
  if (c < 32 || c == 127) return snprintf(shown, 16, "^%c", c ^ 64);
  size_t length = 0;
  shown[length++] = (char)c;
  while (c >= 0xc0 && *from < end && (**from & 0xc0) == 0x80 && length < 8) shown[length++] = *(*from)++;
  shown[length] = 0;
  return 1;
}

// The next place in a line that matches the pattern, from a byte on; past the end if there is none.
static void find_match(const char *copy, size_t from, regmatch_t *match) {
  if (found_pattern != 0 && regexec(found_pattern, copy + from, 1, match, from == 0 ? 0 : REG_NOTBOL) == 0 &&
      match->rm_eo > match->rm_so) {
    match->rm_so += (regoff_t)from;
    match->rm_eo += (regoff_t)from;
  } else match->rm_so = match->rm_eo = (regoff_t)strlen(copy) + 1;
}

// Skips a sequence that only changes colours. False if there is none here.
static bool skip_color(const char **p, const char *end) {
  const char *at = *p;
  if (!keeps_colors || at + 1 >= end || at[0] != 033 || at[1] != '[') return false;
  for (at += 2; at < end && (*at == ';' || (*at >= '0' && *at <= '9')); at++) continue;
  if (at == end || *at != 'm') return false;
  *p = at + 1;
  return true;
}

// Writes one row of a line.
static void write_row(size_t line, size_t wanted) {
  size_t length, row = 0;
  const char *start = line_text(line, &length);
  char *copy = take_memory(0, length + 1), shown[16];
  memcpy(copy, start, length);
  copy[length] = 0;
  int column = 0, width = text_columns();
  regmatch_t match;
  find_match(copy, 0, &match);
  for (const char *p = copy, *end = copy + length; p < end;) {
    const char *before = p;
    if (skip_color(&p, end)) {
      fwrite(before, 1, (size_t)(p - before), stdout);
      continue;
    }
    if (p - copy >= match.rm_eo) find_match(copy, (size_t)(p - copy), &match);
    bool is_found = p - copy >= match.rm_so;
    int taken = show_character(&p, end, column, shown);
    if (column + taken > width) {
      if (chops_lines || ++row > wanted) break;
      column = 0;
    }
    column += taken;
    if (row != wanted) continue;
    if (is_found) printf("\033[7m%s\033[27m", shown);
    else fputs(shown, stdout);
  }
  free(copy);
}

static bool is_plain(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if ((unsigned char)text[i] < 32 || text[i] == 127) return false;
  return true;
}

// How many rows a line has on the screen.
static size_t rows_of(size_t line) {
  size_t length, row = 0;
  const char *p = line_text(line, &length), *end = p + length;
  int column = 0, width = text_columns();
  char shown[16];
  if (chops_lines || ((int)length <= width && is_plain(p, length))) return 1;
  while (p < end) {
    if (skip_color(&p, end)) continue;
    int taken = show_character(&p, end, column, shown);
    if (column + taken > width) row++, column = 0;
    column += taken;
  }
  return row + 1;
}

static bool step_forward(struct place *place) {
  if (!has_line(place->line)) return false;
  if (place->row + 1 < rows_of(place->line)) {
    place->row++;
    return true;
  }
  if (!has_line(place->line + 1)) return false;
  *place = (struct place){place->line + 1, 0};
  return true;
}

static bool step_back(struct place *place) {
  if (place->row > 0) place->row--;
  else if (place->line == 0) return false;
  else *place = (struct place){place->line - 1, rows_of(place->line - 1) - 1};
  return true;
}

// Whether there is nothing below the screen.
bool is_end_shown(void) {
  struct place place = top;
  for (int i = 0; i < page_rows(); i++)
    if (!step_forward(&place)) return true;
  return false;
}

bool move_forward(size_t count) {
  struct place below = top;  // the row below the screen
  for (int i = 0; i < page_rows(); i++)
    if (!step_forward(&below)) return false;
  while (count-- > 0) {
    step_forward(&top);
    if (!step_forward(&below)) break;
  }
  return true;
}

bool move_back(size_t count) {
  bool moved = false;
  while (count-- > 0 && step_back(&top)) moved = true;
  return moved;
}

void show_line(size_t line) {
  has_line(line);
  if (line >= line_count()) line = line_count() == 0 ? 0 : line_count() - 1;
  top = (struct place){line, 0};
  struct place last = top;
  int below = 0;
  while (below < page_rows() - 1 && step_forward(&last)) below++;
  move_back((size_t)(page_rows() - 1 - below));
}

void show_end(void) {
  read_to_end();
  show_line(line_count());
}

bool fits_on_screen(void) {
  measure();
  return is_end_shown() && top.line == 0 && top.row == 0;
}

void draw_screen(const char *message) {
  struct place place = top;
  bool is_there = has_line(place.line);
  if (was_resized) measure();
  fputs("\033[H", stdout);
  for (int i = 0; i < page_rows(); i++) {
    if (!is_there) putchar('~');
    else {
      if (shows_numbers && place.row == 0) printf("%7zu ", place.line + 1);
      else if (shows_numbers) fputs("        ", stdout);
      write_row(place.line, place.row);
      is_there = step_forward(&place);
    }
    fputs(keeps_colors ? "\033[m\033[K\r\n" : "\033[K\r\n", stdout);
  }
  if (message == 0) message = is_end_shown() ? "(END)" : top.line == 0 && top.row == 0 ? file_name : ":";
  if (strcmp(message, ":") == 0) fputs(":\033[K", stdout);
  else printf("\033[7m%.*s\033[27m\033[K", columns - 1, message);
  fflush(stdout);
}

void draw_help(void) {
  static const char *const lines[] = {
    "space, f, PgDn   the next screen      b, PgUp   the one before",
    "Enter, j, Down   the next row         k, Up     the one before",
    "d                half a screen down   u         half a screen up",
    "g, Home          the first line       G, End    the last one; a number before: that line",
    "/TEXT            find TEXT below, an extended regular expression; ?TEXT above",
    "n                find it again        N         in the other direction",
    "&                forget what was found, so that it is not shown inversely",
    ":n               the next file        :p        the one before",
    "-N               line numbers         -S        cut long lines off",
    "F                wait for more at the end, as tail -f, until Ctrl-C",
    "=                where this is        r         draw anew",
    "q                end",
  };
  fputs("\033[H\033[J", stdout);
  for (size_t i = 0; i < sizeof lines / sizeof *lines && (int)i < page_rows(); i++)
    printf("%.*s\r\n", columns - 1, lines[i]);
  fputs("\033[7mAny key goes back.\033[27m", stdout);
  fflush(stdout);
}

// Keys.

static int read_byte(void) {
  unsigned char byte;
  ssize_t got = read(keyboard, &byte, 1);
  if (got == 1) return byte;
  if (got < 0 && errno == EINTR) return 0;
  leave(SIGHUP);
  return 0;
}

static int read_sequence(void) {
  struct pollfd next = {.fd = keyboard, .events = POLLIN};
  int c, number = 0;
  if (poll(&next, 1, 200) <= 0) return 033;
  if ((c = read_byte()) != '[' && c != 'O') return KEY_NONE;
  while ((c = read_byte()) >= '0' && c <= ';') number = c == ';' ? number : (10 * number + c - '0') % 1000;
  switch (c) {
    case 'A': return KEY_UP;
    case 'B': return KEY_DOWN;
    case 'H': return KEY_HOME;
    case 'F': return KEY_END;
    case '~': return number == 5 ? KEY_PAGE_UP : number == 6 ? KEY_PAGE_DOWN : number == 1 || number == 7 ?
      KEY_HOME : number == 4 || number == 8 ? KEY_END : KEY_NONE;
    default: return KEY_NONE;
  }
}

int read_key(void) {
  int key = read_byte();
  return key == 033 ? read_sequence() : key;
}

bool read_text(char first, char *text, size_t room) {
  size_t length = 0;
  for (;;) {
    text[length] = 0;
    printf("\r%c%s\033[K", first, text);
    fflush(stdout);
    int key = read_key();
    if (key == '\n' || key == '\r') return true;
    if (key == 033 || was_interrupted || ((key == 127 || key == 8) && length == 0)) return false;
    if (key == 21) length = 0;
    else if (key == 127 || key == 8) do length--; while (length > 0 && (text[length] & 0xc0) == 0x80);
    else if (key >= 32 && key < 256 && length + 1 < room) text[length++] = (char)key;
  }
}
