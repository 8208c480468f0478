// Job control: a child stops itself and is stopped, and goes on; the parent sees each change once, if it asks.
#include "show.h"

static void wait_for_byte(int gate) {
  char byte;
  REQUIRE(read(gate, &byte, 1) == 1);
}

int main(void) {
  int status, gate[2];
  REQUIRE(pipe(gate) == 0);
  pid_t child = start();
  if (child == 0) {
    setpgid(0, 0);
    raise(SIGSTOP);
    wait_for_byte(gate[0]);
    raise(SIGTSTP);
    for (;;) pause();
  }
  REQUIRE(waitpid(child, &status, WUNTRACED) == child);
  show_status("child", status);
  SHOW(waitpid(child, &status, WUNTRACED | WNOHANG));
  kill(child, SIGCONT);
  REQUIRE(waitpid(child, &status, WUNTRACED | WCONTINUED) == child);
  show_status("child", status);
  REQUIRE(write(gate[1], "x", 1) == 1);
  REQUIRE(waitpid(child, &status, WUNTRACED) == child);
  show_status("child", status);
  kill(child, SIGCONT);
  REQUIRE(waitpid(child, &status, WCONTINUED) == child);
  show_status("child", status);
  kill(child, SIGSTOP);
  REQUIRE(waitpid(child, &status, WUNTRACED) == child);
  show_status("child", status);
  kill(child, SIGTERM);
  SHOW(waitpid(child, &status, WNOHANG));
  puts("a stopped process keeps SIGTERM pending until it goes on");
  kill(child, SIGCONT);
  show_status("child", finish(child));
  child = start();
  if (child == 0) {
    raise(SIGSTOP);
    _exit(0);
  }
  waitpid(child, &status, WUNTRACED);
  kill(child, SIGKILL);
  show_status("SIGKILL needs no SIGCONT: child", finish(child));
}
