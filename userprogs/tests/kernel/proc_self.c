// What /proc/self says of the process itself is what the calls say.
#include "show.h"

#include <fcntl.h>
#include <sys/prctl.h>

static char text[8192];

static int load(const char *path) {
  int file = open(path, O_RDONLY);
  if (file < 0) return -1;
  int length = 0;
  for (ssize_t count; (count = read(file, text + length, sizeof text - 1 - length)) > 0;) length += count;
  close(file);
  text[length] = 0;
  return length;
}

// The value behind a name in `status`.
static const char *value(const char *name) {
  const char *line = strstr(text, name);
  return line == 0 ? "?" : line + strlen(name);
}

static void show_stat(void) {
  load("/proc/self/stat");
  char *name = strchr(text, '('), *rest = strrchr(text, ')');
  int fields = 2;
  for (char *p = rest; *p != 0; p++) fields += *p == ' ';
  int parent, group, session;
  char state;
  sscanf(rest + 2, "%c %d %d %d", &state, &parent, &group, &session);
  printf("stat: %d fields, %s, %.11s, state %c, parent %d, group %d, session %d, ends with newline %d\n", fields,
         atoi(text) == getpid() ? "own pid" : "?", name, state, parent == getppid(), group == getpgrp(),
         session == getsid(0), rest[strlen(rest) - 1] == '\n');
}

int main(void) {
  prctl(PR_SET_NAME, "a (b) c");
  show_stat();
  load("/proc/self/status");
  printf("status: %.8s %.11s tgid %d pid %d ppid %d threads %d\n", value("Name:\t"), value("State:\t"),
         atoi(value("Tgid:\t")) == getpid(), atoi(value("\nPid:\t")) == getpid(),
         atoi(value("PPid:\t")) == getppid(), atoi(value("Threads:\t")));
  printf("uid %d, umask %.4s, VmRSS is a number of kB %d\n", (uid_t)atoi(value("Uid:\t")) == getuid(),
         value("Umask:\t"), strstr(value("VmRSS:\t"), " kB\n") == value("VmRSS:\t") + 8);
  signal(SIGUSR1, SIG_IGN);
  load("/proc/self/status");
  // The C library has two signals to itself, which who starts us may ignore.
  unsigned long ours = ~(3UL << 31);
  printf("ignored: %016lx\n", strtoul(value("SigIgn:\t"), 0, 16) & ours);

  SHOW(load("/proc/self/comm"));
  printf("%s", text);
  int comm = open("/proc/self/comm", O_RDWR);
  SHOW(write(comm, "a much longer name than fits", 28));
  char name[16];
  prctl(PR_GET_NAME, name);
  printf("now %s\n", name);
  SHOW(pread(comm, text, 100, 0));

  char link[256], folder[256];
  link[readlink("/proc/self", link, sizeof link)] = 0;
  printf("self is own pid %d\n", atoi(link) == getpid());
  ssize_t length = readlink("/proc/self/cwd", link, sizeof link);
  link[length] = 0;
  printf("cwd %d\n", strcmp(link, getcwd(folder, sizeof folder)) == 0);
  SHOW_OK(chdir("/proc/self"));
  length = readlink("cwd", link, sizeof link);
  link[length] = 0;
  printf("cwd in it %d, as getcwd %d\n", atoi(link + 6) == getpid(), strcmp(link, getcwd(folder, sizeof folder)) == 0);
  SHOW_OK(chdir(".."));
  puts(getcwd(folder, sizeof folder));
  SHOW_OK(chdir("self/root"));
  puts(getcwd(folder, sizeof folder));
  length = readlink("/proc/self/exe", link, sizeof link);
  printf("exe is absolute %d\n", length > 1 && *link == '/');
  int own = open("/proc/self/exe", O_RDONLY);
  char magic[4];
  printf("exe is ELF %d\n", read(own, magic, 4) == 4 && memcmp(magic, "\177ELF", 4) == 0);
}
