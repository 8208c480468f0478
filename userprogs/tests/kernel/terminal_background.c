// Who is in the background of its terminal may not read from it, and may not change it.
#include "terminal.h"

static struct termios settings;

// Lets a child in a process group of its own do something in the background, and tells how that went.
static void in_background(const char *what, void (*act)(void)) {
  pid_t child = start();
  if (child == 0) {
    setpgid(0, 0);
    act();
    fflush(stdout);
    _exit(0);
  }
  setpgid(child, child);
  int status = -1;
  REQUIRE(waitpid(child, &status, WUNTRACED) == child);
  show_status(what, status);
  if (!WIFSTOPPED(status)) return;
  REQUIRE(tcsetpgrp(slave, child) == 0);
  kill(-child, SIGCONT);
  show_status("  in the foreground, it", finish(child));
  signal(SIGTTOU, SIG_IGN);
  REQUIRE(tcsetpgrp(slave, getpgrp()) == 0);
  signal(SIGTTOU, SIG_DFL);
}

static void read_line(void) {
  char bytes[100];
  show_bytes("  read", bytes, read(slave, bytes, sizeof bytes));
}
static void read_ignoring(void) { signal(SIGTTIN, SIG_IGN), read_line(); }
static void change_settings(void) { SHOW(tcsetattr(slave, TCSANOW, &settings)); }
static void change_ignoring(void) { signal(SIGTTOU, SIG_IGN), change_settings(); }
static void write_line(void) { SHOW(write(slave, "out\n", 4)); }
static void ask(void) { printf("  the foreground is %s\n", tcgetpgrp(slave) == getppid() ? "my parent" : "another"); }

// Leads a session with the terminal; its own end comes last.
static void lead(void) {
  REQUIRE(setsid() >= 0);
  REQUIRE(ioctl(slave, TIOCSCTTY, 0) == 0);
  signal(SIGTTOU, SIG_IGN);
  settings = settings_of(slave);
  signal(SIGTTOU, SIG_DFL);
  press("typed\ntyped again\n");
  ready(slave, POLLIN, 5000);
  in_background("a reader", read_line);
  in_background("a reader that ignores SIGTTIN", read_ignoring);
  in_background("who changes settings", change_settings);
  in_background("who changes settings and ignores SIGTTOU", change_ignoring);
  in_background("a writer", write_line);
  in_background("who asks", ask);
  signal(SIGTTOU, SIG_IGN);
  change(0, 0, TOSTOP, true);
  signal(SIGTTOU, SIG_DFL);
  in_background("a writer under TOSTOP", write_line);
}

int main(void) {
  open_terminal();
  pid_t leader = start();
  if (leader == 0) {
    lead();
    fflush(stdout);
    _exit(0);
  }
  show_status("the leader", finish(leader));
  return 0;
}
