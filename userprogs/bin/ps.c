// ps: lists processes.
#define TOOL "ps"
#include "tool.h"

#include <limits.h>
#include <time.h>

#include "proc.h"

static const char help[] =
  "Usage: ps [OPTION]...\n"
  "List processes: without options, those of this terminal and user.\n"
  "\n"
  "  -e, -A, ax       all of them\n"
  "  -f, -l, u, aux   more about each\n"
  "  -p LIST          those with these numbers\n"
  "  -u USER          those of USER\n"
  "  -C NAME          those that run NAME\n"
  "  -o COLUMNS       these columns: pid ppid pgid sid user uid comm args stat pri ni tty time etime rss\n"
  "                   vsz pcpu pmem nlwp psr start minflt majflt wchan; NAME=TITLE chooses a title, NAME=\n"
  "                   none\n"
  "      --sort=KEY   ordered by a column, with - before it the other way round\n"
  "      --no-headers without the line of titles\n"
  "      --help       show this help\n"
  "\n"
  "In stat: R runs, S sleeps, D waits for the disk, T is stopped, Z has ended; < and N by nice value,\n"
  "s leads a session, l has threads, + is in the terminal's foreground.\n"
  "Example: ps -eo pid,stat,rss,args --sort=-rss\n";

struct column {
  const char *name, *title;
  int width;  // negative: to the left
  void (*write)(const struct process *process, char *text, size_t size);
  long (*value)(const struct process *process);
};

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
NUMBER(rss, resident_kib(p))
NUMBER(vsz, p->virtual_bytes / 1024)
NUMBER(nlwp, p->threads)
NUMBER(psr, p->processor)
NUMBER(minflt, p->minor_faults)
NUMBER(majflt, p->major_faults)
NUMBER(size, p->virtual_bytes / (unsigned long)sysconf(_SC_PAGESIZE))

static void user_text(const struct process *p, char *text, size_t size) {
  snprintf(text, size, "%.8s", user_name(p->user));
}

static void comm_text(const struct process *p, char *text, size_t size) {
  snprintf(text, size, "%s%s", p->name, p->state == 'Z' ? " <defunct>" : "");
}

