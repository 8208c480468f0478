// err, warn, error and perror: what they write, where, and how the program ends.
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void end_by_err(void) { errno = ENOENT, err(3, "cannot open %s", "file"); }
static void end_by_errx(void) { errx(4, "%d is too many", 5); }
static void end_by_error(void) { error(6, EACCES, "no %s", "entry"); }
static void end_by_error_without(void) { error(0, 0, "goes on"), exit(7); }
static void end_by_null(void) { errno = EPERM, err(8, 0); }

// The exit status of a child that ends so.
static void try(const char *name, void (*end)(void)) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) end(), _exit(99);
  int status;
  waitpid(child, &status, 0);
  printf("%s: %d\n", name, WEXITSTATUS(status));
}

int main(void) {
  program_invocation_name = program_invocation_short_name = "messages";
  setvbuf(stdout, 0, _IONBF, 0);
  dup2(STDOUT_FILENO, STDERR_FILENO);
  errno = EAGAIN;
  warn("first");
  warnx("second %s", "message");
  errno = EEXIST;
  perror("third");
  perror("");
  printf("errno is still %s\n", strerror(errno));
  try("err", end_by_err);
  try("errx", end_by_errx);
  try("error", end_by_error);
  try("error with status 0", end_by_error_without);
  try("err without a message", end_by_null);
  for (int error = 0; error < 134; error += 11) printf("%d %s\n", error, strerror(error));
}
