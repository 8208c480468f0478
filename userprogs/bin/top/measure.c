// Measuring: what /proc says, and how it differs from the time before.
#include "top.h"

struct hart harts[MOST_HARTS + 1];
int hart_count;
struct process *processes;
size_t process_count;
struct memory memory;

static struct hart totals[MOST_HARTS + 1];  // since the start
static struct process *before;
static size_t before_count;
static unsigned long now, then;  // hundredths of a second

static struct hart difference(const struct hart *a, const struct hart *b) {
  return (struct hart){
    a->user - b->user, a->nice - b->nice, a->system - b->system, a->idle - b->idle, a->waiting - b->waiting,
    a->interrupts - b->interrupts, a->soft - b->soft, a->stolen - b->stolen,
  };
}

// Lines that begin with cpu, the sum first.
static void read_harts(void) {
  static char text[32768];
  const char *line = text;
  if (read_file("/proc/stat", text, sizeof text) <= 0) return;
  for (hart_count = 0; hart_count <= MOST_HARTS && strncmp(line, "cpu", 3) == 0; hart_count++) {
    struct hart total = {0};
    int count = sscanf(line + 3 + strspn(line + 3, "0123456789"), "%lu %lu %lu %lu %lu %lu %lu %lu",
      &total.user, &total.nice, &total.system, &total.idle, &total.waiting, &total.interrupts, &total.soft,
      &total.stolen);
    if (count < 4) break;
    harts[hart_count] = difference(&total, &totals[hart_count]);
    totals[hart_count] = total;
    line = strchr(line, '\n');
    if (line == 0) break;
    line++;
  }
}

static void read_memory(void) {
  static char text[8192];
  if (read_file("/proc/meminfo", text, sizeof text) <= 0) return;
  memory = (struct memory){
    value_of(text, "MemTotal"), value_of(text, "MemFree"), value_of(text, "MemAvailable"),
    value_of(text, "Cached") + value_of(text, "Buffers") + value_of(text, "SReclaimable"),
    value_of(text, "SwapTotal"), value_of(text, "SwapFree"),
  };
}

static const struct process *find_before(const struct process *process) {
  if (before_count == 0) return 0;
  return bsearch(process, before, before_count, sizeof *before, compare_pids);
}

// The share of one hart since the time before, in tenths of a percent; the first time since it began.
static void measure_shares(void) {
  unsigned long passed = now > then ? now - then : 1;
  for (size_t i = 0; i < process_count; i++) {
    struct process *process = &processes[i];
    const struct process *old = find_before(process);
    unsigned long used = process->user_ticks + process->system_ticks;
    if (old != 0 && old->start_ticks == process->start_ticks) used -= old->user_ticks + old->system_ticks;
    process->shown = then == 0 ? cpu_share(process) : used * 100 * 1000 / ticks_per_second() / passed;
  }
}

void measure(void) {
  free(before);
  before = processes;
  before_count = process_count;
  if (before_count > 0) qsort(before, before_count, sizeof *before, compare_pids);
  processes = read_all(&process_count, shows_threads);
  then = now;
  now = read_uptime(0);
  read_harts();
  read_memory();
  measure_shares();
}
