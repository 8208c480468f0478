// What SA_SIGINFO tells: who sent it and how, of kill, raise, sigqueue, a child's end and a timer.
#include "show.h"

#include <sys/syscall.h>

static volatile siginfo_t last;
static volatile sig_atomic_t handled;
static void note(int signal, siginfo_t *info, void *context) {
  memcpy((void *)&last, info, sizeof *info);
  if (last.si_signo != signal || context == 0) last.si_signo = -1;
  handled++;
}

static const char *code(int code) {
  switch (code) {
    case SI_USER: return "SI_USER";
    case SI_TKILL: return "SI_TKILL";
    case SI_QUEUE: return "SI_QUEUE";
    case SI_KERNEL: return "SI_KERNEL";
    case CLD_EXITED: return "CLD_EXITED";
    case CLD_KILLED: return "CLD_KILLED";
  }
  return "?";
}

static void tell(const char *what, pid_t sender) {
  printf("%s: %s, %s, the sender: %d, its user: %d\n", what, signal_name(last.si_signo), code(last.si_code),
         last.si_pid == sender, last.si_uid == getuid());
}

int main(void) {
  struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};
  sigaction(SIGUSR1, &action, 0);
  sigaction(SIGCHLD, &action, 0);
  sigaction(SIGALRM, &action, 0);
  sigset_t child_signal, none;
  sigemptyset(&none);
  kill(getpid(), SIGUSR1);
  tell("kill", getpid());
  raise(SIGUSR1);
  tell("raise", getpid());
  syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGUSR1);
  tell("tgkill", getpid());
  sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 1234});
  tell("sigqueue", getpid());
  printf("with %d\n", last.si_value.sival_int);
  sigemptyset(&child_signal);
  sigaddset(&child_signal, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child_signal, 0);
  for (int i = 0; i < 2; i++) {
    pid_t child = start();
    if (child == 0) {
      if (i == 0) _exit(5);
      for (;;) pause();
    }
    if (i == 1) kill(child, SIGTERM);
    sigsuspend(&none);
    tell("child", child);
    printf("status %d\n", last.si_status);
    finish(child);
  }
  handled = 0;
  alarm(1);
  while (!handled) pause();
  printf("alarm: %s, %s\n", signal_name(last.si_signo), code(last.si_code));
  handled = 0;
  pid_t parent = getpid(), child = start();
  if (child == 0) _exit(kill(parent, SIGUSR1));
  while (!handled) usleep(100);
  tell("another process", child);
  finish(child);
}
