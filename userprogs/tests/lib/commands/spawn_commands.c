// posix_spawn: pipelines, signals, sessions, and many children at once.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void show(const char *what, int error, pid_t child) {
  int status;
  if (error != 0) {
    printf("%s: %s\n", what, strerror(error));
    return;
  }
  if (waitpid(child, &status, 0) < 0) printf("%s: %s\n", what, strerror(errno));
  else if (WIFEXITED(status)) printf("%s: exited %d\n", what, WEXITSTATUS(status));
  else printf("%s: killed by %d\n", what, WTERMSIG(status));
}

static void shell(
  const char *command, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes) {
  char *words[] = {"sh", "-c", (char *)command, 0};
  pid_t child = 0;
  int error = posix_spawn(&child, "/bin/sh", actions, attributes, words, environ);
  show(command, error, child);
}

// Starts a program between two descriptors; the ends of all pipes close when it begins.
static pid_t stage(char **words, int input, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  pid_t child = 0;
  if (posix_spawnp(&child, words[0], &actions, 0, words, environ) != 0)
    printf("%s does not start\n", words[0]);
  posix_spawn_file_actions_destroy(&actions);
  return child;
}

static void pipeline(void) {
  char *first[] = {"printf", "c\\nb\\na\\nb\\n", 0}, *second[] = {"sort", 0}, *third[] = {"uniq", "-c", 0};
  int one[2], two[2], result[2];
  if (pipe2(one, O_CLOEXEC) < 0 || pipe2(two, O_CLOEXEC) < 0 || pipe2(result, O_CLOEXEC) < 0) return;
  pid_t children[] = {
    stage(first, 0, one[1]), stage(second, one[0], two[1]), stage(third, two[0], result[1])};
  close(one[0]), close(one[1]), close(two[0]), close(two[1]), close(result[1]);
  FILE *stream = fdopen(result[0], "r");
  char line[100];
  while (fgets(line, sizeof line, stream) != 0) printf("pipeline: %s", line);
  fclose(stream);
  for (int i = 0; i < 3; i++) show("stage", 0, children[i]);
}

static void signals(void) {
  sigset_t none, set;
  sigemptyset(&none);
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  signal(SIGTERM, SIG_IGN);
  shell("kill -TERM $$; exit 1", 0, 0);
  posix_spawnattr_setsigdefault(&attributes, &set);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  shell("kill -TERM $$; exit 2", 0, &attributes);
  signal(SIGTERM, SIG_DFL);
  sigprocmask(SIG_BLOCK, &set, 0);
  shell("kill -TERM $$; exit 3", 0, 0);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  shell("kill -TERM $$; exit 4", 0, &attributes);
  sigprocmask(SIG_UNBLOCK, &set, 0);
  posix_spawnattr_destroy(&attributes);
}

// The child waits until its group and session were looked at.
static void groups(void) {
  char *words[] = {"cat", 0};
  short flags[] = {0, POSIX_SPAWN_SETPGROUP, POSIX_SPAWN_SETSID};
  const char *names[] = {"plain", "group", "session"};
  for (int i = 0; i < 3; i++) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, flags[i]);
    pid_t child = 0;
    int error = posix_spawnp(&child, "cat", &actions, &attributes, words, environ);
    int leads = getpgid(child) == child, leads_session = getsid(child) == child;
    printf("%s: leads its group %d, its session %d\n", names[i], leads, leads_session);
    close(ends[0]), close(ends[1]);
    show(names[i], error, child);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
}

static void many(void) {
  pid_t children[30];
  int sum = 0, status;
  for (int i = 0; i < 30; i++) {
    char command[20], *words[] = {"sh", "-c", command, 0};
    snprintf(command, sizeof command, "exit %d", i);
    if (posix_spawnp(&children[i], "sh", 0, 0, words, environ) != 0) printf("child %d does not start\n", i);
  }
  for (int i = 29; i >= 0; i--)
    if (waitpid(children[i], &status, 0) == children[i]) sum += WEXITSTATUS(status);
  printf("30 children: %d\n", sum);
}

static void actions(void) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 7, "/etc/passwd", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, 7, 8);
  posix_spawn_file_actions_addclose(&actions, 7);
  posix_spawn_file_actions_addchdir_np(&actions, "/tmp");
  shell("pwd; read line <&8; echo \"${line%%:*}\"; (: <&7) 2>/dev/null || echo 7 is closed", &actions, 0);
  posix_spawn_file_actions_addchdir_np(&actions, "/no/such/folder");
  shell("exit 1", &actions, 0);
  posix_spawn_file_actions_destroy(&actions);
}

int main(void) {
  setvbuf(stdout, 0, _IONBF, 0);
  shell("exit 5", 0, 0);
  shell("kill -KILL $$", 0, 0);
  shell("no-such-command 2>/dev/null", 0, 0);
  pid_t child = -5;
  char *words[] = {"nothing", 0};
  show("a folder", posix_spawn(&child, "/tmp", 0, 0, words, environ), child);
  show("no program", posix_spawn(&child, "/etc/passwd", 0, 0, words, environ), child);
  show("nothing", posix_spawn(&child, "", 0, 0, words, environ), child);
  pipeline();
  signals();
  groups();
  many();
  actions();
  int left = waitpid(-1, 0, WNOHANG) == 0 || errno != ECHILD;
  printf("children left: %d\n", left);
}
