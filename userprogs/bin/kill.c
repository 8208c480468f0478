// kill: sends a signal to processes.
#define TOOL "kill"
#include "tool.h"

#include <ctype.h>
#include <signal.h>

const char help[] =
  "Usage: kill [-s SIGNAL | -SIGNAL] PROCESS...\n"
  "       kill -l [SIGNAL]...\n"
  "Send SIGNAL (TERM) to each process; a negative number stands for a process group.\n"
  "\n"
  "  -l, --list   the signals' names, or the name of a number and the number of a name\n"
  "  -L, --table  the signals' names and numbers\n"
  "      --help   show this help\n"
  "\n"
  "Signal 0 only tries whether the process is there.\n"
  "Example: kill -STOP 12; kill -CONT 12\n";

enum { SIGNALS = 32 };

// -1 if there is none.
static int signal_number(const char *text) {
  if (isdigit((unsigned char)*text)) {
    char *end;
    long number = strtol(text, &end, 10);
    return *end == 0 && number <= 64 ? (int)number : -1;
  }
  if (strncasecmp(text, "SIG", 3) == 0) text += 3;
  for (int i = 1; i < SIGNALS; i++)
    if (strcasecmp(sigabbrev_np(i), text) == 0) return i;
  return strcasecmp(text, "EXIT") == 0 ? 0 : -1;
}

static int list_signals(char **names) {
  int status = 0;
  for (; *names != 0; names++) {
    int number = isdigit((unsigned char)**names) ? atoi(*names) : signal_number(*names);
    if (number > 128) number -= 128;
    const char *name = number > 0 && number < SIGNALS ? sigabbrev_np(number) : 0;
    if (name == 0) fprintf(stderr, "kill: unknown signal: %s\n", *names), status = FAILURE;
    else if (isdigit((unsigned char)**names)) puts(name);
    else printf("%d\n", number);
  }
  return finish(status);
}

// The names, as many in a line as fit.
static void list_all(void) {
  int column = 0;
  for (int number = 1; number < SIGNALS; number++) {
    int length = (int)strlen(sigabbrev_np(number));
    if (column > 0 && column + 1 + length > 79) putchar('\n'), column = 0;
    column += printf(column == 0 ? "%s" : " %s", sigabbrev_np(number));
  }
  putchar('\n');
}

static void list_table(void) {
  for (int number = 1; number < SIGNALS; number++) {
    bool is_last = number % 7 == 0;
    printf(is_last ? "%2d %s" : "%2d %-8s", number, sigabbrev_np(number));
    if (is_last || number + 1 == SIGNALS) putchar('\n');
  }
}

int main(int argc, char **argv) {
  int signal = SIGTERM, i = 1;
  if (argc > 1 && strcmp(argv[1], "--help") == 0) show_help();
  if (argc > 1 && (strcmp(argv[1], "-l") == 0 || strcmp(argv[1], "--list") == 0)) {
    if (argc > 2) return list_signals(argv + 2);
    list_all();
    return finish(0);
  }
  if (argc == 2 && (strcmp(argv[1], "-L") == 0 || strcmp(argv[1], "--table") == 0)) {
    list_table();
    return finish(0);
  }
  const char *name = 0;
  if (argc > 2 && (strcmp(argv[1], "-s") == 0 || strcmp(argv[1], "-n") == 0)) name = argv[2], i = 3;
  else if (argc > 1 && argv[1][0] == '-' && strcmp(argv[1], "--") != 0) name = argv[1] + 1, i = 2;
  if (i < argc && strcmp(argv[i], "--") == 0) i++;
  if (name != 0 && (signal = signal_number(name)) < 0) fail(FAILURE, "unknown signal: ", name);
  if (i >= argc) {
    fputs("kill: missing process\n", stderr);
    refuse(FAILURE);
  }
  int status = 0;
  for (; i < argc; i++) {
    char *end;
    long process = strtol(argv[i], &end, 10);
    if (end == argv[i] || *end != 0) {
      fprintf(stderr, "kill: '%s' is not the number of a process\n", argv[i]);
      status = FAILURE;
    } else if (kill((pid_t)process, signal) < 0) {
      complain(argv[i]);
      status = FAILURE;
    }
  }
  return status;
}
