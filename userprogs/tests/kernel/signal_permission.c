// Who may send signals to whom: root to all, others to their own.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *what, int result) {
  printf("%s: %s\n", what, result == 0 ? "yes" : strerror(errno));
  fflush(stdout);
}

// A process of a user that waits to be killed.
static pid_t waiting(uid_t user) {
  int ready[2];
  char byte;
  pipe(ready);
  pid_t child = fork();
  if (child == 0) {
    if (setresuid(user, user, user) != 0) _exit(1);
    write(ready[1], "x", 1);
    for (;;) pause();
  }
  read(ready[0], &byte, 1);
  close(ready[0]);
  close(ready[1]);
  return child;
}

int main(void) {
  if (geteuid() != 0) {
    puts("this is for root");
    return 0;
  }
  pid_t roots = waiting(0), same = waiting(1000), other = waiting(1001);
  fflush(stdout);
  if (fork() == 0) {
    setpgid(0, 0);
    if (setresuid(1000, 1000, 1000) != 0) _exit(1);
    say("signal 0 to root's", kill(roots, 0));
    say("SIGTERM to root's", kill(roots, SIGTERM));
    say("SIGTERM to another user's", kill(other, SIGTERM));
    say("an invalid signal to another user's", kill(other, 99));
    say("SIGCONT to another user's, in the same session", kill(other, SIGCONT));
    say("tgkill of another user's", (int)syscall(SYS_tgkill, other, other, SIGTERM));
    union sigval value = {.sival_int = 1};
    say("sigqueue to another user's", sigqueue(other, SIGUSR1, value));
    say("nobody", kill(99999, SIGTERM));
    say("SIGTERM to the same user's", kill(same, SIGTERM));
    _exit(0);
  }
  int status;
  pid_t ended;
  for (int count = 0; count < 2; count++) {
    ended = wait(&status);
    if (ended == same) printf("the same user's ended by signal %d\n", WTERMSIG(status));
  }
  fflush(stdout);
  // Real and saved users count on the receiver's side, real and effective ones on the sender's.
  if (fork() == 0) {
    if (setresuid(1001, 1000, 1000) != 0) _exit(1);
    say("by the real user", kill(other, 0));
    _exit(0);
  }
  wait(&status);
  if (fork() == 0) {
    if (setresuid(1000, 1000, 1001) != 0) _exit(1);
    say("by the saved user", kill(other, 0));
    _exit(0);
  }
  wait(&status);
  say("root to both", kill(other, SIGKILL) | kill(roots, SIGKILL));
  while (wait(&status) > 0) {}
  return 0;
}
