// What /proc says about processes and the system, for ps, top and their kin. Nothing here needs fractions:
// shares are tenths of a percent.
#ifndef PROC_H
#define PROC_H

#include <ctype.h>
#include <dirent.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

struct process {
  int pid, thread;  // the same number for a process's first thread
  int parent, group, session, terminal, foreground;
  char state, name[64];
  unsigned flags;
  unsigned long minor_faults, major_faults, user_ticks, system_ticks, start_ticks, virtual_bytes;
  unsigned long code_start, code_end;
  long priority, nice, threads, resident_pages, shared_pages;
  int processor;
  uid_t user;
  char command[512];  // with its arguments; [name] if there are none
  unsigned long shown;  // what top, or ps --forest, makes of it
};

// All of a file, up to `size` - 1 bytes, with a null byte behind it. Returns how many, -1 if it cannot be
// read.
UNUSED static long read_file(const char *path, char *text, size_t size) {
  FILE *file = fopen(path, "r");
  if (file == 0) return -1;
  size_t length = fread(text, 1, size - 1, file);
  fclose(file);
  text[length] = 0;
  return (long)length;
}

// The number behind `key` in a text with a line for each; 0 if it is not there.
UNUSED static unsigned long value_of(const char *text, const char *key) {
  size_t length = strlen(key);
  for (const char *line = text; line != 0 && *line != 0; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    if (strncmp(line, key, length) == 0 && (line[length] == ':' || line[length] == ' '))
      return strtoul(line + length + 1, 0, 10);
  }
  return 0;
}

// What lies between the parentheses is the name, which may contain anything.
UNUSED static bool parse_stat(struct process *process, char *text) {
  char *open = strchr(text, '('), *close = strrchr(text, ')');
  if (open == 0 || close == 0) return false;
  *close = 0;
  process->pid = atoi(text);
  snprintf(process->name, sizeof process->name, "%s", open + 1);
  int count = sscanf(close + 2,
    "%c %d %d %d %d %d %u %lu %*u %lu %*u %lu %lu %*d %*d %ld %ld %ld %*d %lu %lu %ld"
    " %*u %lu %lu %*u %*u %*u %*u %*u %*u %*u %*u %*u %*u %*d %d",
    &process->state, &process->parent, &process->group, &process->session, &process->terminal,
    &process->foreground, &process->flags, &process->minor_faults, &process->major_faults, &process->user_ticks,
    &process->system_ticks, &process->priority, &process->nice, &process->threads, &process->start_ticks,
    &process->virtual_bytes, &process->resident_pages, &process->code_start, &process->code_end,
    &process->processor);
  return count >= 17;
}

UNUSED static void read_command(struct process *process, const char *path) {
  long length = read_file(path, process->command, sizeof process->command);
  while (length > 0 && process->command[length - 1] == 0) length--;
  for (long i = 0; i < length; i++)
    if (!isprint((unsigned char)process->command[i])) process->command[i] = ' ';
  if (length <= 0) snprintf(process->command, sizeof process->command, "[%.63s]", process->name);
  else process->command[length] = 0;
}

// Linux counts pages roughly for `stat`, and exactly for `statm`.
UNUSED static void read_pages(struct process *process, int pid) {
  char path[64], text[128];
  snprintf(path, sizeof path, "/proc/%d/statm", pid);
  if (read_file(path, text, sizeof text) > 0)
    sscanf(text, "%*s %ld %ld", &process->resident_pages, &process->shared_pages);
}

// A process, or with `thread` one of its threads. False if there is none (any more).
UNUSED static bool read_thread(struct process *process, int pid, int thread) {
  char path[64], text[2048];
  struct stat status;
  memset(process, 0, sizeof *process);
  if (thread == 0) snprintf(path, sizeof path, "/proc/%d/stat", pid);
  else snprintf(path, sizeof path, "/proc/%d/task/%d/stat", pid, thread);
  if (read_file(path, text, sizeof text) <= 0 || !parse_stat(process, text)) return false;
  process->thread = process->pid;
  process->pid = pid;
  process->user = stat(path, &status) == 0 ? status.st_uid : 0;
  snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
  read_command(process, path);
  read_pages(process, pid);
  return true;
}

