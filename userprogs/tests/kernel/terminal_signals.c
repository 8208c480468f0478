// Keys that are signals: to the process group in the foreground, and what was typed before is forgotten.
#include "terminal.h"

static volatile sig_atomic_t caught;
static void note(int signal) { caught = signal; }

// A child whose session the terminal controls; it says when it is ready, and waits for a signal.
static pid_t start_child(bool catches) {
  pid_t child = start();
  if (child != 0) return child;
  close(master);
  REQUIRE(login_tty(slave) == 0);
  if (catches) {
    struct sigaction action = {.sa_handler = note};
    sigaction(SIGINT, &action, 0);
    sigaction(SIGQUIT, &action, 0);
  }
  // In a group of its own below, so that it can be stopped.
  pid_t worker = fork();
  if (worker == 0) {
    setpgid(0, 0);
    signal(SIGTTOU, SIG_IGN);
    tcsetpgrp(0, getpid());
    signal(SIGTTOU, SIG_DFL);
    write(1, "ready\n", 6);
    while (caught == 0) pause();
    dprintf(1, "caught %d\n", (int)caught);
    _exit(7);
  }
  setpgid(worker, worker);
  int status;
  waitpid(worker, &status, WUNTRACED);
  if (WIFSTOPPED(status)) {
    dprintf(1, "stopped by %d\n", WSTOPSIG(status));
    kill(-worker, SIGKILL);
    waitpid(worker, &status, 0);
    _exit(100);
  }
  _exit(WIFSIGNALED(status) ? WTERMSIG(status) : 50 + WEXITSTATUS(status));
}

static void try(const char *what, bool catches, const char *keys, char last) {
  printf("-- %s\n", what);
  open_terminal();
  pid_t child = start_child(catches);
  show_screen("screen", '\n');
  press(keys);
  show_screen("screen", last);
  show_status("child", finish(child));
  close(slave);
  close(master);
}

int main(void) {
  try("^C ends", false, "\x03", 'C');
  try("^\\ ends", false, "\x1c", '\\');
  try("^C is caught", true, "\x03", '\n');
  try("^Z stops", false, "\x1a", '\n');
  open_terminal();
  printf("-- typed before ^C\n");
  press("lost\x03kept\n");
  show_screen("screen", '\n');
  show_line("read", 100);
  change(0, 0, NOFLSH, true);
  press("kept\x03 too\n");
  show_screen("screen", '\n');
  show_line("NOFLSH", 100);
  change(0, 0, ISIG, false);
  press("a\x03\x1a\n");
  show_screen("screen", '\n');
  show_line("no ISIG", 100);
  return 0;
}
