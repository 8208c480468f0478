// A fault cannot be ignored or blocked away: the kernel forces its signal, and the process ends.
#include "show.h"

#include <sys/resource.h>

static void run(const char *what, void (*action)(int), int block, int sent) {
  pid_t child = start();
  if (child == 0) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGSEGV);
    signal(SIGSEGV, action);
    if (block) sigprocmask(SIG_BLOCK, &set, 0);
    if (sent) raise(SIGSEGV);
    else *(volatile int *)16 = 1;
    exit(3);
  }
  printf("%s: ", what);
  show_status("child", finish(child));
}

static void again(int signal) {
  printf("handler of %s\n", signal_name(signal));
  fflush(stdout);
  *(volatile int *)32 = 1;
}

int main(void) {
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  run("a fault, default", SIG_DFL, 0, 0);
  run("a fault, ignored", SIG_IGN, 0, 0);
  run("a fault, blocked", SIG_DFL, 1, 0);
  run("a fault, handled but blocked", again, 1, 0);
  run("a fault in the handler", again, 0, 0);
  run("sent, ignored", SIG_IGN, 0, 1);
  run("sent, blocked", SIG_DFL, 1, 1);
}