static void args_text(const struct process *p, char *text, size_t size) {
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

static long time_value(const struct process *p) { return (long)(p->user_ticks + p->system_ticks); }

static void time_text(const struct process *p, char *text, size_t size) {
  unsigned long seconds = (unsigned long)time_value(p) / ticks_per_second();
  snprintf(text, size, "%02lu:%02lu:%02lu", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void short_time_text(const struct process *p, char *text, size_t size) {
  unsigned long seconds = (unsigned long)time_value(p) / ticks_per_second();
  snprintf(text, size, "%lu:%02lu", seconds / 60, seconds % 60);
}

static long age_value(const struct process *p) {
  return (long)(read_uptime(0) / 100) - (long)(p->start_ticks / ticks_per_second());
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

// The function in which it waits.
static void wchan_text(const struct process *p, char *text, size_t size) {
  char path[64], name[64];
  snprintf(path, sizeof path, "/proc/%d/wchan", p->pid);
  long length = read_file(path, name, sizeof name);
  snprintf(text, size, "%.*s", 10, length <= 0 || strcmp(name, "0") == 0 ? "-" : name);
}

static const struct column table[] = {
  {"pid", "PID", 7, pid_text, pid_value},       {"ppid", "PPID", 7, ppid_text, ppid_value},
  {"pgid", "PGID", 7, pgid_text, pgid_value},   {"pgrp", "PGRP", 7, pgid_text, pgid_value},
  {"sid", "SID", 7, sid_text, sid_value},       {"sess", "SESS", 7, sid_text, sid_value},
  {"user", "USER", -8, user_text, uid_value},   {"uid", "UID", 5, uid_text, uid_value},
  {"comm", "COMMAND", -15, comm_text, 0},       {"ucmd", "CMD", -15, comm_text, 0},
  {"args", "COMMAND", -27, args_text, 0},       {"cmd", "CMD", -27, args_text, 0},
  {"command", "COMMAND", -27, args_text, 0},    {"s", "S", -1, state_text, 0},
  {"state", "S", -1, state_text, 0},            {"stat", "STAT", -4, stat_text, 0},
  {"pri", "PRI", 3, pri_text, pri_value},       {"ni", "NI", 3, ni_text, ni_value},
  {"nice", "NI", 3, ni_text, ni_value},         {"tty", "TT", -8, tty_text, 0},
  {"tt", "TT", -8, tty_text, 0},                {"tname", "TTY", -8, tty_text, 0},
  {"time", "TIME", 8, time_text, time_value},   {"bsdtime", "TIME", 6, short_time_text, time_value},
  {"etime", "ELAPSED", 11, etime_text, age_value}, {"rss", "RSS", 5, rss_text, rss_value},
  {"vsz", "VSZ", 6, vsz_text, vsz_value},       {"pcpu", "%CPU", 4, pcpu_text, pcpu_value},
  {"%cpu", "%CPU", 4, pcpu_text, pcpu_value},   {"pmem", "%MEM", 4, pmem_text, pmem_value},
  {"%mem", "%MEM", 4, pmem_text, pmem_value},   {"nlwp", "NLWP", 4, nlwp_text, nlwp_value},
  {"thcount", "THCNT", 5, nlwp_text, nlwp_value}, {"psr", "PSR", 3, psr_text, psr_value},
  {"start", "START", 5, start_text, age_value}, {"stime", "STIME", 5, start_text, age_value},
  {"minflt", "MINFLT", 6, minflt_text, minflt_value}, {"min_flt", "MINFL", 6, minflt_text, minflt_value},
  {"majflt", "MAJFLT", 6, majflt_text, majflt_value}, {"maj_flt", "MAJFL", 6, majflt_text, majflt_value},
  {"c", "C", 2, cpu_text, pcpu_value},          {"sz", "SZ", 5, size_text, size_value},
  {"wchan", "WCHAN", -10, wchan_text, 0},
};
enum { COLUMNS = sizeof table / sizeof *table, MOST_SHOWN = 40 };

static struct column shown[MOST_SHOWN];
static int shown_count;
static bool shows_all, shows_terminals, no_headers;
static const char *sort_key = "pid", *wanted_pids, *wanted_user, *wanted_name;

static const struct column *find_column(const char *name, size_t length) {
  for (int i = 0; i < COLUMNS; i++)
    if (strlen(table[i].name) == length && strncmp(table[i].name, name, length) == 0) return &table[i];
  fprintf(stderr, "ps: unknown column '%.*s'\n", (int)length, name);
  refuse(FAILURE);
}

// NAME,NAME=TITLE: a title goes on to the end.
static void add_columns(const char *text) {
  while (*text != 0) {
    size_t length = strcspn(text, ", =");
    if (shown_count == MOST_SHOWN) fail(FAILURE, "too many columns", "");
    shown[shown_count] = *find_column(text, length);
    text += length;
    if (*text == '=') {
      shown[shown_count].title = text + 1;
      text = "";
    }
    shown_count++;
    text += *text != 0;
  }
}

static bool is_in_list(int pid) {
  for (const char *p = wanted_pids; p != 0 && *p != 0; p += strcspn(p, ", "), p += *p != 0)
    if (atoi(p) == pid) return true;
  return false;
}

static bool is_wanted(const struct process *process, const struct process *self) {
  if (wanted_pids != 0) return is_in_list(process->pid);
  if (wanted_name != 0) return strcmp(process->name, wanted_name) == 0;
  if (wanted_user != 0) {
    struct passwd *user = getpwnam(wanted_user);
    return process->user == (user != 0 ? user->pw_uid : (uid_t)atoi(wanted_user));
  }
  if (shows_all) return true;
  return process->terminal == self->terminal && (shows_terminals || process->user == self->user);
}

static int compare(const void *left, const void *right) {
  bool is_reversed = *sort_key == '-';
  const char *name = sort_key + (*sort_key == '-' || *sort_key == '+');
  const struct column *column = find_column(name, strlen(name));
  char a[256], b[256];
  long order;
  if (column->value != 0) {
    long x = column->value(left), y = column->value(right);
    order = (x > y) - (x < y);
  } else {
    column->write(left, a, sizeof a);
    column->write(right, b, sizeof b);
    order = strcmp(a, b);
  }
  if (order == 0) return compare_pids(left, right);
  return (int)(is_reversed ? -order : order);
}

static void write_row(const struct process *process) {
  for (int i = 0; i < shown_count; i++) {
    char text[300];
    const struct column *column = &shown[i];
    if (process == 0) snprintf(text, sizeof text, "%s", column->title);
    else column->write(process, text, sizeof text);
    int width = column->width;
    if (abs(width) < (int)strlen(column->title))
      width = width < 0 ? -(int)strlen(column->title) : (int)strlen(column->title);
    if (i + 1 == shown_count && width < 0) printf("%s", text);
    else printf("%*s ", width, text);
  }
  putchar('\n');
}

static bool has_titles(void) {
  for (int i = 0; i < shown_count; i++)
    if (*shown[i].title != 0) return !no_headers;
  return false;
}

// BSD's options have no dash: ps aux.
static void read_letters(const char *letters) {
  for (; *letters != 0; letters++) switch (*letters) {
    case 'a': case 'x': shows_all = true; break;
    case 'u': add_columns("user,pid,pcpu,pmem,vsz,rss,tname,stat,start,bsdtime,command"); break;
    case 'l': add_columns("uid,pid,ppid,pri,ni,vsz,rss,stat,tname,bsdtime,command"); break;
    case 'f': break;
    case 'w': break;
    default: fprintf(stderr, "ps: unknown option '%c'\n", *letters); refuse(FAILURE);
  }
  if (shown_count == 0) add_columns("pid,tname,stat,bsdtime,command");
}

int main(int argc, char **argv) {
  enum { SORT = 2000, NO_HEADERS };
  static const struct option names[] = {
    {"sort", required_argument, 0, SORT}, {"no-headers", no_argument, 0, NO_HEADERS},
    {"format", required_argument, 0, 'o'}, {"pid", required_argument, 0, 'p'},
    {"user", required_argument, 0, 'u'},
    HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "eAaflo:p:u:U:C:w", names, FAILURE)) != -1;)
    switch (option) {
    case 'e': case 'A': shows_all = true; break;
    case 'a': shows_terminals = true; break;
    case 'f': add_columns("user,pid,ppid,c,stime,tname,time,cmd"); break;
    case 'l': add_columns("s,uid,pid,ppid,c,pri,ni,sz,tname,time,ucmd"); break;
    case 'o': add_columns(optarg); break;
    case 'p': wanted_pids = optarg; break;
    case 'u': case 'U': wanted_user = optarg; break;
    case 'C': wanted_name = optarg; break;
    case SORT: sort_key = optarg; break;
    case NO_HEADERS: no_headers = true; break;
  }
  for (int i = optind; i < argc; i++)
    if (isdigit((unsigned char)*argv[i])) wanted_pids = argv[i];
    else read_letters(argv[i]);
  if (shown_count == 0) add_columns("pid,tname,time,ucmd");
  size_t count;
  struct process self, *processes = read_processes(&count);
  read_process(&self, getpid());
  qsort(processes, count, sizeof *processes, compare);
  if (has_titles()) write_row(0);
  bool any = false;
  for (size_t i = 0; i < count; i++)
    if (is_wanted(&processes[i], &self)) write_row(&processes[i]), any = true;
  return finish(any ? 0 : FAILURE);
}
