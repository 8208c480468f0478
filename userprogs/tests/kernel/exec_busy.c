// Nobody writes to a program that runs, and nobody runs what somebody may write to.
#include "show.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

static char folder[] = "/tmp/ring3-busy-XXXXXX";

static void copy_self(const char *name) {
  int from = open("/proc/self/exe", O_RDONLY), to = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0755);
  REQUIRE(from >= 0 && to >= 0);
  static char bytes[65536];
  for (ssize_t count; (count = read(from, bytes, sizeof bytes)) > 0;) REQUIRE(write(to, bytes, count) == count);
  close(from), close(to);
}

static void run(const char *what, const char *name) {
  pid_t child = start();
  if (child == 0) {
    char *arguments[] = {"copy", "end", 0}, *environment[] = {0};
    execve(name, arguments, environment);
    printf("%s: %s\n", what, error_name(errno));
    exit(1);
  }
  show_status(what, finish(child));
}

// Starts a copy that says when it runs and then waits to be killed.
static pid_t start_copy(void) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  pid_t child = start();
  if (child == 0) {
    char *arguments[] = {"copy", "wait", 0}, *environment[] = {0};
    dup2(ends[1], 9);
    execve("copy", arguments, environment);
    _exit(99);
  }
  close(ends[1]);
  char byte;
  REQUIRE(read(ends[0], &byte, 1) == 1);
  close(ends[0]);
  return child;
}

int main(int count, char **arguments) {
  if (count > 1 && strcmp(arguments[1], "wait") == 0) {
    if (write(9, "x", 1) != 1) return 98;
    for (;;) pause();
  }
  if (count > 1) return 7;
  REQUIRE(mkdtemp(folder) != 0 && chdir(folder) == 0);

  printf("-- run while it is written\n");
  copy_self("copy");
  run("closed", "./copy");
  int writer = open("copy", O_WRONLY);
  run("open for writing", "./copy");
  pid_t other = start();
  if (other == 0) {
    for (;;) pause();
  }
  close(writer);
  run("open in another process", "./copy");
  kill(other, SIGKILL);
  finish(other);
  run("closed again", "./copy");
  int reader = open("copy", O_RDONLY);
  run("open for reading", "./copy");
  close(reader);
  int both = open("copy", O_RDWR);
  char *shared = mmap(0, 4096, PROT_READ, MAP_SHARED, both, 0);
  char *own = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, both, 0);
  REQUIRE(shared != MAP_FAILED && own != MAP_FAILED);
  close(both);
  run("mapped", "./copy");
  munmap(shared, 4096), munmap(own, 4096);
  run("mapped no more", "./copy");

  printf("-- a script\n");
  int script = open("script", O_WRONLY | O_CREAT, 0755);
  REQUIRE(write(script, "#!./copy\n", 9) == 9);
  run("open for writing", "./script");
  close(script);
  run("closed", "./script");

  printf("-- written while it runs\n");
  pid_t child = start_copy();
  SHOW(open("copy", O_WRONLY));
  SHOW(open("copy", O_RDWR));
  SHOW(open("copy", O_WRONLY | O_CREAT, 0755));
  SHOW(open("copy", O_RDONLY | O_TRUNC));
  SHOW(truncate("copy", 10));
  SHOW_OK(open("copy", O_RDONLY));
  SHOW_OK(open("copy", O_PATH));
  SHOW(access("copy", W_OK));
  SHOW(chmod("copy", 0700));
  char name[64];
  sprintf(name, "/proc/%d/exe", child);
  SHOW(open(name, O_WRONLY));
  SHOW(rename("copy", "other"));
  SHOW(open("other", O_WRONLY));
  SHOW(unlink("other"));
  SHOW(open(name, O_RDWR));
  copy_self("copy");
  run("a new one", "./copy");
  kill(child, SIGKILL);
  finish(child);
  child = start_copy();
  kill(child, SIGKILL);
  finish(child);
  SHOW_OK(open("copy", O_WRONLY));
  unlink("copy"), unlink("script"), rmdir(folder);
  return 0;
}
