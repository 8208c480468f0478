// What keys do.

#include <signal.h>
#include "less.h"

static void move_back(long by) {
  for (; by > 0 && go_back(&view.top); by--) continue;
}

// As long as the screen stays full.
static void move_forward(long by) {
  struct place bottom = view.top;
  if (!has_line(view.top.line)) return;
  for (int i = 0; i < view.rows - 2; i++)
    if (!go_forward(&bottom)) return;
  for (; by > 0 && go_forward(&bottom); by--) go_forward(&view.top);
}

static void go_to_line(long number) {
  size_t line = number > 0 ? (size_t)number - 1 : 0;
  if (has_line(line)) view.top = (struct place){line, 0};
  else snprintf(view.message, sizeof view.message, "Cannot seek to line number %ld", number);
}

static void tell_place(void) {
  struct place bottom = view.top;
  for (int i = 0; i < view.rows - 2 && has_line(bottom.line) && go_forward(&bottom); i++) continue;
  read_all();
  const char *shown = strcmp(*view.name, "-") == 0 ? "standard input" : *view.name;
  size_t first = view.top.line + 1, last = bottom.line + 1;
  snprintf(view.message, sizeof view.message, "%s lines %zu-%zu/%zu", shown, first, last, line_count);
}

static void change_file(int key) {
  bool is_next = key == 'n';
  if (is_next ? view.name[1] == 0 : view.name == view.names) {
    snprintf(view.message, sizeof view.message, "No %s file", is_next ? "next" : "previous");
    return;
  }
  view.name += is_next ? 1 : -1;
  snprintf(view.message, sizeof view.message, "%s", *view.name);
  open_file();
}

static void show_keys(void) {
  const char *text = strstr(help, "Keys");
  fputs("\033[H\033[J", stdout);
  for (; strncmp(text, "\nExample", 8) != 0; text++) putchar(*text);
  fputs("\033[7mPress a key\033[0m", stdout);
  fflush(stdout);
  read_key();
}

static void stop_job(void) {
  leave_screen();
  kill(0, SIGTSTP);
  enter_screen();
}

// False at the end that the user wants.
bool act(int key, long count) {
  long times = count > 0 ? count : 1, page = view.rows - 1;
  switch (key) {
    case 'q': case 'Q': return false;
    case ' ': case 'f': case 6: case KEY_PAGE_DOWN: move_forward(count > 0 ? count : page); break;
    case 'b': case 2: case KEY_PAGE_UP: move_back(count > 0 ? count : page); break;
    case 'd': case 4: move_forward(count > 0 ? count : page / 2); break;
    case 'u': case 21: move_back(count > 0 ? count : page / 2); break;
    case '\n': case '\r': case 'j': case 'e': case 5: case 14: case KEY_DOWN: move_forward(times); break;
    case 'k': case 'y': case 25: case 16: case KEY_UP: move_back(times); break;
    case 'g': case '<': case KEY_HOME: go_to_line(times); break;
    case 'G': case '>': case KEY_END:
      if (count > 0) go_to_line(count);
      else view.top = last_top();
      break;
    case '/': case '?': ask_and_search((char)key); break;
    case 'n': search_again(false); break;
    case 'N': search_again(true); break;
    case '=': case 7: tell_place(); break;
    case ':':
      key = read_key();
      if (key == 'n' || key == 'p') change_file(key);
      else if (key == 'q') return false;
      break;
    case '-':
      key = read_key();
      if (key == 'N') view.numbers_lines = !view.numbers_lines;
      if (key == 'S') view.chops = !view.chops;
      view.top.part = 0;
      break;
    case 'h': case 'H': show_keys(); break;
    case 26: stop_job(); break;
    case KEY_RESIZED: measure(); view.top.part = 0; break;
  }
  return true;
}
