// What the tests of kv share. Each is run as `TEST KV`, KV being the program; it works in a folder of its
// own.
#ifndef DRIVER_H
#define DRIVER_H

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *kv_path;
static char folder[] = "/tmp/kv-test-XXXXXX";

static _Noreturn void give_up(const char *what) {
  printf("%s: %s\n", what, strerror(errno));
  exit(1);
}

static void start_test(int argc, char **argv) {
  if (argc != 2) exit(2);
  kv_path = argv[1];
  if (mkdtemp(folder) == 0 || chdir(folder) < 0) give_up(folder);
  setvbuf(stdout, 0, _IOLBF, 0);
  alarm(300);
}

__attribute__((unused)) static unsigned random_below(unsigned limit) {
  static uint64_t state = 20240229;
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)((state >> 33) % limit);
}

// Starts kv with its standard streams as pipes; null for one that it keeps.
static pid_t start_kv(char *const *arguments, int *to, int *from) {
  int in[2], out[2];
  if ((to != 0 && pipe2(in, O_CLOEXEC) < 0) || (from != 0 && pipe2(out, O_CLOEXEC) < 0)) give_up("pipe");
  fflush(stdout);
  pid_t pid = fork();
  if (pid < 0) give_up("fork");
  if (pid == 0) {
    if (to != 0) dup2(in[0], STDIN_FILENO);
    if (from != 0) dup2(out[1], STDOUT_FILENO);
    execv(kv_path, arguments);
    _exit(99);
  }
  if (to != 0) close(in[0]), *to = in[1];
  if (from != 0) close(out[1]), *from = out[0];
  return pid;
}

static int end_of(pid_t pid) {
  int status;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) give_up("wait");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

// What kv prints for one request; its status.
__attribute__((unused)) static int ask_kv(char *output, size_t room, char *const *arguments) {
  int from;
  pid_t pid = start_kv(arguments, 0, &from);
  size_t used = 0;
  for (ssize_t count; (count = read(from, output + used, room - 1 - used)) > 0;) used += (size_t)count;
  output[used] = 0;
  close(from);
  return end_of(pid);
}

#endif
