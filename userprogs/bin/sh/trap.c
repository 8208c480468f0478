// Signals: what the script wants done when one comes.
#include "sh.h"

#include <ctype.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Signal 0 is the shell's end.
static char *traps[SIGNALS];
static bool was_ignored[SIGNALS];  // when the shell began: then it stays so
static volatile sig_atomic_t is_pending[SIGNALS], any_pending;
volatile bool was_interrupted;

static const char *const names[] = {
  "EXIT", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
  "ALRM",
  "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
  "WINCH",
  "IO", "PWR", "SYS",
};
enum { NAMED = sizeof names / sizeof *names };

int signal_number(const char *name) {
  if (isdigit((unsigned char)*name)) {
    char *end;
    long number = strtol(name, &end, 10);
    return *end == 0 && number < SIGNALS ? (int)number : -1;
  }
  if (strncmp(name, "SIG", 3) == 0) name += 3;
  for (int i = 0; i < NAMED; i++)
    if (strcasecmp(names[i], name) == 0) return i;
  return -1;
}

// Those without a name by their number; in memory of its own until the next call.
const char *signal_name(int signal) {
  static char number[8];
  if (signal >= 0 && signal < NAMED) return names[signal];
  snprintf(number, sizeof number, "%d", signal);
  return number;
}

static void note(int signal) {
  if (signal == SIGINT && traps[SIGINT] == 0) was_interrupted = true;
  is_pending[signal] = any_pending = 1;
}

static void set_handler(int signal, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigaction(signal, &action, 0);
}

// Without a trap, an interactive shell survives what ends others.
static void set_standard(int signal) {
  bool is_interactive = options[OPTION_INTERACTIVE] && !is_subshell;
  if (is_interactive && signal == SIGINT) set_handler(signal, note);
  else if (is_interactive && (signal == SIGQUIT || signal == SIGTERM)) set_handler(signal, SIG_IGN);
  else if (options[OPTION_MONITOR] && !is_subshell &&
      (signal == SIGTSTP || signal == SIGTTOU || signal == SIGTTIN))
    set_handler(signal, SIG_IGN);
  else set_handler(signal, SIG_DFL);
}

void signals_start(void) {
  for (int signal = 1; signal < NAMED; signal++) {
    struct sigaction action;
    if (sigaction(signal, 0, &action) == 0) was_ignored[signal] = action.sa_handler == SIG_IGN;
  }
  if (!options[OPTION_INTERACTIVE]) return;
  set_standard(SIGINT);
  set_standard(SIGQUIT);
  set_standard(SIGTERM);
}

static void set_trap(int signal, const char *action) {
  free(traps[signal]);
  traps[signal] = action == 0 ? 0 : copy_string(action);
  if (signal == 0 || (was_ignored[signal] && !options[OPTION_INTERACTIVE])) return;
  if (action == 0) set_standard(signal);
  else set_handler(signal, *action == 0 ? SIG_IGN : note);
}

// A child has the parent's signals as they were at its beginning; only what is ignored stays.
void reset_traps(void) {
  for (int signal = 0; signal < SIGNALS; signal++) {
    is_pending[signal] = 0;
    if (traps[signal] != 0 && *traps[signal] != 0) set_trap(signal, 0);
  }
  any_pending = 0;
  static const int special[] = {SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU};
  for (size_t i = 0; i < sizeof special / sizeof *special; i++)
    if (traps[special[i]] == 0 && !was_ignored[special[i]] &&
        (options[OPTION_INTERACTIVE] || options[OPTION_MONITOR]))
      set_handler(special[i], SIG_DFL);
}

bool has_traps(void) {
  for (int signal = 0; signal < SIGNALS; signal++)
    if (traps[signal] != 0 && *traps[signal] != 0) return true;
  return false;
}

static void run_action(const char *action) {
  int status = last_status;
  enum control outer = control;
  char *copy = arena_copy(scratch, action, strlen(action));  // it may change itself
  control = CONTROL_NONE;
  run_string(copy, strlen(copy), 0);
  if (control == CONTROL_NONE) {
    control = outer;
    last_status = status;
  }
}

void run_traps(void) {
  while (any_pending) {
    any_pending = 0;
    for (int signal = 1; signal < SIGNALS; signal++) {
      if (!is_pending[signal]) continue;
      is_pending[signal] = 0;
      if (traps[signal] != 0 && *traps[signal] != 0) run_action(traps[signal]);
    }
  }
}

int pending_trap(void) {
  for (int signal = 1; any_pending && signal < SIGNALS; signal++)
    if (is_pending[signal] && traps[signal] != 0) return signal;
  return 0;
}

// Whether Ctrl-C came since the last time.
bool take_interrupt(void) {
  bool came = was_interrupted;
  was_interrupted = false;
  return came;
}

void run_exit_trap(void) {
  char *action = traps[0];
  if (action == 0) return;
  traps[0] = 0;
  control = CONTROL_NONE;
  run_string(action, strlen(action), 0);
}

static void print_traps(void) {
  for (int signal = 0; signal < SIGNALS; signal++) {
    if (traps[signal] == 0) continue;
    printf("trap -- ");
    print_quoted(stdout, traps[signal]);
    printf(" %s\n", signal_name(signal));
  }
}

int trap_command(int argc, char **argv) {
  int i = 1;
  if (i < argc && strcmp(argv[i], "--") == 0) i++;
  if (i == argc) {
    print_traps();
    return 0;
  }
  const char *action = 0;
  bool is_reset = i + 1 == argc || isdigit((unsigned char)*argv[i]);
  if (!is_reset) {
    action = argv[i++];
    if (strcmp(action, "-") == 0) action = 0;
  } else if (strcmp(argv[i], "-") == 0) i++;
  int status = 0;
  for (; i < argc; i++) {
    int signal = signal_number(argv[i]);
    if (signal >= 0) set_trap(signal, action);
    else {
      complain("trap: %s: bad trap", argv[i]);
      status = 1;
    }
  }
  return status;
}
