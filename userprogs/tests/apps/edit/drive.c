// Drives a program in a terminal: types keys, and tells what the screen shows and what the files hold.
//
//     drive PROGRAM SCRIPT
//
// The script's lines:
//
//     size ROWS COLUMNS    of the terminal; changing it while the program runs sends it SIGWINCH
//     file NAME TEXT       makes a file
//     start ARGUMENT...    starts the program
//     keys TEXT            types it, a key at a time, waiting for the screen after each; <F1> ^X and \n are keys
//     quit TEXT            types it, and waits for the program's end
//     screen               prints what the terminal shows, with | around it and the cursor's place
//     show NAME            prints a file
//     kill SIGNAL          sends the program a signal, and waits for its end
//
// It waits for the program's "\e[?25h", which shows the cursor again when the screen has been drawn.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { MOST_ROWS = 100, MOST_COLUMNS = 200, CELL = 8 };

static int rows = 10, columns = 40, terminal = -1;
static pid_t program;
static const char *program_path;

// The screen: a little of what a terminal understands.

static char cells[MOST_ROWS][MOST_COLUMNS][CELL];
static int row, column;
static bool is_drawn, is_ending;

static void clear_cells(int from_row, int from_column, int to_row) {
  for (int r = from_row; r <= to_row; r++)
    for (int c = r == from_row ? from_column : 0; c < MOST_COLUMNS; c++) strcpy(cells[r][c], " ");
}

static _Noreturn void give_up(const char *what) {
  printf("drive: %s: %s\n", what, strerror(errno));
  fflush(stdout);
  if (program > 0) kill(program, SIGKILL);
  exit(1);
}

// The next byte that the program writes; -1 at its end.
static int next_byte(void) {
  static unsigned char bytes[4096];
  static ssize_t used, count;
  if (used == count) {
    used = 0;
    do count = read(terminal, bytes, sizeof bytes);
    while (count < 0 && errno == EINTR);
    if (count <= 0) return count = 0, -1;
  }
  return bytes[used++];
}

static void put_character(int first) {
  char *cell = cells[row][column < MOST_COLUMNS ? column : MOST_COLUMNS - 1];
  int length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (column >= columns && !is_ending) printf("drive: a character beyond the right edge\n");
  cell[0] = (char)first;
  for (int i = 1; i < length; i++) cell[i] = (char)next_byte();
  cell[length] = 0;
  column++;
  if (length == 3 && (unsigned char)cell[0] >= 0xe3) cells[row][column++][0] = 0;  // two columns wide
}

// ESC [ ... and a letter.
static void run_sequence(void) {
  int numbers[2] = {0, 0}, count = 0, c;
  next_byte();  // the [
  bool is_private = false;
  for (c = next_byte(); c >= 0 && !(c >= '@' && c <= '~'); c = next_byte()) {
    if (c == '?') is_private = true;
    else if (c == ';') count = 1;
    else numbers[count] = numbers[count] * 10 + c - '0';
  }
  if (is_private && c == 'h' && numbers[0] == 25) is_drawn = true;
  if (c == 'H') row = numbers[0] > 0 ? numbers[0] - 1 : 0, column = numbers[1] > 0 ? numbers[1] - 1 : 0;
  if (c == 'J') clear_cells(0, 0, MOST_ROWS - 1);
  if (c == 'K') clear_cells(row, column, row);
  if (row >= rows && c == 'H') printf("drive: the cursor is below the screen\n"), row = rows - 1;
}

static bool run_output(void) {
  int c = next_byte();
  if (c < 0) return false;
  if (c == 27) run_sequence();
  else if (c == '\r') column = 0;
  else if (c == '\n') row += row + 1 < rows;
  else put_character(c);
  return true;
}

static void wait_for_screen(void) {
  is_drawn = false;
  while (!is_drawn)
    if (!run_output()) give_up("the program has ended");
}

static void show_screen(void) {
  for (int r = 0; r < rows; r++) {
    char line[MOST_COLUMNS * CELL] = "";
    for (int c = 0; c < columns; c++) strcat(line, cells[r][c]);
    printf("|%s|\n", line);
  }
  printf("cursor %d:%d\n", row + 1, column + 1);
}

// The program.

static void set_size(void) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  if (ioctl(terminal, TIOCSWINSZ, &size) < 0) give_up("the terminal's size");
}

static void open_terminal(void) {
  terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0 || grantpt(terminal) < 0 || unlockpt(terminal) < 0) give_up("a pseudo terminal");
  fcntl(terminal, F_SETFD, FD_CLOEXEC);
  set_size();
}

