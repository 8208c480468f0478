// Blocked signals wait: sigprocmask's three ways, sigpending, and one pending however often it was sent.
#include "show.h"

static volatile sig_atomic_t got;
static void count(int signal) { (void)signal, got++; }

static void show_set(const char *what, const sigset_t *set) {
  printf("%s:", what);
  for (int signal = 1; signal < 32; signal++)
    if (sigismember(set, signal) == 1) printf(" %s", signal_name(signal));
  puts("");
}

int main(void) {
  sigset_t set, old;
  signal(SIGUSR1, count);
  sigemptyset(&set);
  sigprocmask(SIG_SETMASK, &set, 0);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGTERM);
  sigprocmask(SIG_BLOCK, &set, &old);
  show_set("before", &old);
  for (int i = 0; i < 5; i++) raise(SIGUSR1);
  sigpending(&set);
  show_set("pending", &set);
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  sigprocmask(SIG_UNBLOCK, &set, &old);
  show_set("before", &old);
  sigprocmask(SIG_BLOCK, 0, &old);
  show_set("now", &old);
  printf("handled %d\n", got);
  sigemptyset(&set);
  sigprocmask(SIG_SETMASK, &set, &old);
  printf("five were sent, %d was handled\n", got);
  sigfillset(&set);
  SHOW(sigprocmask(SIG_SETMASK, &set, 0));
  sigprocmask(SIG_SETMASK, 0, &old);
  printf("SIGKILL blocked: %d, SIGSTOP blocked: %d, SIGSEGV blocked: %d\n", sigismember(&old, SIGKILL),
         sigismember(&old, SIGSTOP), sigismember(&old, SIGSEGV));
  signal(SIGUSR2, SIG_IGN);
  raise(SIGUSR2);
  sigpending(&set);
  printf("an ignored one that is blocked is pending: %d\n", sigismember(&set, SIGUSR2));
  raise(SIGTERM);
  signal(SIGTERM, SIG_IGN);
  sigpending(&set);
  printf("ignoring throws away what is pending: %d\n", sigismember(&set, SIGTERM));
  SHOW(sigprocmask(77, &set, 0));
  SHOW(sigprocmask(77, 0, &set));
}
