// abort ends the process by SIGABRT: ignored, blocked or handled, unless the handler does not return.
#include "show.h"

#include <setjmp.h>
#include <sys/resource.h>

static sigjmp_buf back;
static void notice(int signal) {
  printf("handler of %s\n", signal_name(signal));
  fflush(stdout);
}
static void jump(int signal) { siglongjmp(back, signal); }

static void run(const char *what, void (*action)(int), int block) {
  pid_t child = start();
  if (child == 0) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGABRT);
    signal(SIGABRT, action);
    if (block) sigprocmask(SIG_BLOCK, &set, 0);
    if (action == jump && sigsetjmp(back, 1) != 0) exit(8);
    abort();
  }
  printf("%s: ", what);
  show_status("child", finish(child));
}

int main(void) {
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  run("default", SIG_DFL, 0);
  run("ignored", SIG_IGN, 0);
  run("blocked", SIG_DFL, 1);
  run("handled", notice, 0);
  run("jumped out of", jump, 0);
}
