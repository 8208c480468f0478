// Drawing: the summary, bars, and the list.
#include "top.h"

#include <time.h>

size_t first_row;
const char *message;

static bool is_wanted(const struct process *process) {
  if (wanted_user >= 0 && process->user != (uid_t)wanted_user) return false;
  if (wanted_pids == 0) return true;
  for (const char *p = wanted_pids; *p != 0; p += strcspn(p, ", "), p += *p != 0)
    if (atoi(p) == process->pid) return true;
  return false;
}

bool is_shown(const struct process *process) {
  return is_wanted(process) && (!hides_idle || process->shown > 0 || process->state == 'R');
}

static unsigned long ticks_of(const struct process *p) { return p->user_ticks + p->system_ticks; }

static int compare(const void *left, const void *right) {
  const struct process *a = left, *b = right;
  unsigned long x = a->shown, y = b->shown;
  if (order == 'M') x = (unsigned long)a->resident_pages, y = (unsigned long)b->resident_pages;
  if (order == 'T') x = ticks_of(a), y = ticks_of(b);
  if (order == 'N') x = (unsigned long)a->thread, y = (unsigned long)b->thread;
  int result = (x < y) - (x > y);
  if (is_reversed) result = -result;
  return result != 0 ? result : compare_pids(a, b);
}

// The summary.

static void draw_uptime(void) {
  char loads[3][16] = {"0.00", "0.00", "0.00"}, text[128], clock[16];
  time_t seconds = time(0);
  unsigned long up = read_uptime(0) / 6000, days = up / 1440;
  if (read_file("/proc/loadavg", text, sizeof text) > 0)
    sscanf(text, "%15s %15s %15s", loads[0], loads[1], loads[2]);
  strftime(clock, sizeof clock, "%H:%M:%S", localtime(&seconds));
  put("top - %s up ", clock);
  if (days > 0) put("%lu day%s, ", days, days == 1 ? "" : "s");
  if (up % 1440 >= 60) put("%2lu:%02lu", up % 1440 / 60, up % 60);
  else put("%lu min", up % 60);
  put(",  load average: %s, %s, %s", loads[0], loads[1], loads[2]);
  end_line();
}

static void draw_tasks(void) {
  int count = 0, running = 0, stopped = 0, zombies = 0;
  for (size_t i = 0; i < process_count; i++) {
    if (!is_wanted(&processes[i])) continue;
    count++;
    char state = processes[i].state;
    running += state == 'R';
    stopped += state == 'T' || state == 't';
    zombies += state == 'Z';
  }
  put("%s: %3d total, %3d running, %3d sleeping, %3d stopped, %3d zombie",
    shows_threads ? "Threads" : "Tasks", count, running, count - running - stopped - zombies, stopped,
    zombies);
  end_line();
}

static unsigned long sum_of(const struct hart *h) {
  return h->user + h->nice + h->system + h->idle + h->waiting + h->interrupts + h->soft + h->stolen;
}

static void put_share(unsigned long part, unsigned long all, const char *name, const char *end) {
  unsigned long share = all == 0 ? 0 : part * 1000 / all;
  put("%3lu.%lu %s%s", share / 10, share % 10, name, end);
}

// Without a screen: a line of figures, as elsewhere.
static void write_hart(int index) {
  const struct hart *h = &harts[index];
  unsigned long all = sum_of(h);
  if (index == 0) put("%%Cpu(s):");
  else put("%%Cpu%-3d:", index - 1);
  put_share(h->user, all, "us", ",");
  put_share(h->system, all, "sy", ",");
  put_share(h->nice, all, "ni", ",");
  put_share(h->idle, all, "id", ",");
  put_share(h->waiting, all, "wa", ",");
  put_share(h->interrupts, all, "hi", ",");
  put_share(h->soft, all, "si", ",");
  put_share(h->stolen, all, "st", "");
  end_line();
}

// KiB as MiB, with a tenth.
static const char *mebibytes(unsigned long kib, char text[24]) {
  unsigned long tenths = (kib * 10 + 512) / 1024;
  snprintf(text, 24, "%lu.%lu", tenths / 10, tenths % 10);
  return text;
}

