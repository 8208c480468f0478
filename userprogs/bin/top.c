// top: what the processes and the harts do, on a live screen.
#define TOOL "top"
#include "tool.h"

#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>

#include "proc.h"

const char help[] =
  "Usage: top [OPTION]...\n"
  "Show the harts, the memory, and the processes that use most of them, anew every few seconds.\n"
  "\n"
  "  -d, --delay=SECONDS  every so many seconds (2), which may have a fraction\n"
  "  -n, --iterations=N   end after N times\n"
  "  -b, --batch          no keys and no bars: lines, one screen after the other\n"
  "  -p, --pid=LIST       only these processes\n"
  "  -o, --sort=KEY       by cpu, mem, time or pid\n"
  "      --help           show this help\n"
  "\n"
  "Keys: q end, P by share of the harts, M by memory, T by time, N by number, I the other way round,\n"
  "1 one bar for each hart or for all, c command lines or names, k end a process, space now, arrows scroll.\n"
  "Example: top -b -n 1 | head -20\n";

enum { MOST_HARTS = 64 };

struct hart {
  unsigned long user, nice, system, idle;
};

static struct hart harts[MOST_HARTS + 1], harts_before[MOST_HARTS + 1];  // the first is all of them
static int hart_count;
static struct process *processes, *processes_before;
static size_t process_count, process_count_before;
static unsigned long now, before;

static bool is_batch, shows_each_hart = true, shows_commands, is_reversed;
static char order = 'P';
static long delay = 2000, iterations = -1;  // milliseconds
static const char *wanted_pids;
static size_t first_row;
static struct termios saved;
static bool is_raw;

// Measuring.

static void read_harts(void) {
  static char text[16384];
  memcpy(harts_before, harts, sizeof harts);
  if (read_file("/proc/stat", text, sizeof text) <= 0) return;
  hart_count = 0;
  for (char *line = text; line != 0 && strncmp(line, "cpu", 3) == 0;
      line = strchr(line, '\n'), line += line != 0) {
    unsigned long user, nice, system, idle, waiting = 0, interrupts = 0, soft = 0;
    if (hart_count > MOST_HARTS) break;
    if (sscanf(line + 3 + strspn(line + 3, "0123456789"), "%lu %lu %lu %lu %lu %lu %lu", &user, &nice,
        &system, &idle,
               &waiting, &interrupts, &soft) < 4)
      break;
    harts[hart_count++] = (struct hart){user, nice, system + interrupts + soft, idle + waiting};
  }
}

static const struct process *find_before(int pid) {
  struct process key = {.pid = pid};
  if (process_count_before == 0) return 0;
  return bsearch(&key, processes_before, process_count_before, sizeof key, compare_pids);
}

// The share of one hart since the last time, in tenths of a percent.
static void measure_shares(void) {
  unsigned long passed = now > before ? now - before : 1;
  for (size_t i = 0; i < process_count; i++) {
    const struct process *old = find_before(processes[i].pid);
    if (before == 0) {
      processes[i].shown = cpu_share(&processes[i]);
      continue;
    }
    unsigned long used = processes[i].user_ticks + processes[i].system_ticks;
    if (old != 0 && old->start_ticks == processes[i].start_ticks) used -= old->user_ticks + old->system_ticks;
    processes[i].shown = used * 100 * 1000 / ticks_per_second() / passed;
  }
}

static bool is_wanted(int pid) {
  if (wanted_pids == 0) return true;
  for (const char *p = wanted_pids; *p != 0; p += strcspn(p, ", "), p += *p != 0)
    if (atoi(p) == pid) return true;
  return false;
}

static void measure(void) {
  free(processes_before);
  processes_before = processes;
  process_count_before = process_count;
  if (process_count_before > 0)
    qsort(processes_before, process_count_before, sizeof *processes, compare_pids);
  processes = read_processes(&process_count);
  before = now;
  now = read_uptime(0);
  read_harts();
  measure_shares();
}

