// vmstat: what memory, swap, switches and harts do, line by line.
#define TOOL "vmstat"
#include "tool.h"

#include "proc.h"

const char help[] =
  "Usage: vmstat [OPTION]... [DELAY [COUNT]]\n"
  "Show what the machine does: since its start, and then, every DELAY seconds, since the line before.\n"
  "\n"
  "  r b             threads that run or could, and that wait for a disk\n"
  "  swpd free buff cache   KiB swapped out, free, in buffers and in the page cache\n"
  "  si so bi bo     KiB a second swapped in and out, blocks read and written\n"
  "  in cs           interrupts and switches a second\n"
  "  us sy id wa st  percent of the harts' time for programs, kernel, nothing, waiting for a disk, other guests\n"
  "\n"
  "  -a, --active    inact and active, used not lately and lately, in the place of buff and cache\n"
  "  -S UNIT         memory in k, K, m or M: 1000 or 1024 bytes, or as many of those\n"
  "  -n              the titles once (as without it)\n"
  "  -s, --stats     counters since the start, one a line\n"
  "      --help      show this help\n"
  "\n"
  "Example: vmstat 1 10\n";

struct sample {
  unsigned long running, blocked, interrupts, switches, user, system, idle, waiting, stolen;
  unsigned long swapped_in, swapped_out, read, written, time;
};

static char text[65536];
static bool shows_active;
static unsigned long unit = 1024;

static struct sample take_sample(void) {
  struct sample s = {0};
  unsigned long user = 0, nice = 0, system = 0, idle = 0, waiting = 0, irq = 0, soft = 0,
    stolen = 0;
  if (read_file("/proc/stat", text, sizeof text) > 0) {
    sscanf(
      text, "cpu %lu %lu %lu %lu %lu %lu %lu %lu", &user, &nice, &system, &idle, &waiting, &irq, &soft, &stolen);
    s.running = value_of(text, "procs_running");
    s.blocked = value_of(text, "procs_blocked");
    s.interrupts = value_of(text, "intr");
    s.switches = value_of(text, "ctxt");
  }
  s.user = user + nice, s.system = system + irq + soft, s.idle = idle, s.waiting = waiting, s.stolen = stolen;
  if (read_file("/proc/vmstat", text, sizeof text) > 0) {
    unsigned long page = (unsigned long)sysconf(_SC_PAGESIZE) / 1024;
    s.swapped_in = value_of(text, "pswpin") * page;
    s.swapped_out = value_of(text, "pswpout") * page;
    s.read = value_of(text, "pgpgin");
    s.written = value_of(text, "pgpgout");
  }
  s.time = read_uptime(0);
  return s;
}

// KiB in the unit that was asked for.
static unsigned long amount(unsigned long kib) { return kib * 1024 / unit; }

// What stands behind a key in `text`, which is in KiB there.
static unsigned long memory(const char *key) { return amount(value_of(text, key)); }

static unsigned long cache(void) { return amount(value_of(text, "Cached") + value_of(text, "SReclaimable")); }

// A share of 100, rounded.
static unsigned long percent(unsigned long part, unsigned long all) { return (100 * part + all / 2) / all; }

static void show(const struct sample *before, const struct sample *now) {
  unsigned long time = now->time > before->time ? now->time - before->time : 1;
  unsigned long user = now->user - before->user, system = now->system - before->system;
  unsigned long idle = now->idle - before->idle, waiting = now->waiting - before->waiting;
  unsigned long stolen = now->stolen - before->stolen, all = user + system + idle + waiting + stolen;
  if (all == 0) all = 1;
#define RATE(member) ((now->member - before->member) * 100 / time)
  read_file("/proc/meminfo", text, sizeof text);
  printf(
    "%2lu %2lu %6lu %6lu %6lu %6lu %4lu %4lu %5lu %5lu %4lu %4lu %2lu %2lu %2lu %2lu %2lu\n", now->running,
    now->blocked, memory("SwapTotal") - memory("SwapFree"), memory("MemFree"),
    shows_active ? memory("Inactive") : memory("Buffers"),
    shows_active ? memory("Active") : cache(), RATE(swapped_in),
    RATE(swapped_out), RATE(read), RATE(written), RATE(interrupts), RATE(switches), percent(user, all),
    percent(system, all), percent(idle, all), percent(waiting, all), percent(stolen, all));
#undef RATE
}

