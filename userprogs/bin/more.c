// more: shows text a screen at a time.
#define TOOL "more"
#include "tool.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

const char help[] =
  "Usage: more [FILE]...\n"
  "Show the FILEs, or standard input, a screen at a time. Where there is no terminal, copy them.\n"
  "\n"
  "Keys: space shows the next screen, Enter the next line, d half a screen, / and a text go to where that is,\n"
  "      q ends it, h shows these keys. less goes backwards, too.\n"
  "\n"
  "  --help  show this help\n"
  "\n"
  "Example: ls -l /bin | more\n";

static struct termios usual;
static int keyboard = -1;
static int lines = 24, columns = 80;
static int row;  // lines that may be shown before the next key

static void enter_raw(void) {
  struct termios raw = usual;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  tcsetattr(keyboard, TCSADRAIN, &raw);
}

static void leave_raw(void) {
  if (keyboard >= 0) tcsetattr(keyboard, TCSADRAIN, &usual);
}

static void leave(int signal) {
  leave_raw();
  _exit(128 + signal);
}

// The shell, to which Ctrl-Z led, has set the terminal for itself.
static void go_on(int signal) {
  (void)signal;
  enter_raw();
}

static void measure(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row < 2) return;
  lines = size.ws_row;
  columns = size.ws_col > 0 ? size.ws_col : 80;
}

static char read_key(void) {
  char key;
  ssize_t count;
  while ((count = read(keyboard, &key, 1)) < 0 && errno == EINTR) continue;
  if (count != 1) leave(SIGHUP);
  return key;
}

static void clear_prompt(void) { fputs("\r\033[K", stdout); }

// Reads a text at the bottom of the screen, which Enter ends.
static void read_text(char *text, size_t room) {
  size_t length = 0;
  putchar('/');
  fflush(stdout);
  for (char key; (key = read_key()) != '\n' && key != '\r';) {
    if ((key == 127 || key == 8) && length > 0) {
      length--;
      fputs("\b \b", stdout);
    } else if (key >= ' ' && length + 1 < room) {
      text[length++] = key;
      putchar(key);
    }
    fflush(stdout);
  }
  text[length] = 0;
}

// Asks how to go on, at the bottom of the screen; returns how many lines may be shown, 0 for the end.
static int ask(const char *name, char *wanted, size_t room) {
  for (;;) {
    printf("\033[7m--%s--\033[0m", name);
    fflush(stdout);
    char key = read_key();
    clear_prompt();
    measure();
    switch (key) {
      case ' ': case 'f': return lines - 1;
      case '\n': case '\r': case 'j': return 1;
      case 'd': return lines / 2;
      case 'q': case 'Q': case 3: return 0;
      case '/':
        read_text(wanted, room);
        clear_prompt();
        if (*wanted != 0) return lines - 1;
        break;
      case 'h': case '?': fputs("space: a screen  Enter: a line  d: half a screen  /: search  q: end\n", stdout);
    }
  }
}

// Shows a line and says over how many lines of the screen it goes.
static int show_line(const char *line) {
  int width = 0;
  for (const char *p = line; *p != 0 && *p != '\n'; p++) {
    if (*p == '\t') width = (width | 7) + 1;
    else if ((*p & 0xc0) != 0x80) width++;
  }
  fputs(line, stdout);
  return width == 0 ? 1 : (width + columns - 1) / columns;
}

// Returns false at the end that the user wants.
static bool show_file(FILE *file, const char *name) {
  char *line = 0, wanted[128] = "";
  size_t room = 0;
  bool goes_on = true;
  while (goes_on && getline(&line, &room, file) > 0) {
    if (*wanted != 0 && strstr(line, wanted) == 0) continue;
    *wanted = 0;
    if (row <= 0) {
      row = ask(name, wanted, sizeof wanted);
      goes_on = row > 0;
      if (*wanted != 0 && strstr(line, wanted) == 0) continue;
      *wanted = 0;
    }
    if (goes_on) row -= show_line(line);
  }
  if (*wanted != 0) puts("...not found");
  free(line);
  return goes_on;
}

static void copy(FILE *file) {
  for (int c; (c = getc(file)) != EOF;) putchar(c);
}

static void take_keyboard(void) {
  keyboard = open("/dev/tty", O_RDONLY);
  if (keyboard < 0 || tcgetattr(keyboard, &usual) < 0) fail(FAILURE, "no terminal to read keys from", "");
  struct sigaction action = {.sa_handler = leave};
  sigaction(SIGINT, &action, 0);
  sigaction(SIGTERM, &action, 0);
  action.sa_handler = go_on;
  sigaction(SIGCONT, &action, 0);
  enter_raw();
}

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  bool is_shown = isatty(STDOUT_FILENO);
  int status = 0;
  static char *standard_input[] = {"-", 0};
  if (optind == argc) {
    if (isatty(STDIN_FILENO)) fail(FAILURE, "nothing to show: name a FILE", "");
    argv = standard_input;
    optind = 0;
  }
  if (is_shown) take_keyboard();
  measure();
  row = lines - 1;
  bool goes_on = true;
  for (char **name = argv + optind; goes_on && *name != 0; name++) {
    FILE *file = open_input(*name);
    if (file == 0) {
      status = FAILURE;
      continue;
    }
    if (is_shown) goes_on = show_file(file, strcmp(*name, "-") == 0 ? "More" : *name);
    else copy(file);
    if (file != stdin) fclose(file);
  }
  leave_raw();
  return finish(status);
}
