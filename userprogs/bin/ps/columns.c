// The columns: how each is called, how wide it is, and what it shows.
#include "ps.h"

#include <grp.h>
#include <sched.h>
#include <time.h>


static long time_value(const struct process *p) { return (long)(p->user_ticks + p->system_ticks); }

static long age_value(const struct process *p) {
  return (long)(read_uptime(0) / 100) - (long)(p->start_ticks / ticks_per_second());
}

#define NUMBER(name, expression)                                                          \
  static long name##_value(const struct process *p) { return (long)(expression); }       \
  static void name##_text(const struct process *p, char *text, size_t size) {             \
    snprintf(text, size, "%ld", (long)(expression));                                      \
  }
NUMBER(pid, p->pid)
NUMBER(ppid, p->parent)
NUMBER(pgid, p->group)
NUMBER(sid, p->session)
NUMBER(uid, p->user)
NUMBER(pri, 39 - p->priority)
NUMBER(ni, p->nice)
NUMBER(priority, p->priority)
NUMBER(opri, p->priority + 60)
NUMBER(f, p->flags >> 6 & 7)
NUMBER(trs, (p->code_end - p->code_start) / 1024)
NUMBER(drs, (p->virtual_bytes - (p->code_end - p->code_start)) / 1024)
NUMBER(rss, resident_kib(p))
NUMBER(vsz, p->virtual_bytes / 1024)
NUMBER(nlwp, p->threads)
NUMBER(psr, p->processor)
NUMBER(minflt, p->minor_faults)
NUMBER(majflt, p->major_faults)
NUMBER(tid, p->thread)
NUMBER(tpgid, p->foreground)
NUMBER(etimes, age_value(p))
NUMBER(cputimes, time_value(p) / (long)ticks_per_second())
NUMBER(shared, shared_kib(p))
NUMBER(size, p->virtual_bytes / (unsigned long)sysconf(_SC_PAGESIZE))

// Where it is in memory, which nobody says any more.
static void addr_text(const struct process *p, char *text, size_t size) {
  (void)p;
  snprintf(text, size, "-");
}

static void address_and_size_text(const struct process *p, char *text, size_t size) {
  snprintf(text, size, "- %5ld", size_value(p));
}

static void user_text(const struct process *p, char *text, size_t size) {
  snprintf(text, size, "%.8s", user_name(p->user));
}

// Under --forest, how deep in the tree.
static int indent(const struct process *p, char *text, size_t size) {
  int depth = p->shown > 40 ? 40 : (int)p->shown;
  return depth == 0 ? 0 : snprintf(text, size, "%*s\\_ ", 4 * depth - 3, "");
}

static void comm_text(const struct process *p, char *text, size_t size) {
  int used = indent(p, text, size);
  text += used, size -= (size_t)used;
  snprintf(text, size, "%s%s", p->name, p->state == 'Z' ? " <defunct>" : "");
}

static void args_text(const struct process *p, char *text, size_t size) {
  int used = indent(p, text, size);
  text += used, size -= (size_t)used;
  snprintf(text, size, "%s%s", p->command, p->state == 'Z' ? " <defunct>" : "");
}

static void state_text(const struct process *p, char *text, size_t size) {
  snprintf(text, size, "%c", p->state);
}

static void stat_text(const struct process *p, char *text, size_t size) {
  snprintf(text, size, "%c%s%s%s%s", p->state, p->nice < 0 ? "<" : p->nice > 0 ? "N" : "",
           p->session == p->pid ? "s" : "", p->threads > 1 ? "l" : "", p->foreground == p->group ? "+" : "");
}

static void tty_text(const struct process *p, char *text, size_t size) {
  char name[16];
  snprintf(text, size, "%s", terminal_name(p->terminal, name));
}