static int compare(const void *left, const void *right) {
  const struct process *a = left, *b = right;
  unsigned long x = a->shown, y = b->shown;
  if (order == 'M') x = (unsigned long)a->resident_pages, y = (unsigned long)b->resident_pages;
  if (order == 'T') x = a->user_ticks + a->system_ticks, y = b->user_ticks + b->system_ticks;
  if (order == 'N') x = (unsigned long)a->pid, y = (unsigned long)b->pid;
  int result = (x < y) - (x > y);
  if (is_reversed) result = -result;
  return result != 0 ? result : compare_pids(a, b);
}

// Drawing.

static void end_line(void) { fputs(is_batch ? "\n" : "\033[K\r\n", stdout); }
static void color(const char *code) {
  if (!is_batch) printf("\033[%sm", code);
}

// A bar of `width` characters, parts of it coloured, with a text at its right end.
static void draw_bar(
  const char *label, const unsigned long *parts, const char *const *colors, int count, unsigned long all,
                     int width, const char *text) {
  printf("%5s[", label);
  int place = 0, limit = width - (int)strlen(text);
  unsigned long sum = 0;
  for (int i = 0; i < count; i++) {
    sum += parts[i];
    int end = all == 0 ? 0 : (int)(sum * (unsigned long)width / all);
    color(colors[i]);
    for (; place < end && place < limit; place++) putchar('|');
  }
  color("0");
  for (; place < limit; place++) putchar(' ');
  printf("%s]", text);
}

static void draw_hart(int index, int width) {
  static const char *const colors[] = {"34", "32", "31"};
  const struct hart *a = &harts_before[index], *b = &harts[index];
  unsigned long nice = b->nice - a->nice, user = b->user - a->user, system = b->system - a->system;
  unsigned long all = nice + user + system + (b->idle - a->idle), busy = nice + user + system;
  unsigned long share = all == 0 ? 0 : busy * 1000 / all;
  char label[12], text[16];
  snprintf(label, sizeof label, index == 0 ? "harts" : "%d", index - 1);
  snprintf(text, sizeof text, "%lu.%lu%%", share / 10, share % 10);
  if (is_batch) printf("%%Cpu%-3s: %s", index == 0 ? "s" : label, text);
  else draw_bar(label, (unsigned long[]){nice, user, system}, colors, 3, all, width, text);
}

static const char *amount(unsigned long kib, char text[16]) {
  if (kib < 10240) snprintf(text, 16, "%luK", kib);
  else if (kib < 10240UL * 1024) snprintf(text, 16, "%luM", kib >> 10);
  else snprintf(text, 16, "%lu.%luG", kib >> 20, (kib & 0xfffff) * 10 >> 20);
  return text;
}

static unsigned long draw_memory(int width) {
  static const char *const colors[] = {"32", "33"};
  char text[8192], a[16], b[16], both[40];
  if (read_file("/proc/meminfo", text, sizeof text) <= 0) return 0;
  unsigned long total = value_of(text, "MemTotal"), unused = value_of(text, "MemFree"),
    swap = value_of(text, "SwapTotal");
  unsigned long cache = value_of(text, "Cached") + value_of(text, "Buffers"),
    swapped = swap - value_of(text, "SwapFree");
  unsigned long used = total > unused + cache ? total - unused - cache : 0;
  if (is_batch) {
    printf("KiB Mem : %8lu total, %8lu free, %8lu used, %8lu buff/cache\n", total, unused, used, cache);
    printf("KiB Swap: %8lu total, %8lu free, %8lu used.\n", swap, swap - swapped, swapped);
    return total;
  }
  snprintf(both, sizeof both, "%s/%s", amount(used, a), amount(total, b));
  draw_bar("Mem", (unsigned long[]){used, cache}, colors, 2, total, width, both);
  end_line();
  snprintf(both, sizeof both, "%s/%s", amount(swapped, a), amount(swap, b));
  draw_bar("Swap", &swapped, (const char *const[]){"31"}, 1, swap, width, both);
  end_line();
  return total;
}

