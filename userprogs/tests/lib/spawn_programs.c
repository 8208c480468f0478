// posix_spawn: actions on descriptors, attributes, and errors.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int child(int argc, char **argv) {
  char *line = 0;
  size_t room = 0;
  sigset_t mask;
  printf("child:");
  for (int i = 2; i < argc; i++) printf(" %s", argv[i]);
  printf(" VALUE=%s", getenv("VALUE") == 0 ? "none" : getenv("VALUE"));
  sigprocmask(SIG_SETMASK, 0, &mask);
  printf(" masked=%d leads=%d", sigismember(&mask, SIGUSR1), getpgrp() == getpid());
  if (getline(&line, &room, stdin) > 0) printf(" read %s", line);
  else putchar('\n');
  fflush(stdout);
  free(line);
  return 7;
}

static void show(const char *what, int error, const pid_t *process) {
  int status = 0;
  if (error != 0) {
    printf("%s: %s\n", what, strerror(error));
    return;
  }
  while (waitpid(*process, &status, 0) < 0 && errno == EINTR) continue;
  printf("%s: exited %d\n", what, WEXITSTATUS(status));
  fflush(stdout);
}

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "child") == 0) return child(argc, argv);
  pid_t process = 0;
  // On Ring3, argv[0] is only a name.
  char *self = (char *)getauxval(AT_EXECFN);
  char *words[] = {self, "child", "one", "two", 0}, *few[] = {"VALUE=5", 0};
  char path[] = "/tmp/ring3-spawn-XXXXXX";
  int file = mkstemp(path);
  if (write(file, "a line\n", 7) != 7) return 1;
  close(file);
  setvbuf(stdout, 0, _IONBF, 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  show("plain", posix_spawn(&process, self, &actions, 0, words, few), &process);
  posix_spawn_file_actions_destroy(&actions);

  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 5, path, O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, 5, 0);
  posix_spawn_file_actions_addclose(&actions, 5);
  posix_spawnattr_t attributes;
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGUSR1);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &mask);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  show("with actions", posix_spawn(&process, self, &actions, &attributes, words, environ), &process);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);

  show("no such program", posix_spawn(&process, "/no/such", 0, 0, words, environ), &process);
  show("not along PATH", posix_spawnp(&process, "no-such-program", 0, 0, words, environ), &process);
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/no/such/file", O_RDONLY, 0);
  show("no such input", posix_spawn(&process, self, &actions, 0, words, environ), &process);
  printf("bad descriptor: %s\n", strerror(posix_spawn_file_actions_addclose(&actions, -1)));
  posix_spawn_file_actions_destroy(&actions);
  int left = waitpid(-1, 0, WNOHANG) == 0 || errno != ECHILD;
  printf("children left: %d\n", left);
  unlink(path);
}
