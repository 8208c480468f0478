// What exec keeps: ignored signals, the mask, pending signals, descriptors; and what not: handlers, close-on-exec ones.
#include "show.h"

#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/stat.h>

static void handler(int signal) { (void)signal; }

static void tell(void) {
  sigset_t set;
  struct sigaction action;
  sigaction(SIGUSR1, 0, &action);
  printf("a handler is the default now: %d\n", action.sa_handler == SIG_DFL);
  sigaction(SIGUSR2, 0, &action);
  printf("an ignored signal is ignored: %d\n", action.sa_handler == SIG_IGN);
  sigprocmask(SIG_BLOCK, 0, &set);
  printf("blocked: SIGTERM %d, SIGHUP %d\n", sigismember(&set, SIGTERM), sigismember(&set, SIGHUP));
  sigpending(&set);
  printf("pending: SIGTERM %d, SIGHUP %d\n", sigismember(&set, SIGTERM), sigismember(&set, SIGHUP));
  stack_t stack;
  sigaltstack(0, &stack);
  printf("no other signal stack: %d\n", (stack.ss_flags & SS_DISABLE) != 0);
  for (int file = 20; file < 25; file++) printf("descriptor %d is open: %d\n", file, fcntl(file, F_GETFD) != -1);
  mode_t mask = umask(0);
  printf("umask %o\n", mask);
}

int main(int count, char **arguments) {
  if (count == 2) return tell(), 0;
  (void)arguments;
  fflush(stdout);
  char *list[] = {"again", "x", 0}, *none[] = {0};
  static char stack[65536];
  stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
  sigset_t set;
  sigaltstack(&other, 0);
  signal(SIGUSR1, handler);
  signal(SIGUSR2, SIG_IGN);
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigprocmask(SIG_SETMASK, &set, 0);
  raise(SIGTERM);
  umask(027);
  dup2(1, 20);
  fcntl(1, F_DUPFD_CLOEXEC, 21);
  dup2(1, 22);
  fcntl(22, F_SETFD, FD_CLOEXEC);
  dup2(22, 23);
  dup3(1, 24, O_CLOEXEC);
  execve((const char *)getauxval(AT_EXECFN), list, none);
  puts("exec failed");
}
