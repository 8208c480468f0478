// lsof: which files processes have open.
#define TOOL "lsof"
#include "tool.h"

#include <limits.h>

#include "proc.h"

const char help[] =
  "Usage: lsof [-p LIST] [-c NAME] [FILE]...\n"
  "List the files that processes have open, or, with FILEs, those that have one of them open.\n"
  "\n"
  "  -p LIST  only these processes            -c NAME  only those whose name begins so\n"
  "  -u USER  only those of USER              -t       only the processes' numbers\n"
  "      --help  show this help\n"
  "\n"
  "FD is cwd for the working folder, txt for the program, or a descriptor's number with r, w or u behind it\n"
  "for reading, writing or both.\n"
  "Example: lsof -p $$\n";

static const char *wanted_pids, *wanted_name, *wanted_user;
static bool only_numbers, found_any;
static char **paths;

static bool is_wanted(const struct process *process) {
  bool is_listed = wanted_pids == 0;
  for (const char *p = wanted_pids; p != 0 && *p != 0; p += strcspn(p, ","), p += *p != 0)
    is_listed |= atoi(p) == process->pid;
  if (wanted_name != 0 && strncmp(process->name, wanted_name, strlen(wanted_name)) != 0) return false;
  return is_listed && (wanted_user == 0 || strcmp(user_name(process->user), wanted_user) == 0);
}

static const char *kind_of(const struct stat *status, bool is_known) {
  if (!is_known) return "unknown";
  switch (status->st_mode & S_IFMT) {
    case S_IFREG: return "REG";
    case S_IFDIR: return "DIR";
    case S_IFIFO: return "FIFO";
    case S_IFSOCK: return "sock";
    case S_IFCHR: return "CHR";
    case S_IFBLK: return "BLK";
    default: return "a_inode";
  }
}

static bool is_named(const struct stat *status, const char *target) {
  struct stat named;
  if (*paths == 0) return true;
  for (char **path = paths; *path != 0; path++)
    if (strcmp(*path, target) == 0 ||
        (stat(*path, &named) == 0 && named.st_ino == status->st_ino && named.st_dev == status->st_dev))
      return true;
  return false;
}

// True if it was shown.
static bool show(const struct process *process, const char *link, const char *descriptor) {
  char target[PATH_MAX], size[24] = "";
  struct stat status = {0};
  ssize_t length = readlink(link, target, sizeof target - 1);
  if (length < 0) return false;
  target[length] = 0;
  bool is_known = stat(link, &status) == 0;
  if (!is_named(&status, target)) return false;
  found_any = true;
  if (only_numbers) return true;
  if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))
    snprintf(size, sizeof size, "%ld", (long)status.st_size);
  printf("%-10.10s %6d %-8.8s %5s %7s %10s %10lu %s\n", process->name, process->pid, user_name(process->user),
    descriptor, kind_of(&status, is_known), size, (unsigned long)status.st_ino, target);
  return true;
}

// r, w or u, as the file's flags say.
static char access_of(int pid, int descriptor) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", pid, descriptor);
  char *flags = read_file(path, text, sizeof text) > 0 ? strstr(text, "flags:") : 0;
  return flags == 0 ? ' ' : "rwu?"[strtol(flags + 6, 0, 8) & 3];
}

static int compare_numbers(const struct dirent **a, const struct dirent **b) {
  return atoi((*a)->d_name) - atoi((*b)->d_name);
}

static bool show_descriptors(const struct process *process) {
  char path[64], link[96], name[16];
  struct dirent **entries;
  snprintf(path, sizeof path, "/proc/%d/fd", process->pid);
  int count = scandir(path, &entries, 0, compare_numbers);
  bool any = false;
  for (int i = 0; i < count; i++) {
    if (isdigit((unsigned char)entries[i]->d_name[0])) {
      int number = atoi(entries[i]->d_name);
      snprintf(link, sizeof link, "%s/%d", path, number);
      snprintf(name, sizeof name, "%d%c", number, access_of(process->pid, number));
      any |= show(process, link, name);
    }
    free(entries[i]);
  }
  if (count >= 0) free(entries);
  return any;
}

static void show_process(const struct process *process) {
  static const char *const links[] = {"cwd", "root", "exe"}, *const titles[] = {"cwd", "rtd", "txt"};
  bool any = false;
  for (int i = 0; i < 3; i++) {
    char link[64];
    snprintf(link, sizeof link, "/proc/%d/%s", process->pid, links[i]);
    any |= show(process, link, titles[i]);
  }
  any |= show_descriptors(process);
  if (any && only_numbers) printf("%d\n", process->pid);
}

int main(int argc, char **argv) {
  for (int option; (option = next_option(argc, argv, "p:c:u:tn", ONLY_HELP, FAILURE)) != -1;)
    switch (option) {
    case 'p': wanted_pids = optarg; break;
    case 'c': wanted_name = optarg; break;
    case 'u': wanted_user = optarg; break;
    case 't': only_numbers = true; break;
  }
  paths = argv + optind;
  size_t count;
  struct process *list = read_processes(&count);
  if (!only_numbers)
    printf("%-10s %6s %-8s %5s %7s %10s %10s %s\n", "COMMAND", "PID", "USER", "FD", "TYPE", "SIZE", "NODE",
      "NAME");
  for (size_t i = 0; i < count; i++)
    if (is_wanted(&list[i])) show_process(&list[i]);
  return finish(found_any ? 0 : FAILURE);
}
