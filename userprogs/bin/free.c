// free: how much memory there is, and how much of it is used.
#define TOOL "free"
#include "tool.h"

#include "proc.h"

const char help[] =
  "Usage: free [OPTION]...\n"
  "Show how much memory and swap space there is, used and free.\n"
  "\n"
  "  -b, -k, -m, -g  in bytes, KiB (as without it), MiB, GiB\n"
  "  -h, --human     each in the unit that suits it\n"
  "  -t, --total     the sum of both, too\n"
  "  -w, --wide      buffers and page cache in two columns\n"
  "  -v, --committed how much is promised to programs, too\n"
  "  -s SECONDS      again and again\n"
  "  -c COUNT        so many times\n"
  "      --help      show this help\n"
  "\n"
  "available is what programs could get without swapping: what is free, and most of the page cache.\n"
  "Example: free -h\n";

static int shift = 0;  // from KiB: negative for bytes
static bool is_human, is_wide, with_committed;

static void write_amount(unsigned long kib, int width) {
  char text[32];
  if (!is_human) snprintf(text, sizeof text, "%lu", shift < 0 ? kib * 1024 : kib >> shift);
  else {
    static const char units[] = "KMGTP";
    int unit = 0;
    unsigned long whole = kib, tenths = 0;
    for (; whole >= 1024 && unit < 4; unit++) tenths = (whole % 1024 * 10 + 512) / 1024, whole /= 1024;
    if (tenths == 10) tenths = 0, whole++;
    if (kib == 0) snprintf(text, sizeof text, "0B");
    else if (whole < 10 && unit > 0) snprintf(text, sizeof text, "%lu.%lu%ci", whole, tenths, units[unit]);
    else snprintf(text, sizeof text, "%lu%ci", whole, units[unit]);
  }
  printf("%*s", width, text);
}

static void write_row(const char *title, const unsigned long *amounts, int count) {
  printf("%-7s", title);
  for (int i = 0; i < count; i++) write_amount(amounts[i], i == 0 ? 13 : 12);
  putchar('\n');
}

static void show(bool with_total) {
  char text[8192];
  if (read_file("/proc/meminfo", text, sizeof text) <= 0) {
    complain("/proc/meminfo");
    exit(FAILURE);
  }
  unsigned long total = value_of(text, "MemTotal"), unused = value_of(text, "MemFree");
  unsigned long buffers = value_of(text, "Buffers"), shared = value_of(text, "Shmem");
  unsigned long cache = value_of(text, "Cached") + value_of(text, "SReclaimable");
  unsigned long available = value_of(text, "MemAvailable"), swap = value_of(text, "SwapTotal");
  unsigned long used = total > available ? total - available : 0, swap_free = value_of(text, "SwapFree");
  printf("               total        used        free      shared  %s   available\n",
    is_wide ? "   buffers       cache" : "buff/cache");
  if (is_wide)
    write_row("Mem:", (unsigned long[]){total, used, unused, shared, buffers, cache, available}, 7);
  else write_row("Mem:", (unsigned long[]){total, used, unused, shared, buffers + cache, available}, 6);
  write_row("Swap:", (unsigned long[]){swap, swap - swap_free, swap_free}, 3);
  if (with_total)
    write_row("Total:", (unsigned long[]){total + swap, used + swap - swap_free, unused + swap_free}, 3);
  unsigned long limit = value_of(text, "CommitLimit"), committed = value_of(text, "Committed_AS");
  if (with_committed) write_row("Comm:", (unsigned long[]){limit, committed, limit - committed}, 3);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"human", no_argument, 0, 'h'}, {"total", no_argument, 0, 't'}, {"seconds", required_argument, 0, 's'},
    {"count", required_argument, 0, 'c'}, {"bytes", no_argument, 0, 'b'}, {"mebi", no_argument, 0, 'm'},
    {"gibi", no_argument, 0, 'g'}, {"wide", no_argument, 0, 'w'}, {"committed", no_argument, 0, 'v'},
    HELP_OPTION,
  };
  bool with_total = false;
  long seconds = 0, count = 0;
  for (int option; (option = next_option(argc, argv, "bkmghtwvs:c:", names, FAILURE)) != -1;) switch (option) {
    case 'b': shift = -10; break;
    case 'k': shift = 0; break;
    case 'm': shift = 10; break;
    case 'g': shift = 20; break;
    case 'h': is_human = true; break;
    case 't': with_total = true; break;
    case 'w': is_wide = true; break;
    case 'v': with_committed = true; break;
    case 's': seconds = read_size(optarg, "interval"); break;
    case 'c': count = read_size(optarg, "count"); break;
  }
  if (seconds == 0) seconds = 1, count = count == 0 ? 1 : count;
  for (long i = 0; count == 0 || i < count; i++) {
    if (i > 0) putchar('\n'), fflush(stdout), sleep((unsigned)seconds);
    show(with_total);
    fflush(stdout);
  }
  return finish(0);
}