static void write_memory(void) {
  char a[24], b[24], c[24], d[24];
  unsigned long used = memory.total > memory.available ? memory.total - memory.available : 0;
  unsigned long swapped = memory.swap - memory.swap_unused;
  put("MiB Mem : %8s total, %8s free, %8s used, %8s buff/cache", mebibytes(memory.total, a),
    mebibytes(memory.unused, b), mebibytes(used, c), mebibytes(memory.cache, d));
  end_line();
  put("MiB Swap: %8s total, %8s free, %8s used. %8s avail Mem", mebibytes(memory.swap, a),
    mebibytes(memory.swap_unused, b), mebibytes(swapped, c), mebibytes(memory.available, d));
  end_line();
}

// Bars.

struct part {
  const char *color;
  unsigned long amount;
};

// A bar of `width` characters with a text at its right end.
static void draw_bar(const char *label, const struct part *parts, int count, unsigned long all, int width,
  const char *text) {
  put_color("36");
  put("%5s", label);
  put_color("0;1");
  put("[");
  int place = 0, limit = width - (int)strlen(text);
  unsigned long sum = 0;
  for (int i = 0; i < count; i++) {
    sum += parts[i].amount;
    int end = all == 0 ? 0 : (int)(sum * (unsigned long)width / all);
    put_color("0");
    put_color(parts[i].color);
    for (; place < end && place < limit; place++) put("|");
  }
  put_color("0");
  for (; place < limit; place++) put(" ");
  put_color("2");
  put("%s", text);
  put_color("0;1");
  put("]");
  put_color("0");
}

static void draw_hart(int index, int width) {
  const struct hart *h = &harts[index];
  unsigned long all = sum_of(h), busy = all - h->idle - h->waiting - h->stolen;
  unsigned long share = all == 0 ? 0 : busy * 1000 / all, stolen = all == 0 ? 0 : h->stolen * 1000 / all;
  const struct part parts[] = {
    {"34", h->nice}, {"32", h->user}, {"31", h->system}, {"33", h->interrupts + h->soft},
    {"36", h->stolen},
  };
  char label[12] = "harts", lost[32] = "", text[64];
  if (index > 0) snprintf(label, sizeof label, "%d", index - 1);
  if (stolen > 0) snprintf(lost, sizeof lost, "%lu.%lu%% st, ", stolen / 10, stolen % 10);
  snprintf(text, sizeof text, "%s%lu.%lu%%", lost, share / 10, share % 10);
  draw_bar(label, parts, 5, all, width, text);
}

// As many bars beside each other as leave each at least 16 characters wide, and no more than the harts need.
static void draw_harts(void) {
  enum { BAR_FRAME = 7, LEAST_BAR = 16 };
  if (!shows_each_hart || hart_count <= 2) {
    draw_hart(0, columns - BAR_FRAME);
    end_line();
    return;
  }
  int count = hart_count - 1, across = count <= 4 ? 1 : count <= 16 ? 2 : count <= 32 ? 4 : 8;
  while (across > 1 && columns / across < LEAST_BAR + BAR_FRAME) across /= 2;
  int down = (count + across - 1) / across;
  for (int line = 0; line < down; line++) {
    for (int i = line; i < count; i += down) draw_hart(i + 1, columns / across - BAR_FRAME);
    end_line();
  }
}

static const char *amount(unsigned long kib, char text[32]) {
  if (kib < 100000) snprintf(text, 32, "%lu", kib);
  else if (kib < 10000ul * 1024) snprintf(text, 32, "%lu.%lum", kib >> 10, (kib & 1023) * 10 >> 10);
  else if (kib < 10000ul << 20) snprintf(text, 32, "%lu.%lug", kib >> 20, ((kib >> 10) & 1023) * 10 >> 10);
  else snprintf(text, 32, "%lu.%lut", kib >> 30, ((kib >> 20) & 1023) * 10 >> 10);
  return text;
}