static void start(char *words) {
  char *arguments[16] = {(char *)(size_t)program_path};
  int count = 1;
  for (char *word = strtok(words, " "); word != 0 && count < 15; word = strtok(0, " "))
    arguments[count++] = word;
  open_terminal();
  clear_cells(0, 0, MOST_ROWS - 1);
  fflush(stdout);
  program = fork();
  if (program < 0) give_up("fork");
  if (program == 0) {
    setsid();
    int descriptor = open(ptsname(terminal), O_RDWR);
    if (descriptor < 0 || ioctl(descriptor, TIOCSCTTY, 0) < 0) _exit(98);
    for (int i = 0; i < 3; i++) dup2(descriptor, i);
    execv(program_path, arguments);
    _exit(99);
  }
  wait_for_screen();
}

static void wait_for_end(void) {
  int status;
  is_ending = true;  // what comes after the last screen may scroll
  while (run_output()) continue;
  is_ending = false;
  if (waitpid(program, &status, 0) < 0) give_up("wait");
  program = 0;
  close(terminal);
  terminal = -1;
  if (WIFEXITED(status)) printf("status %d\n", WEXITSTATUS(status));
  else printf("signal %d\n", WTERMSIG(status));
}

// The bytes of one key at the beginning of a text; how much of the text it takes.
static size_t take_key(const char *text, char *key) {
  static const char *const names[][2] = {
    {"<Up>", "\033[A"}, {"<Down>", "\033[B"}, {"<Right>", "\033[C"}, {"<Left>", "\033[D"},
      {"<Home>", "\033[H"},
    {"<End>", "\033[F"}, {"<Delete>", "\033[3~"}, {"<PageUp>", "\033[5~"}, {"<PageDown>", "\033[6~"},
    {"<C-Left>", "\033[1;5D"}, {"<C-Right>", "\033[1;5C"}, {"<C-Home>", "\033[1;5H"},
      {"<C-End>", "\033[1;5F"},
    {"<F1>", "\033OP"}, {"<F3>", "\033OR"}, {"<Escape>", "\033"}, {"<Backspace>", "\177"}, {"\\n", "\r"},
    {"\\t", "\t"}, {"\\\\", "\\"}, {"<Odd>", "\033[99z"},
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strncmp(text, names[i][0], strlen(names[i][0])) == 0) {
      strcpy(key, names[i][1]);
      return strlen(names[i][0]);
    }
  if (*text == '^' && text[1] != 0) {
    key[0] = text[1] & 0x1f, key[1] = 0;
    return 2;
  }
  unsigned char first = (unsigned char)*text;
  size_t length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  snprintf(key, length + 1, "%s", text);
  return length;
}

static void type(const char *text, bool is_last) {
  while (*text != 0) {
    char key[16];
    text += take_key(text, key);
    if (write(terminal, key, strlen(key)) < 0) give_up("typing");
    if (!is_last || *text != 0) wait_for_screen();
  }
  if (is_last) wait_for_end();
}

// Files.

static void make_file(char *words) {
  char *name = strtok(words, " "), *text = strtok(0, "");
  FILE *file = fopen(name, "w");
  if (file == 0) give_up(name);
  for (; text != 0 && *text != 0; text++) {
    if (*text == '\\' && text[1] != 0) {
      text++;
      putc(*text == 'n' ? '\n' : *text == 't' ? '\t' : *text == 'x' ? 0xff : *text, file);
    } else {
      putc(*text, file);
    }
  }
  fclose(file);
}

static void show_file(const char *name) {
  FILE *file = fopen(name, "r");
  if (file == 0) {
    printf("%s: %s\n", name, strerror(errno));
    return;
  }
  printf("%s:\n", name);
  int last = '\n';
  for (int c; (c = getc(file)) != EOF; last = c) putchar(c);
  if (last != '\n') printf("(no newline)\n");
  fclose(file);
}

static void resize(const char *words) {
  sscanf(words, "%d %d", &rows, &columns);
  if (terminal < 0) return;
  set_size();
  wait_for_screen();
}

static void run_line(char *line) {
  char *words = strchr(line, ' ');
  words = words == 0 ? line + strlen(line) : (*words = 0, words + 1);
  printf("> %s %s\n", line, words);
  if (strcmp(line, "size") == 0) resize(words);
  else if (strcmp(line, "file") == 0) make_file(words);
  else if (strcmp(line, "start") == 0) start(words);
  else if (strcmp(line, "keys") == 0) type(words, false);
  else if (strcmp(line, "quit") == 0) type(words, true);
  else if (strcmp(line, "screen") == 0) show_screen();
  else if (strcmp(line, "show") == 0) show_file(words);
  else if (strcmp(line, "kill") == 0) kill(program, atoi(words)), wait_for_end();
  else printf("drive: unknown\n");
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  program_path = argv[1];
  FILE *script = fopen(argv[2], "r");
  if (script == 0) give_up(argv[2]);
  char folder[] = "/tmp/drive-XXXXXX";
  if (mkdtemp(folder) == 0 || chdir(folder) < 0) give_up(folder);
  alarm(60);
  char line[4096];
  while (fgets(line, sizeof line, script) != 0) {
    line[strcspn(line, "\n")] = 0;
    if (*line != 0 && *line != '#') run_line(line);
  }
}
