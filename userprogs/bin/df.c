// df: how full the file systems are.
#define TOOL "df"
#include "tool.h"

#include <sys/statfs.h>

const char help[] =
  "Usage: df [OPTION]... [FILE]...\n"
  "Show how full each file system is that /proc/mounts lists, or those of the FILEs.\n"
  "\n"
  "  -a, --all             those without any space, too\n"
  "  -h, --human-readable  as 1.5M, 2G\n"
  "  -T, --print-type      what kind they are\n"
  "      --help            show this help\n"
  "\n"
  "Example: df -h /tmp\n";

enum { MOST_SYSTEMS = 128 };

struct row {
  char source[64], type[24], place[128];
  unsigned long total, used, available;  // KiB
};

static struct row rows[MOST_SYSTEMS];
static int count;
static bool shows_all, is_human, shows_type;

// The mount of which `path` is a part: the longest place that it begins with.
static void find_mount(const char *path, struct row *row) {
  FILE *file = fopen("/proc/mounts", "r");
  size_t best = 0;
  struct row candidate = {0};
  snprintf(row->source, sizeof row->source, "-");
  snprintf(row->type, sizeof row->type, "-");
  snprintf(row->place, sizeof row->place, "%s", path);
  char *real = realpath(path, 0);
  while (file != 0 &&
      fscanf(file, "%63s %127s %23s %*[^\n]", candidate.source, candidate.place, candidate.type) == 3) {
    size_t length = strlen(candidate.place);
    if (length == 1) length = 0;
    bool is_part = real != 0 && strncmp(real, candidate.place, length) == 0 &&
      (real[length] == '/' || real[length] == 0);
    if (!is_part || length + 1 < best) continue;
    best = length + 1;
    *row = candidate;
  }
  free(real);
  if (file != 0) fclose(file);
}

static bool add(struct row row, bool is_named) {
  struct statfs status;
  if (count == MOST_SYSTEMS || statfs(row.place, &status) < 0) return false;
  unsigned long size = (unsigned long)status.f_bsize;
  row.total = (unsigned long)status.f_blocks * size / 1024;
  row.used = (unsigned long)(status.f_blocks - status.f_bfree) * size / 1024;
  row.available = (unsigned long)status.f_bavail * size / 1024;
  if (row.total > 0 || shows_all || is_named) rows[count++] = row;
  return true;
}

static const char *amount(unsigned long kib, char text[24]) {
  static const char units[] = "KMGT";
  int unit = 0;
  if (!is_human) snprintf(text, 24, "%lu", kib);
  else {
    unsigned long tenths = kib * 10;
    for (; tenths >= 10240 && unit < 3; unit++) tenths = (tenths + 1023) / 1024;
    if (kib == 0) snprintf(text, 24, "0");
    else if (tenths < 100) snprintf(text, 24, "%lu.%lu%c", tenths / 10, tenths % 10, units[unit]);
    else snprintf(text, 24, "%lu%c", (tenths + 9) / 10, units[unit]);
  }
  return text;
}

static void show(void) {
  int source = 14, type = 4;
  char total[24], used[24], available[24], share[8];
  for (int i = 0; i < count; i++) {
    if ((int)strlen(rows[i].source) > source) source = (int)strlen(rows[i].source);
    if ((int)strlen(rows[i].type) > type) type = (int)strlen(rows[i].type);
  }
  printf("%-*s ", source, "Filesystem");
  if (shows_type) printf("%-*s ", type, "Type");
  puts(is_human ? " Size  Used Avail Use% Mounted on" : "1K-blocks      Used Available Use% Mounted on");
  for (int i = 0; i < count; i++) {
    const struct row *row = &rows[i];
    unsigned long all = row->used + row->available;
    if (all == 0) strcpy(share, "-");
    else snprintf(share, sizeof share, "%lu%%", (row->used * 100 + all - 1) / all);
    printf("%-*s ", source, row->source);
    if (shows_type) printf("%-*s ", type, row->type);
    int width = is_human ? 5 : 9;
    printf("%*s %*s %*s %4s %s\n", width, amount(row->total, total), width, amount(row->used, used), width,
      amount(row->available, available), share, row->place);
  }
}

static void add_all(void) {
  struct row row = {0};
  FILE *file = fopen("/proc/mounts", "r");
  if (file == 0) {
    complain("/proc/mounts");
    exit(FAILURE);
  }
  while (fscanf(file, "%63s %127s %23s %*[^\n]", row.source, row.place, row.type) == 3) add(row, false);
  fclose(file);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"all", no_argument, 0, 'a'}, {"human-readable", no_argument, 0, 'h'},
    {"print-type", no_argument, 0, 'T'},
    HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "ahTk", names, FAILURE)) != -1;) switch (option) {
    case 'a': shows_all = true; break;
    case 'h': is_human = true; break;
    case 'T': shows_type = true; break;
  }
  int status = 0;
  if (optind == argc) add_all();
  for (int i = optind; i < argc; i++) {
    struct row row = {0};
    find_mount(argv[i], &row);
    if (add(row, true)) continue;
    complain(argv[i]);
    status = FAILURE;
  }
  if (count > 0) show();
  return finish(status);
}
