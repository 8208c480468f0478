// The size of a terminal is told to it from either side, and those in the foreground are told when it changes.
#include "terminal.h"

static void show_size(const char *what, int terminal) {
  struct winsize size;
  REQUIRE(ioctl(terminal, TIOCGWINSZ, &size) == 0);
  printf("%s: %d lines of %d\n", what, size.ws_row, size.ws_col);
}

static volatile sig_atomic_t changes;
static void note(int signal) { (void)signal, changes++; }

int main(void) {
  open_terminal();
  show_size("at first", slave);
  struct winsize size = {.ws_row = 25, .ws_col = 80};
  SHOW(ioctl(master, TIOCSWINSZ, &size));
  show_size("set by the master", slave);
  pid_t child = start();
  if (child == 0) {
    struct sigaction action = {.sa_handler = note};
    sigaction(SIGWINCH, &action, 0);
    sigset_t changed, old;
    sigemptyset(&changed);
    sigaddset(&changed, SIGWINCH);
    sigprocmask(SIG_BLOCK, &changed, &old);
    REQUIRE(login_tty(slave) == 0);
    write(1, "ready\n", 6);
    while (changes == 0) sigsuspend(&old);
    ioctl(0, TIOCGWINSZ, &size);
    _exit(size.ws_col);
  }
  show_screen("screen", '\n');
  SHOW(ioctl(master, TIOCSWINSZ, &size));  // nothing new
  size.ws_col = 132;
  SHOW(ioctl(slave, TIOCSWINSZ, &size));
  show_status("who was told", finish(child));
  show_size("in the end", master);
  return 0;
}
