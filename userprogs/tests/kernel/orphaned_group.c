// When a process group with stopped members becomes an orphan, its members get SIGHUP and then SIGCONT.
#include "show.h"

#include <sys/prctl.h>

static volatile sig_atomic_t hangups, continues;
static void count(int signal) { signal == SIGHUP ? hangups++ : continues++; }

int main(void) {
  int result[2], status;
  REQUIRE(pipe(result) == 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  pid_t leader = start();
  if (leader == 0) {
    setsid();
    pid_t stopped = start();
    if (stopped == 0) {
      setpgid(0, 0);
      signal(SIGHUP, count);
      signal(SIGCONT, count);
      raise(SIGSTOP);
      char counts[2] = {hangups, continues};
      _exit(write(result[1], counts, 2) != 2);
    }
    waitpid(stopped, &status, WUNTRACED);
    show_status("the member", status);
    exit(0);
  }
  show_status("the leader", finish(leader));
  char counts[2];
  REQUIRE(read(result[0], counts, 2) == 2);
  printf("the member has got %d SIGHUP and %d SIGCONT\n", counts[0], counts[1]);
  REQUIRE(wait(&status) > 0);
  show_status("the member", status);
}