static void time_text(const struct process *p, char *text, size_t size) {
  unsigned long seconds = (unsigned long)time_value(p) / ticks_per_second();
  snprintf(text, size, "%02lu:%02lu:%02lu", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void short_time_text(const struct process *p, char *text, size_t size) {
  unsigned long seconds = (unsigned long)time_value(p) / ticks_per_second();
  snprintf(text, size, "%lu:%02lu", seconds / 60, seconds % 60);
}

static void etime_text(const struct process *p, char *text, size_t size) {
  long age = age_value(p), days = age / 86400, hours = age / 3600 % 24;
  if (days > 0) snprintf(text, size, "%ld-%02ld:%02ld:%02ld", days, hours, age / 60 % 60, age % 60);
  else if (hours > 0) snprintf(text, size, "%02ld:%02ld:%02ld", hours, age / 60 % 60, age % 60);
  else snprintf(text, size, "%02ld:%02ld", age / 60, age % 60);
}

static void start_text(const struct process *p, char *text, size_t size) {
  time_t now = time(0), start = now - age_value(p);
  strftime(text, size, now - start < 86400 ? "%H:%M" : "%b%d", localtime(&start));
}

static void long_start_text(const struct process *p, char *text, size_t size) {
  time_t now = time(0), start = now - age_value(p);
  strftime(text, size, now - start < 86400 ? "%H:%M:%S" : "  %b %d", localtime(&start));
}

static long pcpu_value(const struct process *p) { return (long)cpu_share(p); }

static void pcpu_text(const struct process *p, char *text, size_t size) {
  unsigned long share = cpu_share(p);
  snprintf(text, size, share < 1000 ? "%lu.%lu" : "%lu", share / 10, share % 10);
}

static long pmem_value(const struct process *p) {
  static unsigned long total;
  char text[4096];
  if (total == 0 && read_file("/proc/meminfo", text, sizeof text) > 0) total = value_of(text, "MemTotal");
  return total == 0 ? 0 : (long)(resident_kib(p) * 1000 / total);
}

static void pmem_text(const struct process *p, char *text, size_t size) {
  snprintf(text, size, "%ld.%ld", pmem_value(p) / 10, pmem_value(p) % 10);
}

static void cpu_text(const struct process *p, char *text, size_t size) {
  snprintf(text, size, "%lu", cpu_share(p) / 10 > 99 ? 99 : cpu_share(p) / 10);
}

static void group_text(const struct process *p, char *text, size_t size) {
  char path[64];
  struct stat status;
  snprintf(path, sizeof path, "/proc/%d", p->pid);
  struct group *group = stat(path, &status) < 0 ? 0 : getgrgid(status.st_gid);
  snprintf(text, size, "%s", group == 0 ? "?" : group->gr_name);
}

static void lstart_text(const struct process *p, char *text, size_t size) {
  time_t start = time(0) - age_value(p);
  strftime(text, size, "%a %b %e %H:%M:%S %Y", localtime(&start));
}

// Where it waits in the kernel.
static void wchan_text(const struct process *p, char *text, size_t size) {
  char path[64], name[64];
  snprintf(path, sizeof path, "/proc/%d/wchan", p->pid);
  bool waits = read_file(path, name, sizeof name) > 0 && strcmp(name, "0") != 0;
  snprintf(text, size, "%.6s", waits ? name : "-");
}

// A line of /proc/PID/status that begins so.
static void status_text(const struct process *p, const char *key, char *text, size_t size) {
  char path[64], all[4096];
  snprintf(path, sizeof path, "/proc/%d/status", p->pid);
  char *line = read_file(path, all, sizeof all) > 0 ? strstr(all, key) : 0;
  if (line == 0) snprintf(text, size, "-");
  else {
    line += strlen(key) + strspn(line + strlen(key), " \t");
    snprintf(text, size, "%.*s", (int)strcspn(line, "\n"), line);
  }
}

static void swap_text(const struct process *p, char *text, size_t size) {
  status_text(p, "VmSwap:", text, size);
  text[strcspn(text, " ")] = 0;
}

#define STATUS(name, key)                                                                     \
  static void name##_text(const struct process *p, char *text, size_t size) {                 \
    status_text(p, key, text, size);                                                          \
  }
STATUS(pending, "SigPnd:")
STATUS(blocked, "SigBlk:")
STATUS(ignored, "SigIgn:")
STATUS(caught, "SigCgt:")

static void class_text(const struct process *p, char *text, size_t size) {
  static const char *const names[] = {"TS", "FF", "RR", "B", "?", "IDL", "DLN"};
  int policy = sched_getscheduler(p->thread) & 0xff;  // without SCHED_RESET_ON_FORK
  snprintf(text, size, "%s", policy > 6 ? "?" : names[policy]);
}

static void rtprio_text(const struct process *p, char *text, size_t size) {
  struct sched_param parameters = {0};
  if (sched_getparam(p->thread, &parameters) < 0 || parameters.sched_priority == 0) snprintf(text, size, "-");
  else snprintf(text, size, "%d", parameters.sched_priority);
}

static const struct column table[] = {
  {"pid", "PID", PID_WIDTH, pid_text, pid_value},       {"ppid", "PPID", PID_WIDTH, ppid_text, ppid_value},
  {"pgid", "PGID", PID_WIDTH, pgid_text, pgid_value},   {"pgrp", "PGRP", PID_WIDTH, pgid_text, pgid_value},
  {"sid", "SID", PID_WIDTH, sid_text, sid_value},       {"sess", "SESS", PID_WIDTH, sid_text, sid_value},
  {"uidname", "UID", -8, user_text, uid_value},
  {"user", "USER", -8, user_text, uid_value},   {"uid", "UID", 5, uid_text, uid_value},
  {"comm", "COMMAND", -15, comm_text, 0},       {"ucmd", "CMD", -15, comm_text, 0},
  {"args", "COMMAND", -27, args_text, 0},       {"cmd", "CMD", -27, args_text, 0},
  {"command", "COMMAND", -27, args_text, 0},    {"s", "S", -1, state_text, 0},
  {"state", "S", -1, state_text, 0},            {"stat", "STAT", -4, stat_text, 0},
  {"pri", "PRI", 3, pri_text, pri_value},       {"ni", "NI", 3, ni_text, ni_value},
  {"opri", "PRI", 3, opri_text, opri_value},    {"priority", "PRI", 3, priority_text, priority_value},
  {"f", "F", 1, f_text, f_value},               {"flags", "F", 1, f_text, f_value},
  {"flag", "F", 1, f_text, f_value},            {"addr", "ADDR", 4, addr_text, 0},
  {"trs", "TRS", 4, trs_text, trs_value},       {"bsdtrs", "TRS", 5, trs_text, trs_value},       {"drs", "DRS", 5, drs_text, drs_value},
  {"nice", "NI", 3, ni_text, ni_value},         {"tty", "TT", -8, tty_text, 0},
  {"tt", "TT", -8, tty_text, 0},                {"tname", "TTY", -8, tty_text, 0},
  {"time", "TIME", 8, time_text, time_value},   {"bsdtime", "TIME", 6, short_time_text, time_value},
  {"etime", "ELAPSED", 11, etime_text, age_value}, {"rss", "RSS", 5, rss_text, rss_value},
  {"vsz", "VSZ", 6, vsz_text, vsz_value},       {"pcpu", "%CPU", 4, pcpu_text, pcpu_value},
  {"%cpu", "%CPU", 4, pcpu_text, pcpu_value},   {"pmem", "%MEM", 4, pmem_text, pmem_value},
  {"%mem", "%MEM", 4, pmem_text, pmem_value},   {"nlwp", "NLWP", 4, nlwp_text, nlwp_value},
  {"thcount", "THCNT", 5, nlwp_text, nlwp_value}, {"psr", "PSR", 3, psr_text, psr_value},
  {"start", "STARTED", 8, long_start_text, age_value}, {"bsdstart", "START", 6, start_text, age_value},
  {"start_time", "START", 5, start_text, age_value}, {"stime", "STIME", 5, start_text, age_value},
  {"addr_sz", "ADDR SZ", 7, address_and_size_text, 0},
  {"minflt", "MINFLT", 6, minflt_text, minflt_value}, {"min_flt", "MINFL", 6, minflt_text, minflt_value},
  {"majflt", "MAJFLT", 6, majflt_text, majflt_value}, {"maj_flt", "MAJFL", 6, majflt_text, majflt_value},
  {"tid", "TID", PID_WIDTH, tid_text, tid_value},       {"lwp", "LWP", PID_WIDTH, tid_text, tid_value},
  {"spid", "SPID", PID_WIDTH, tid_text, tid_value},     {"tpgid", "TPGID", 5, tpgid_text, tpgid_value},
  {"euser", "EUSER", -8, user_text, uid_value}, {"ruser", "RUSER", -8, user_text, uid_value},
  {"euid", "EUID", 5, uid_text, uid_value},     {"ruid", "RUID", 5, uid_text, uid_value},
  {"group", "GROUP", -8, group_text, 0},        {"lstart", "STARTED", 24, lstart_text, age_value},
  {"etimes", "ELAPSED", 7, etimes_text, etimes_value}, {"cputime", "TIME", 8, time_text, time_value},
  {"times", "TIME", 8, cputimes_text, cputimes_value}, {"cputimes", "TIME", 8, cputimes_text, cputimes_value},
  {"wchan", "WCHAN", -6, wchan_text, 0},        {"rsz", "RSZ", 5, rss_text, rss_value},
  {"rssize", "RSS", 5, rss_text, rss_value},    {"vsize", "VSZ", 6, vsz_text, vsz_value},
  {"shr", "SHR", 5, shared_text, shared_value}, {"swap", "SWAP", 5, swap_text, 0},
  {"cls", "CLS", 3, class_text, 0},             {"policy", "POL", -3, class_text, 0},
  {"rtprio", "RTPRIO", 6, rtprio_text, 0},      {"pending", "PENDING", 16, pending_text, 0},
  {"blocked", "BLOCKED", 16, blocked_text, 0},  {"ignored", "IGNORED", 16, ignored_text, 0},
  {"caught", "CAUGHT", 16, caught_text, 0},     {"fname", "COMMAND", -8, comm_text, 0},
  {"c", "C", 2, cpu_text, pcpu_value},          {"sz", "SZ", 5, size_text, size_value},
};
enum { COLUMNS = sizeof table / sizeof *table };

bool is_column(const char *name) {
  size_t length = strcspn(name, "=,");
  for (int i = 0; i < COLUMNS; i++)
    if (strlen(table[i].name) == length && strncmp(table[i].name, name, length) == 0) return true;
  return false;
}

const struct column *find_column(const char *name, size_t length) {
  for (int i = 0; i < COLUMNS; i++)
    if (strlen(table[i].name) == length && strncmp(table[i].name, name, length) == 0) return &table[i];
  fprintf(stderr, "ps: unknown column '%.*s'\n", (int)length, name);
  refuse(FAILURE);
}