static void put_counter(unsigned long value, const char *title) { printf("%13lu %s\n", value, title); }

// Amounts of memory, then counters since the start.
static int show_counters(void) {
  static const char *const times[] = {
    "non-nice user cpu ticks", "nice user cpu ticks", "system cpu ticks", "idle cpu ticks", "IO-wait cpu ticks",
    "IRQ cpu ticks", "softirq cpu ticks", "stolen cpu ticks", "non-nice guest cpu ticks", "nice guest cpu ticks"};
  char title[64];
  read_file("/proc/meminfo", text, sizeof text);
  unsigned long total = memory("MemTotal"), swap = memory("SwapTotal"), swap_free = memory("SwapFree");
  const unsigned long amounts[] = {
    total, total - memory("MemAvailable"), memory("Active"), memory("Inactive"), memory("MemFree"),
    memory("Buffers"), cache(), swap, swap - swap_free, swap_free};
  static const char *const names[] = {
    "total memory", "used memory", "active memory", "inactive memory", "free memory", "buffer memory",
    "swap cache", "total swap", "used swap", "free swap"};
  for (int i = 0; i < 10; i++) {
    snprintf(title, sizeof title, "%c %s", unit == 1000 ? 'k' : unit == 1024 ? 'K' : unit == 1000000 ? 'm' : 'M',
      names[i]);
    put_counter(amounts[i], title);
  }
  read_file("/proc/stat", text, sizeof text);
  char *word = text + strcspn(text, " ");
  for (int i = 0; i < 10; i++) put_counter(*word == '\n' ? 0 : strtoul(word, &word, 10), times[i]);
  unsigned long interrupts = value_of(text, "intr"), switches = value_of(text, "ctxt");
  unsigned long boot_time = value_of(text, "btime"), forks = value_of(text, "processes");
  read_file("/proc/vmstat", text, sizeof text);
  put_counter(value_of(text, "pgpgin"), "K paged in");
  put_counter(value_of(text, "pgpgout"), "K paged out");
  put_counter(value_of(text, "pswpin"), "pages swapped in");
  put_counter(value_of(text, "pswpout"), "pages swapped out");
  put_counter(interrupts, "interrupts");
  put_counter(switches, "CPU context switches");
  put_counter(boot_time, "boot time");
  put_counter(forks, "forks");
  return finish(0);
}

static void read_unit(const char *letter) {
  static const unsigned long units[] = {1000, 1024, 1000000, 1048576};
  static const char letters[] = "kKmM";
  const char *place = *letter == 0 || letter[1] != 0 ? 0 : strchr(letters, *letter);
  if (place == 0) fail(FAILURE, "-S requires k, K, m or M: ", letter);
  unit = units[place - letters];
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"active", no_argument, 0, 'a'}, {"stats", no_argument, 0, 's'}, {"unit", required_argument, 0, 'S'},
    {"one-header", no_argument, 0, 'n'}, HELP_OPTION,
  };
  bool shows_counters = false;
  for (int option; (option = next_option(argc, argv, "asS:n", names, FAILURE)) != -1;) switch (option) {
    case 'a': shows_active = true; break;
    case 's': shows_counters = true; break;
    case 'S': read_unit(optarg); break;
  }
  if (shows_counters) return show_counters();
  long delay = optind < argc ? read_size(argv[optind], "delay") : 0;
  long count = optind + 1 < argc ? read_size(argv[optind + 1], "count") : delay > 0 ? -1 : 1;
  puts("procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----");
  printf(" r  b   swpd   free  %s   si   so    bi    bo   in   cs us sy id wa st\n",
    shows_active ? "inact active" : " buff  cache");
  struct sample before = {0};
  for (long i = 0; count < 0 || i < count; i++) {
    if (i > 0) sleep((unsigned)delay);
    struct sample now = take_sample();
    show(&before, &now);
    fflush(stdout);
    before = now;
  }
  return finish(0);
}