static const char *share_of(unsigned long used, unsigned long all, char text[80]) {
  char a[32], b[32];
  snprintf(text, 80, "%s/%s", amount(used, a), amount(all, b));
  return text;
}

static void draw_memory(void) {
  char text[80];
  unsigned long used = memory.total - memory.unused > memory.cache
    ? memory.total - memory.unused - memory.cache : 0, swapped = memory.swap - memory.swap_unused;
  const struct part parts[] = {{"32", used}, {"33", memory.cache}}, swap = {"31", swapped};
  draw_bar("Mem", parts, 2, memory.total, columns - 7, share_of(used, memory.total, text));
  end_line();
  draw_bar("Swap", &swap, 1, memory.swap, columns - 7, share_of(swapped, memory.swap, text));
  end_line();
}

// The list.

static void draw_titles(void) {
  put_color("7");
  put("%7s %-8s %3s %3s %7s %6s %6s %c %5s %5s %9s %2s %s", "PID", "USER", "PR", "NI", "VIRT", "RES", "SHR",
    'S', "%CPU", "%MEM", "TIME+", "P", "COMMAND");
  if (!is_batch) put("%*s", columns, "");
  put_color("0");
  end_line();
}

static void draw_process(const struct process *p) {
  char size[32], resident[32], shared[32];
  unsigned long ticks = ticks_of(p), rate = ticks_per_second();
  unsigned long share = memory.total == 0 ? 0 : resident_kib(p) * 1000 / memory.total;
  if (p->state == 'R') put_color("1");
  put("%7d %-8.8s ", p->thread, user_name(p->user));
  if (p->priority < -99) put(" rt");
  else put("%3ld", p->priority);
  put(" %3ld %7s %6s %6s %c", p->nice, amount(p->virtual_bytes / 1024, size),
    amount(resident_kib(p), resident), amount(shared_kib(p), shared), p->state);
  put(" %3lu.%lu %3lu.%lu ", p->shown / 10, p->shown % 10, share / 10, share % 10);
  put("%3lu:%02lu.%02lu", ticks / rate / 60, ticks / rate % 60, ticks * 100 / rate % 100);
  put(" %2d %s", p->processor, shows_commands ? p->command : p->name);
  put_color("0");
  end_line();
}

static void draw_list(void) {
  if (process_count > 0) qsort(processes, process_count, sizeof *processes, compare);
  size_t shown = 0;
  for (size_t i = 0; i < process_count; i++) shown += is_shown(&processes[i]);
  if (first_row >= shown) first_row = shown == 0 ? 0 : shown - 1;
  size_t skipped = 0;
  for (size_t i = 0; i < process_count && lines_left() > 0; i++)
    if (is_shown(&processes[i]) && skipped++ >= first_row) draw_process(&processes[i]);
}

void draw(void) {
  begin_screen();
  draw_uptime();
  draw_tasks();
  if (is_batch) {
    int last = shows_each_hart ? hart_count - 1 : 0;
    for (int i = shows_each_hart; i <= last; i++) write_hart(i);
    write_memory();
  } else {
    draw_harts();
    draw_memory();
  }
  put("%s", message == 0 ? "" : message);
  message = 0;
  end_line();
  draw_titles();
  draw_list();
  end_screen();
}

void draw_help(void) {
  static const char *const lines[] = {
    "Keys",
    "",
    "q         end",
    "P M T N   order by share of a hart, memory, time, number",
    "R         the other way round",
    "1         one bar for each hart, or one for all",
    "c         command lines, or names",
    "H         threads, or processes",
    "i         without those that do nothing",
    "u         only one user's",
    "k         send a signal to a process",
    "r         change a process's nice value",
    "d         the time between two measurements",
    "space     measure now",
    "arrows    scroll; PgUp, PgDn, Home, End",
    "",
    "Bars: blue low priority, green programs, red kernel, yellow interrupts,",
    "      cyan stolen: the hart had something to do, but its host no time to simulate it;",
    "memory: green used, yellow cache. Any key goes back.",
  };
  begin_screen();
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    put("%s", lines[i]);
    end_line();
  }
  end_screen();
}
