// watch: runs a command again and again, and shows what it writes.
#define TOOL "watch"
#include "tool.h"

#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const char help[] =
  "Usage: watch [OPTION]... COMMAND [ARGUMENT]...\n"
  "Run COMMAND every 2 seconds and show the beginning of its output on the whole screen, until Ctrl-C.\n"
  "\n"
  "  -n, --interval=SECONDS  every so many seconds, which may have a fraction\n"
  "  -t, --no-title          without the line at the top\n"
  "  -x, --exec              run COMMAND itself, without a shell\n"
  "  -g, --chgexit           end when the output changes\n"
  "      --help              show this help\n"
  "\n"
  "Example: watch -n 1 'ps aux | sort -rnk3 | head'\n";

static bool no_title, without_shell, ends_at_change;
static struct timespec interval = {2, 0};

static void read_interval(const char *text) {
  char *end;
  interval = (struct timespec){strtol(text, &end, 10), 0};
  long scale = 100000000;
  if (*end == '.')
    for (end++; *end >= '0' && *end <= '9'; end++, scale /= 10) interval.tv_nsec += (*end - '0') * scale;
  if (end == text || *end != 0 || interval.tv_sec < 0) fail(FAILURE, "invalid interval ", text);
  if (interval.tv_sec == 0 && interval.tv_nsec < 100000000) interval.tv_nsec = 100000000;
}

static char *join(char **words) {
  size_t size = 1;
  for (char **word = words; *word != 0; word++) size += strlen(*word) + 1;
  char *text = take_memory(0, size), *end = text;
  for (char **word = words; *word != 0; word++) end = stpcpy(stpcpy(end, *word), word[1] == 0 ? "" : " ");
  *end = 0;
  return text;
}

// Runs the command and returns all that it wrote.
static char *run(char **words, char *joined, size_t *length) {
  int ends[2];
  if (pipe(ends) < 0) fail(FAILURE, "cannot make a pipe", "");
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    if (without_shell) execvp(words[0], words);
    else execl("/bin/sh", "sh", "-c", joined, (char *)0);
    complain(words[0]);
    _exit(127);
  }
  close(ends[1]);
  char *text = 0;
  size_t room = 0;
  *length = 0;
  for (ssize_t size; child > 0; *length += (size_t)size) {
    if (*length + 4096 > room) text = take_memory(text, room = 2 * room + 8192);
    size = read(ends[0], text + *length, 4096);
    if (size < 0 && errno == EINTR) size = 0;
    else if (size <= 0) break;
  }
  close(ends[0]);
  while (child > 0 && waitpid(child, 0, 0) < 0 && errno == EINTR) continue;
  return text;
}

// As much as the screen holds: long lines are cut.
static void show(const char *text, size_t length, const char *title) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0) size.ws_row = 24, size.ws_col = 80;
  int row = 0, column = 0;
  fputs("\033[H", stdout);
  if (!no_title) {
    char date[32];
    time_t now = time(0);
    strftime(date, sizeof date, "%H:%M:%S", localtime(&now));
    printf("Every %ld.%lds: %.*s\033[K\033[%dG%s\r\n\033[K\r\n", interval.tv_sec,
      interval.tv_nsec / 100000000,
           size.ws_col > 30 ? size.ws_col - 30 : 10, title, size.ws_col - 8, date);
    row = 2;
  }
  for (size_t i = 0; i < length && row < size.ws_row; i++) {
    if (text[i] == '\n') {
      fputs("\033[K", stdout);
      if (++row < size.ws_row) fputs("\r\n", stdout);
      column = 0;
    } else if (text[i] == '\t' ? (column = (column + 8) / 8 * 8) < size.ws_col
      : column++ < size.ws_col) putchar(text[i]);
  }
  fputs("\033[J", stdout);
  fflush(stdout);
}

static void leave(int signal) {
  static const char normal[] = "\033[?1049l\033[?25h";
  ssize_t written = write(STDOUT_FILENO, normal, sizeof normal - 1);
  (void)written;
  _exit(signal == 0 ? 0 : 128 + signal);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"interval", required_argument, 0, 'n'}, {"no-title", no_argument, 0, 't'}, {"exec", no_argument, 0, 'x'},
    {"chgexit", no_argument, 0, 'g'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "+n:txg", names, FAILURE)) != -1;) switch (option) {
    case 'n': read_interval(optarg); break;
    case 't': no_title = true; break;
    case 'x': without_shell = true; break;
    case 'g': ends_at_change = true; break;
  }
  if (optind == argc) {
    fputs("watch: missing command\n", stderr);
    refuse(FAILURE);
  }
  char *joined = join(argv + optind), *before = 0;
  size_t before_length = 0;
  signal(SIGINT, leave);
  signal(SIGTERM, leave);
  fputs("\033[?1049h\033[?25l\033[2J", stdout);
  for (bool is_first = true;; is_first = false) {
    size_t length;
    char *text = run(argv + optind, joined, &length);
    show(text, length, joined);
    bool changed = !is_first &&
      (length != before_length || (length > 0 && memcmp(text, before, length) != 0));
    free(before);
    before = text;
    before_length = length;
    if (changed && ends_at_change) leave(0);
    nanosleep(&interval, 0);
  }
}