static void draw_summary(void) {
  char loads[128] = "", clock[16];
  int counts[4] = {0};
  for (size_t i = 0; i < process_count; i++) {
    char state = processes[i].state;
    counts[state == 'R' ? 0 : state == 'T' || state == 't' ? 2 : state == 'Z' ? 3 : 1]++;
  }
  if (read_file("/proc/loadavg", loads, sizeof loads) > 0) {
    char *third = strchr(loads, ' ');
    if (third != 0) third = strchr(third + 1, ' ');
    if (third != 0) third[1 + strcspn(third + 1, " ")] = 0;
  }
  time_t time_now = time(0);
  strftime(clock, sizeof clock, "%H:%M:%S", localtime(&time_now));
  printf("top - %s up %lu:%02lu:%02lu, load average: %s", clock, now / 360000, now / 6000 % 60,
    now / 100 % 60, loads);
  end_line();
  printf("Tasks: %zu total, %d running, %d sleeping, %d stopped, %d zombie", process_count, counts[0],
    counts[1], counts[2],
         counts[3]);
  end_line();
}

static void draw_process(const struct process *p, unsigned long total, int columns) {
  char virtual[16], resident[16], line[512], clock[24];
  unsigned long ticks = p->user_ticks + p->system_ticks, rate = ticks_per_second();
  unsigned long share = total == 0 ? 0 : resident_kib(p) * 1000 / total;
  snprintf(clock, sizeof clock, "%lu:%02lu.%02lu", ticks / rate / 60, ticks / rate % 60,
    ticks * 100 / rate % 100);
  snprintf(line, sizeof line, "%7d %-8.8s %3ld %3ld %7s %7s %c %3lu.%lu %3lu.%lu %9s %2d %s", p->pid,
    user_name(p->user),
           p->priority, p->nice, amount(p->virtual_bytes / 1024, virtual), amount(resident_kib(p), resident),
           p->state,
           p->shown / 10, p->shown % 10, share / 10, share % 10, clock, p->processor,
           shows_commands ? p->command : p->name);
  if (p->state == 'R') color("1");
  printf("%.*s", columns, line);
  color("0");
  end_line();
}

static void draw_harts(int columns) {
  if (is_batch || !shows_each_hart || hart_count <= 1) {
    draw_hart(0, columns - 8);
    end_line();
    return;
  }
  // As many beside each other as make the bars at least 20 wide.
  int count = hart_count - 1, across = count > 4 ? (columns >= 112 && count > 8 ? 4 : 2) : 1;
  int rows = (count + across - 1) / across;
  for (int row = 0; row < rows; row++) {
    for (int i = row; i < count; i += rows) draw_hart(i + 1, columns / across - 8);
    end_line();
  }
}

static void draw(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0) size.ws_row = 24, size.ws_col = 80;
  int columns = is_batch ? 500 : size.ws_col;
  if (!is_batch) fputs("\033[H", stdout);
  draw_summary();
  draw_harts(columns > 200 ? 80 : columns);
  unsigned long total = draw_memory((columns > 200 ? 80 : columns) - 8);
  if (is_batch) putchar('\n');
  color("7");
  char title[128];
  snprintf(title, sizeof title, "%7s %-8s %3s %3s %7s %7s %c %5s %5s %9s %2s %s", "PID", "USER", "PR", "NI",
    "VIRT", "RES", 'S',
           "%CPU", "%MEM", "TIME+", "P", "COMMAND");
  printf("%-*.*s", is_batch ? 0 : columns, columns, title);
  color("0");
  end_line();
  int across = hart_count - 1 > 4 ? 2 : 1;
  size_t used =
    5 + (shows_each_hart && hart_count > 1 ? (size_t)((hart_count - 1 + across - 1) / across) : 1);
  size_t rows = is_batch ? process_count : size.ws_row > used + 1 ? size.ws_row - used - 1 : 1, shown = 0;
  qsort(processes, process_count, sizeof *processes, compare);
  if (first_row + 1 > process_count) first_row = process_count == 0 ? 0 : process_count - 1;
  for (size_t i = first_row; i < process_count && shown < rows; i++)
    if (is_wanted(processes[i].pid)) draw_process(&processes[i], total, columns), shown++;
  if (!is_batch) fputs("\033[J", stdout);
  fflush(stdout);
}

// Keys.

static void leave_screen(void) {
  if (!is_raw) return;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved);
  static const char normal[] = "\033[?25h\033[?1049l";
  ssize_t written = write(STDOUT_FILENO, normal, sizeof normal - 1);
  (void)written;
}

