// The command line, and what is listed.
#include "ps.h"

#include <sys/ioctl.h>

const char help[] =
  "Usage: ps [OPTION]...\n"
  "List processes: without options, those of this terminal and user.\n"
  "\n"
  "  -e, -A, ax       all of them\n"
  "  -f, -F, -l, -j, u, l, j, v, s   more about each: aux, -ef; -y: -l with RSS in the place of F and ADDR\n"
  "  -p LIST, --ppid LIST, -s LIST   those with these numbers, parents, sessions\n"
  "  -u USER, -t TTY, -C NAME   those of USER, of a terminal, those that run NAME\n"
  "  -L, -T, -m, H    threads, not processes\n"
  "  -H, f, --forest  children under their parents\n"
  "  -o COLUMNS       these columns: pid ppid pgid sid tid user uid group comm args stat pri ni cls rtprio\n"
  "                   tty time etime etimes start lstart rss vsz shr swap pcpu pmem nlwp psr wchan minflt\n"
  "                   majflt trs drs f opri pending blocked ignored caught; NAME=TITLE chooses a title, NAME= none\n"
  "      --sort=KEYS  ordered by columns, with - before one the other way round; k KEYS, O KEYS\n"
  "  -N, --deselect   those that are not meant      -w   lines as long as they are, on a terminal, too\n"
  "      --no-headers without the line of titles\n"
  "      --help       show this help\n"
  "\n"
  "In stat: R runs, S sleeps, D waits for the disk, T is stopped, Z has ended; < and N by nice value,\n"
  "s leads a session, l has threads, + is in the terminal's foreground.\n"
  "Example: ps -eo pid,stat,rss,args --sort=-rss\n";

enum { MOST_SHOWN = 60 };
static struct column shown[MOST_SHOWN];
static int shown_count;
static bool shows_all, shows_terminals, no_headers, shows_threads, is_forest, is_negated, is_wide,
  only_running, shows_resident;
static const char *sort_keys = "pid,tid", *wanted_pids, *wanted_parents, *wanted_sessions, *wanted_user,
  *wanted_name, *wanted_terminal;

// As wide as the greatest number of a process may be.
static int pid_width(void) {
  char text[32];
  static int width;
  if (width == 0 && read_file("/proc/sys/kernel/pid_max", text, sizeof text) > 0)
    width = snprintf(text, sizeof text, "%ld", strtol(text, 0, 10) - 1);
  return width < 5 ? 5 : width;
}

// A title goes on to the end, or to a comma with another column behind it.
static size_t title_length(const char *title) {
  const char *comma = strchr(title, ',');
  while (comma != 0 && !is_column(comma + 1)) comma = strchr(comma + 1, ',');
  return comma == 0 ? strlen(title) : (size_t)(comma - title);
}

// NAME,NAME=TITLE
static void add_columns(const char *text) {
  while (*text != 0) {
    size_t length = strcspn(text, ", =");
    if (shown_count == MOST_SHOWN) fail(FAILURE, "too many columns", "");
    shown[shown_count] = *find_column(text, length);
    if (shown[shown_count].width == PID_WIDTH) shown[shown_count].width = pid_width();
    text += length;
    if (*text == '=') {
      size_t title = title_length(text + 1);
      shown[shown_count].title = strndup(text + 1, title);
      text += 1 + title;
    }
    shown_count++;
    text += *text != 0;
  }
}

static bool is_in_list(const char *list, int number) {
  for (const char *p = list; *p != 0; p += strcspn(p, ", "), p += *p != 0)
    if (atoi(p) == number) return true;
  return false;
}

// Names with commas between them.
static bool is_named(const char *list, const char *name) {
  size_t length = strlen(name);
  for (const char *p = list; *p != 0; p += strcspn(p, ", "), p += *p != 0)
    if (strcspn(p, ", ") == length && strncmp(p, name, length) == 0) return true;
  return false;
}

static bool is_on_terminal(const struct process *process) {
  char text[16];
  const char *name = strncmp(wanted_terminal, "/dev/", 5) == 0 ? wanted_terminal + 5 : wanted_terminal;
  return strcmp(terminal_name(process->terminal, text), name) == 0;
}

