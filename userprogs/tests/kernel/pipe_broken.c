// A pipe without readers: SIGPIPE, and EPIPE for who ignores, blocks or handles that; a blocked writer gets it, too.
#include "show.h"

#include <fcntl.h>

static volatile sig_atomic_t caught;
static void count(int signal) { caught += signal == SIGPIPE; }

int main(void) {
  int ends[2];
  static char bytes[100000];
  REQUIRE(pipe(ends) == 0);
  close(ends[0]);
  pid_t child = start();
  if (child == 0) {
    signal(SIGPIPE, SIG_DFL);
    _exit(write(ends[1], "x", 1));
  }
  show_status("by default: child", finish(child));
  signal(SIGPIPE, SIG_IGN);
  SHOW(write(ends[1], "x", 1));
  SHOW(write(ends[1], "x", 0));
  signal(SIGPIPE, count);
  SHOW(write(ends[1], "x", 1));
  printf("caught %d\n", caught);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  sigprocmask(SIG_BLOCK, &set, 0);
  SHOW(write(ends[1], "x", 1));
  sigpending(&set);
  printf("pending %d, caught %d\n", sigismember(&set, SIGPIPE), caught);
  sigprocmask(SIG_UNBLOCK, &set, 0);
  printf("caught %d\n", caught);
  close(ends[1]);
  signal(SIGPIPE, SIG_IGN);
  REQUIRE(pipe(ends) == 0);
  child = start();
  if (child == 0) {
    close(ends[1]);
    REQUIRE(read(ends[0], bytes, 4096) == 4096);
    _exit(0);
  }
  close(ends[0]);
  long written = write(ends[1], bytes, sizeof bytes);
  printf("a writer who had to wait has written a part: %d\n", written >= 4096 && written < (long)sizeof bytes);
  SHOW(write(ends[1], bytes, sizeof bytes));
  finish(child);
}
