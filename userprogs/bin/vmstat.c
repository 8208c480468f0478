// vmstat: what memory, swap, switches and harts do, line by line.
#define TOOL "vmstat"
#include "tool.h"

#include "proc.h"

const char help[] =
  "Usage: vmstat [DELAY [COUNT]]\n"
  "Show what the machine does: since its start, and then, every DELAY seconds, since the line before.\n"
  "\n"
  "  r b             threads that run or could, and that wait for a disk\n"
  "  swpd free buff cache   KiB swapped out, free, in buffers and in the page cache\n"
  "  si so bi bo     KiB a second swapped in and out, blocks read and written\n"
  "  in cs           interrupts and switches a second\n"
  "  us sy id wa     percent of the harts' time for programs, kernel, nothing, waiting for a disk\n"
  "\n"
  "  -s              all counters, one a line\n"
  "      --help      show this help\n"
  "\n"
  "Example: vmstat 1 10\n";

struct sample {
  unsigned long running, blocked, interrupts, switches, user, system, idle, waiting;
  unsigned long swapped_in, swapped_out, read, written, time;
};

static char text[65536];

static struct sample take_sample(void) {
  struct sample s = {0};
  unsigned long user = 0, nice = 0, system = 0, idle = 0, waiting = 0, irq = 0, soft = 0;
  if (read_file("/proc/stat", text, sizeof text) > 0) {
    sscanf(text, "cpu %lu %lu %lu %lu %lu %lu %lu", &user, &nice, &system, &idle, &waiting, &irq, &soft);
    s.running = value_of(text, "procs_running");
    s.blocked = value_of(text, "procs_blocked");
    s.interrupts = value_of(text, "intr");
    s.switches = value_of(text, "ctxt");
  }
  s.user = user + nice, s.system = system + irq + soft, s.idle = idle, s.waiting = waiting;
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

static void show(const struct sample *before, const struct sample *now) {
  unsigned long time = now->time > before->time ? now->time - before->time : 1;
  unsigned long user = now->user - before->user, system = now->system - before->system,
    idle = now->idle - before->idle,
                waiting = now->waiting - before->waiting, all = user + system + idle + waiting;
  if (all == 0) all = 1;
#define RATE(member) ((now->member - before->member) * 100 / time)
  read_file("/proc/meminfo", text, sizeof text);
  unsigned long swapped = value_of(text, "SwapTotal") - value_of(text, "SwapFree");
  printf("%2lu %2lu %6lu %6lu %6lu %6lu %4lu %4lu %5lu %5lu %4lu %4lu %2lu %2lu %3lu %2lu\n", now->running,
    now->blocked,
         swapped, value_of(text, "MemFree"), value_of(text, "Buffers"), value_of(text, "Cached"),
         RATE(swapped_in),
         RATE(swapped_out), RATE(read), RATE(written), RATE(interrupts), RATE(switches), user * 100 / all,
         system * 100 / all, idle * 100 / all, waiting * 100 / all);
#undef RATE
}

static int show_counters(void) {
  static const char *const paths[] = {"/proc/meminfo", "/proc/vmstat"};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
    if (read_file(paths[i], text, sizeof text) > 0) fputs(text, stdout);
  return finish(0);
}

int main(int argc, char **argv) {
  bool shows_counters = false;
  for (int option; (option = next_option(argc, argv, "s", ONLY_HELP, FAILURE)) != -1;) shows_counters = true;
  if (shows_counters) return show_counters();
  long delay = optind < argc ? read_size(argv[optind], "delay") : 0;
  long count = optind + 1 < argc ? read_size(argv[optind + 1], "count") : delay > 0 ? -1 : 1;
  puts("procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----");
  puts(" r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy  id wa");
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