static bool is_user_wanted(const struct process *process) {
  char number[16];
  snprintf(number, sizeof number, "%u", process->user);
  return is_named(wanted_user, user_name(process->user)) || is_named(wanted_user, number);
}

// One that meets any of what was asked for.
static bool is_chosen(const struct process *process, const struct process *self) {
  bool any = wanted_pids != 0 || wanted_parents != 0 || wanted_sessions != 0 || wanted_name != 0 ||
    wanted_user != 0 || wanted_terminal != 0;
  if (wanted_pids != 0 && is_in_list(wanted_pids, process->pid)) return true;
  if (wanted_parents != 0 && is_in_list(wanted_parents, process->parent)) return true;
  if (wanted_sessions != 0 && is_in_list(wanted_sessions, process->session)) return true;
  if (wanted_name != 0 && is_named(wanted_name, process->name)) return true;
  if (wanted_user != 0 && is_user_wanted(process)) return true;
  if (wanted_terminal != 0 && is_on_terminal(process)) return true;
  if (shows_all || any) return shows_all;
  if (shows_terminals) return process->terminal != 0 && process->session != process->pid;
  return process->terminal == self->terminal && process->user == self->user;
}

static bool is_wanted(const struct process *process, const struct process *self) {
  if (only_running && process->state != 'R') return false;
  return is_chosen(process, self) != is_negated;
}

static int compare_by(const struct column *column, const void *left, const void *right) {
  char a[300], b[300];
  if (column->value != 0) {
    long x = column->value(left), y = column->value(right);
    return (x > y) - (x < y);
  }
  column->write(left, a, sizeof a);
  column->write(right, b, sizeof b);
  return strcmp(a, b);
}

static int compare(const void *left, const void *right) {
  for (const char *key = sort_keys; *key != 0;) {
    bool is_reversed = *key == '-';
    key += *key == '-' || *key == '+';
    size_t length = strcspn(key, ",");
    int order = compare_by(find_column(key, length), left, right);
    if (order != 0) return is_reversed ? -order : order;
    key += length + (key[length] == ',');
  }
  return compare_pids(left, right);
}

// So wide may a line be; 0 for any width.
static int line_width(void) {
  struct winsize size;
  const char *columns = getenv("COLUMNS");
  if (is_wide) return 0;
  if (columns != 0 && atoi(columns) > 0) return atoi(columns);
  return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

// A process, or without one the titles.
static void write_row(const struct process *process) {
  char line[4096];
  size_t length = 0;
  for (int i = 0; i < shown_count && length < sizeof line - 600; i++) {
    char text[400];
    const struct column *column = &shown[i];
    if (process == 0) snprintf(text, sizeof text, "%s", column->title);
    else column->write(process, text, sizeof text);
    int width = column->width, title = (int)strlen(column->title);
    if (abs(width) < title) width = width < 0 ? -title : title;
    bool is_last = i + 1 == shown_count;
    if (is_last && width < 0) width = 0;
    length += (size_t)sprintf(line + length, is_last ? "%*s" : "%*s ", width, text);
  }
  int most = line_width();
  if (most > 0 && length > (size_t)most) line[most] = 0;
  puts(line);
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
    case 'e': case 'h': no_headers |= *letters == 'h'; break;
    case 'H': shows_threads = true; break;
    case 'j': add_columns("ppid,pid,pgid,sid,tname,tpgid,stat,uid,bsdtime,command"); break;
    case 'r': only_running = true; break;
    case 's':
      add_columns("uid,pid,pending,blocked,ignored,caught,stat,tname,bsdtime,command");
      break;
    case 'v': add_columns("pid,tname,stat,bsdtime,maj_flt,bsdtrs,drs,rss,pmem,command"); break;
    case 'u': add_columns("user,pid,pcpu,pmem,vsz,rss,tname,stat,start_time,bsdtime,command"); break;
    case 'l': add_columns("f,uid,pid,ppid,priority,ni,vsz,rss,wchan,stat,tname,bsdtime,command"); break;
    case 'f': is_forest = true; break;
    case 'w': is_wide = true; break;
    default: fprintf(stderr, "ps: unknown option '%c'\n", *letters); refuse(FAILURE);
  }
  if (shown_count == 0) add_columns("pid,tname,stat,bsdtime,command");
}

