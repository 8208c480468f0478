// system: what it answers, and what it does about signals meanwhile.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t interrupts, children, children_meanwhile;

static void count_interrupt(int signal) { (void)signal, interrupts++; }

static void count_child(int signal) { (void)signal, children++; }

static void show(const char *command) {
  int status = system(command);
  printf("%-28s ", command);
  if (status == -1) printf("failed: %s\n", strerror(errno));
  else if (WIFEXITED(status)) printf("exited %d\n", WEXITSTATUS(status));
  else if (WIFSIGNALED(status)) printf("killed by %d%s\n", WTERMSIG(status), WCOREDUMP(status) ? "?" : "");
  else printf("status %#x\n", status);
}

static void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigaction(signal, &action, 0);
}

static const char *disposition(int signal) {
  struct sigaction action;
  sigaction(signal, 0, &action);
  return action.sa_handler == SIG_IGN ? "ignored" : action.sa_handler == SIG_DFL ? "default" : "handled";
}

// The shell and its commands have the dispositions that the program had, as far as they outlive execve.
static void dispositions(const char *what, void (*handler)(int)) {
  handle(SIGINT, handler);
  handle(SIGQUIT, handler);
  printf("%s:\n", what);
  show("kill -INT $$; exit 3");
  show("kill -INT $PPID; exit 4");
  show("kill -QUIT $PPID; exit 5");
  printf("afterwards %s, %s; %d interrupts\n", disposition(SIGINT), disposition(SIGQUIT), interrupts);
}

static void reap(int signal) {
  (void)signal;
  while (waitpid(-1, 0, WNOHANG) > 0) children_meanwhile++;
}

int main(void) {
  setvbuf(stdout, 0, _IONBF, 0);
  printf("a shell: %d\n", system(0) != 0);
  show("exit 0");
  show("exit 7");
  show("exit 255");
  show("false");
  show("echo some words");
  show("echo one | cat; true && false");
  show("no-such-command 2>/dev/null");
  show("/etc/passwd 2>/dev/null");
  show("kill -KILL $$");
  show("kill -TERM $$");
  show("kill -USR1 $$");
  show("");

  dispositions("default", SIG_DFL);
  dispositions("ignored", SIG_IGN);
  dispositions("handled", count_interrupt);

  handle(SIGCHLD, count_child);
  show("true");
  printf("%d SIGCHLD came\n", children);
  handle(SIGCHLD, reap);
  show("exit 9");
  printf("%d children were reaped by the handler\n", children_meanwhile);
  sigset_t mask;
  sigprocmask(SIG_BLOCK, 0, &mask);
  printf("SIGCHLD is %s\n", sigismember(&mask, SIGCHLD) ? "blocked" : "free");
  handle(SIGCHLD, SIG_IGN);
  show("exit 11");
  handle(SIGCHLD, SIG_DFL);

  sigset_t usr1;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, 0);
  show("kill -USR1 $$; exit 12");
  setenv("GIVEN", "a value", 1);
  show("echo \"$GIVEN\"; cd /; exit 13");
  return WEXITSTATUS(system("exit 14"));
}
