// SIGCHLD: for each end and stop; SA_NOCLDSTOP leaves stops out; ignored, children leave no zombies.
#include "show.h"

static volatile sig_atomic_t handled;
static void count(int signal) { (void)signal, handled++; }

static void cycle(int flags) {
  struct sigaction action = {.sa_handler = count, .sa_flags = flags | SA_RESTART};
  int status, all = (flags & SA_NOCLDSTOP) == 0;
  sigaction(SIGCHLD, &action, 0);
  handled = 0;
  pid_t child = start();
  if (child == 0)
    for (;;) pause();
  kill(child, SIGSTOP);
  waitpid(child, &status, WUNTRACED);
  while (all && handled < 1) usleep(100);
  int stopped = handled;
  kill(child, SIGCONT);
  waitpid(child, &status, WCONTINUED);
  while (all && handled < 2) usleep(100);
  int continued = handled;
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  printf("handled after the stop %d, the continuation %d, the end %d\n", stopped, continued, handled);
}

int main(void) {
  cycle(0);
  cycle(SA_NOCLDSTOP);
  signal(SIGCHLD, SIG_IGN);
  for (int i = 0; i < 3; i++)
    if (start() == 0) _exit(i);
  SHOW(wait(0));
  pid_t child = start();
  if (child == 0) _exit(3);
  SHOW(waitpid(child, 0, 0));
  SHOW(kill(child, 0));
  struct sigaction action = {.sa_handler = count, .sa_flags = SA_NOCLDWAIT | SA_RESTART};
  sigaction(SIGCHLD, &action, 0);
  handled = 0;
  child = start();
  if (child == 0) _exit(3);
  SHOW(waitpid(child, 0, 0));
  printf("handled %d\n", handled);
  signal(SIGCHLD, SIG_DFL);
  child = start();
  if (child == 0) _exit(3);
  show_status("child", finish(child));
}