// The form that letters such as -f ask for.
static void choose_form(char letter) {
  switch (letter) {
    case 'f':
      add_columns(shows_threads ? "uidname,pid,ppid,lwp,c,nlwp,stime,tname,time,cmd"
        : "uidname,pid,ppid,c,stime,tname,time,cmd");
      break;
    case 'F': add_columns("uidname,pid,ppid,c,sz,rss,psr,stime,tname,time,cmd"); break;
    case 'l':
      add_columns(shows_resident ? "s,uid,pid,ppid,c,opri,ni,rss,sz,wchan,tname,time,ucmd"
        : "f,s,uid,pid,ppid,c,opri,ni,addr_sz,wchan,tname,time,ucmd");
      break;
    case 'j': add_columns("pid,pgid,sid,tname,time,ucmd"); break;
    default: add_columns(shows_threads ? "pid,lwp,tname,time,ucmd" : "pid,tname,time,ucmd");
  }
}

static void add_pids(const char *list) {
  char *all = take_memory(0, strlen(list) + (wanted_pids == 0 ? 0 : strlen(wanted_pids)) + 2);
  sprintf(all, "%s,%s", wanted_pids == 0 ? "" : wanted_pids, list);
  wanted_pids = all;
}

static void read_options(int argc, char **argv) {
  enum { SORT = 2000, NO_HEADERS, PARENT };
  static const struct option names[] = {
    {"sort", required_argument, 0, SORT}, {"no-headers", no_argument, 0, NO_HEADERS},
    {"no-heading", no_argument, 0, NO_HEADERS}, {"format", required_argument, 0, 'o'},
    {"pid", required_argument, 0, 'p'}, {"ppid", required_argument, 0, PARENT},
    {"sid", required_argument, 0, 's'}, {"user", required_argument, 0, 'u'},
    {"tty", required_argument, 0, 't'},
    {"forest", no_argument, 0, 'H'}, {"deselect", no_argument, 0, 'N'}, HELP_OPTION,
  };
  char form = 0;
  static const char letters[] = "eAadfFjlo:O:p:q:s:u:U:t:C:wLTmHNyMc";
  for (int option; (option = next_option(argc, argv, letters, names, FAILURE)) != -1;) switch (option) {
    case 'e': case 'A': shows_all = true; break;
    case 'a': case 'd': shows_terminals = true; break;
    case 'f': case 'F': case 'j': case 'l': form = (char)option; break;
    case 'o': add_columns(optarg); break;
    case 'O': sort_keys = optarg; break;
    case 'p': case 'q': add_pids(optarg); break;
    case 's': wanted_sessions = optarg; break;
    case PARENT: wanted_parents = optarg; break;
    case 'u': case 'U': wanted_user = optarg; break;
    case 't': wanted_terminal = optarg; break;
    case 'C': wanted_name = optarg; break;
    case 'L': case 'T': case 'm': shows_threads = true; break;
    case 'H': is_forest = true; break;
    case 'N': is_negated = true; break;
    case 'w': is_wide = true; break;
    case 'y': shows_resident = true; break;
    case SORT: sort_keys = optarg; break;
    case NO_HEADERS: no_headers = true; break;
  }
  if (form != 0) choose_form(form);
  for (int i = optind; i < argc; i++)
    if (isdigit((unsigned char)*argv[i])) add_pids(argv[i]);
    else if ((strcmp(argv[i], "k") == 0 || strcmp(argv[i], "O") == 0) && i + 1 < argc) sort_keys = argv[++i];
    else if (strcmp(argv[i], "o") == 0 && i + 1 < argc) add_columns(argv[++i]);
    else read_letters(argv[i]);
  if (shown_count == 0) choose_form(0);
}

int main(int argc, char **argv) {
  read_options(argc, argv);
  size_t count, kept = 0;
  struct process self, *processes = read_all(&count, shows_threads);
  read_process(&self, getpid());
  for (size_t i = 0; i < count; i++)
    if (is_wanted(&processes[i], &self)) processes[kept++] = processes[i];
  if (kept > 0) qsort(processes, kept, sizeof *processes, compare);
  if (is_forest) make_forest(processes, kept);
  if (has_titles()) write_row(0);
  for (size_t i = 0; i < kept; i++) write_row(&processes[i]);
  return finish(kept > 0 ? 0 : FAILURE);
}