static void leave(int signal) {
  leave_screen();
  _exit(signal == 0 ? 0 : 128 + signal);
}

static void nothing(int signal) { (void)signal; }

static void enter_screen(void) {
  if (is_batch || tcgetattr(STDIN_FILENO, &saved) < 0) return;
  struct termios raw = saved;
  raw.c_lflag &= ~(unsigned)(ICANON | ECHO);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
  is_raw = true;
  fputs("\033[?1049h\033[?25l\033[2J", stdout);
}

static void ask_and_kill(void) {
  char line[32];
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved);
  fputs("\033[2;1H\033[KPID to end: \033[?25h", stdout);
  fflush(stdout);
  int pid = fgets(line, sizeof line, stdin) == 0 ? 0 : atoi(line);
  if (pid > 0) kill(pid, SIGTERM);
  enter_screen();
}

// False at the end.
static bool obey(int key) {
  switch (key) {
    case 'q': case 4: return false;
    case 'P': case 'M': case 'T': case 'N': order = (char)key; first_row = 0; break;
    case 'I': is_reversed = !is_reversed; break;
    case '1': shows_each_hart = !shows_each_hart; fputs("\033[2J", stdout); break;
    case 'c': shows_commands = !shows_commands; break;
    case 'k': ask_and_kill(); break;
    case 'A': first_row -= first_row > 0; break;  // the last byte of what the arrows send
    case 'B': first_row++; break;
  }
  return true;
}

// Waits for the next time, or a key. False if the key ends it. `*measures` unless only the drawing changes.
static bool wait_for_key(bool *measures) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  *measures = true;
  if (!is_raw) {
    struct timespec time = {delay / 1000, delay % 1000 * 1000000};
    nanosleep(&time, 0);
    return true;
  }
  if (poll(&input, 1, (int)delay) <= 0) return true;
  char keys[8];
  ssize_t count = read(STDIN_FILENO, keys, sizeof keys);
  if (count == 0) return false;
  *measures = count > 0 && keys[0] == ' ';
  bool is_sequence = count >= 3 && keys[0] == '\033';
  return count < 0 || obey(is_sequence ? keys[2] : keys[0]);
}

static long read_delay(const char *text) {
  char *end;
  long milliseconds = strtol(text, &end, 10) * 1000, scale = 100;
  if (*end == '.')
    for (end++; *end >= '0' && *end <= '9'; end++, scale /= 10) milliseconds += (*end - '0') * scale;
  if (end == text || *end != 0) fail(FAILURE, "invalid delay ", text);
  return milliseconds < 100 ? 100 : milliseconds;
}

static char read_order(const char *key) {
  if (strcmp(key, "cpu") == 0 || strcmp(key, "%CPU") == 0) return 'P';
  if (strcmp(key, "mem") == 0 || strcmp(key, "%MEM") == 0) return 'M';
  if (strcmp(key, "time") == 0) return 'T';
  if (strcmp(key, "pid") == 0) return 'N';
  fail(FAILURE, "unknown key ", key);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"delay", required_argument, 0, 'd'}, {"iterations", required_argument, 0, 'n'},
    {"batch", no_argument, 0, 'b'},
    {"pid", required_argument, 0, 'p'}, {"sort", required_argument, 0, 'o'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "d:n:bp:o:c", names, FAILURE)) != -1;) switch (option) {
    case 'd': delay = read_delay(optarg); break;
    case 'n': iterations = read_size(optarg, "number"); break;
    case 'b': is_batch = true; break;
    case 'p': wanted_pids = optarg; break;
    case 'o': order = read_order(optarg); break;
    case 'c': shows_commands = true; break;
  }
  signal(SIGINT, leave);
  signal(SIGTERM, leave);
  signal(SIGWINCH, nothing);
  enter_screen();
  if (!is_raw) is_batch = true;
  for (bool measures = true; iterations != 0; iterations -= iterations > 0) {
    if (measures) measure();
    draw();
    if (iterations == 1 || !wait_for_key(&measures)) break;
    if (is_batch) putchar('\n');
  }
  leave_screen();
  return finish(0);
}