UNUSED static bool read_process(struct process *process, int pid) { return read_thread(process, pid, 0); }

UNUSED static int compare_pids(const void *a, const void *b) {
  const struct process *x = a, *y = b;
  return x->pid != y->pid ? x->pid - y->pid : x->thread - y->thread;
}

// Adds to a list all that the numbers in a folder of /proc name: processes, or threads of `pid`.
UNUSED static void add_processes(
  struct process **list, size_t *count, const char *path, int pid, bool with_threads) {
  DIR *folder = opendir(path);
  if (folder == 0) return;
  for (struct dirent *entry; (entry = readdir(folder)) != 0;) {
    char inner[64];
    int number = atoi(entry->d_name);
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    if (with_threads && pid == 0) {
      snprintf(inner, sizeof inner, "/proc/%d/task", number);
      add_processes(list, count, inner, number, true);
      continue;
    }
    if (*count % 64 == 0) *list = take_memory(*list, (*count + 64) * sizeof **list);
    *count += read_thread(&(*list)[*count], pid == 0 ? number : pid, pid == 0 ? 0 : number);
  }
  closedir(folder);
}

// All processes, or all threads, ordered by number; the caller frees the list.
UNUSED static struct process *read_all(size_t *count, bool with_threads) {
  struct process *list = 0;
  *count = 0;
  if (access("/proc/self/stat", R_OK) < 0) {
    complain("/proc");
    exit(FAILURE);
  }
  add_processes(&list, count, "/proc", 0, with_threads);
  if (*count > 0) qsort(list, *count, sizeof *list, compare_pids);
  return list;
}

UNUSED static struct process *read_processes(size_t *count) { return read_all(count, false); }

UNUSED static const char *user_name(uid_t user) {
  static char number[12];
  struct passwd *entry = getpwuid(user);
  snprintf(number, sizeof number, "%u", user);
  return entry != 0 ? entry->pw_name : number;
}

// The time since the machine started, in hundredths of a second, and the time that the harts were idle.
UNUSED static unsigned long read_uptime(unsigned long *idle) {
  char text[128];
  unsigned long seconds = 0, hundredths = 0, idle_seconds = 0, idle_hundredths = 0;
  if (read_file("/proc/uptime", text, sizeof text) > 0)
    sscanf(text, "%lu.%lu %lu.%lu", &seconds, &hundredths, &idle_seconds, &idle_hundredths);
  if (idle != 0) *idle = 100 * idle_seconds + idle_hundredths;
  return 100 * seconds + hundredths;
}

UNUSED static unsigned long ticks_per_second(void) { return (unsigned long)sysconf(_SC_CLK_TCK); }

// The share of one hart that the process had since it began, in tenths of a percent.
UNUSED static unsigned long cpu_share(const struct process *process) {
  unsigned long used = (process->user_ticks + process->system_ticks) * 1000 / ticks_per_second();
  unsigned long start = process->start_ticks * 100 / ticks_per_second(), now = read_uptime(0);
  return now > start ? used * 100 / (now - start) : 0;
}

UNUSED static unsigned long resident_kib(const struct process *process) {
  return (unsigned long)process->resident_pages * (unsigned long)(sysconf(_SC_PAGESIZE) / 1024);
}

// How much of it is shared with files and others.
UNUSED static unsigned long shared_kib(const struct process *process) {
  return (unsigned long)process->shared_pages * (unsigned long)(sysconf(_SC_PAGESIZE) / 1024);
}

// The terminal's name as ps shows it.
UNUSED static const char *terminal_name(int device, char text[16]) {
  unsigned number = minor((dev_t)device);
  if (device == 0) return "?";
  if (major((dev_t)device) == 4)
    snprintf(text, 16, number < 64 ? "tty%u" : "ttyS%u", number < 64 ? number : number - 64);
  else if (major((dev_t)device) == 5) snprintf(text, 16, "console");
  else snprintf(text, 16, "pts/%u", (major((dev_t)device) - 136) * 256 + number);
  return text;
}

#endif
