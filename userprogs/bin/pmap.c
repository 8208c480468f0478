// pmap: what is where in a process's memory.
#define TOOL "pmap"
#include "tool.h"

#include "proc.h"

const char help[] =
  "Usage: pmap [OPTION]... PROCESS...\n"
  "Show the mappings of each process: address, size, permissions, and what is mapped.\n"
  "\n"
  "  -x, --extended  what of it is in memory, and what was changed, too\n"
  "  -p, --show-path the whole path of each file\n"
  "  -q, --quiet     without titles and sums\n"
  "      --help      show this help\n"
  "\n"
  "Example: pmap -x $$\n";

static bool is_extended, is_quiet, shows_paths;

struct mapping {
  unsigned long start, end, resident, dirty;
  char permissions[8], name[256];
};

// What pmap calls a mapping: the file's own name, or what it is for.
static const char *shown_name(const struct mapping *mapping) {
  const char *slash = strrchr(mapping->name, '/');
  if (mapping->name[0] == 0) return "  [ anon ]";
  if (strcmp(mapping->name, "[stack]") == 0) return "  [ stack ]";
  if (mapping->name[0] == '[') return "  [ anon ]";
  return slash == 0 || shows_paths ? mapping->name : slash + 1;
}

static void show(const struct mapping *mapping, unsigned long *totals) {
  unsigned long size = (mapping->end - mapping->start) / 1024;
  char mode[6] = {mapping->permissions[0], mapping->permissions[1], mapping->permissions[2],
                  mapping->permissions[3] == 's' ? 's' : '-', '-', 0};
  totals[0] += size, totals[1] += mapping->resident, totals[2] += mapping->dirty;
  if (is_extended)
    printf("%016lx %7lu %7lu %7lu %s %s\n", mapping->start, size, mapping->resident, mapping->dirty, mode,
      shown_name(mapping));
  else printf("%016lx %6luK %s %s\n", mapping->start, size, mode, shown_name(mapping));
}

static bool read_mapping(const char *line, struct mapping *mapping) {
  int place = 0;
  memset(mapping, 0, sizeof *mapping);
  if (sscanf(
      line, "%lx-%lx %7s %*s %*s %*s %n", &mapping->start, &mapping->end, mapping->permissions, &place) < 3)
    return false;
  if (place > 0)
    snprintf(mapping->name, sizeof mapping->name, "%.*s", (int)strcspn(line + place, "\n"), line + place);
  return true;
}

static bool show_process(int pid) {
  char path[64], line[512];
  struct process process;
  snprintf(path, sizeof path, "/proc/%d/%s", pid, is_extended ? "smaps" : "maps");
  FILE *file = read_process(&process, pid) ? fopen(path, "r") : 0;
  if (file == 0) return false;
  printf("%d:   %s\n", pid, process.command);
  if (is_extended && !is_quiet) puts("Address           Kbytes     RSS   Dirty Mode  Mapping");
  struct mapping mapping, next;
  unsigned long totals[3] = {0}, value;
  bool has_mapping = false;
  while (fgets(line, sizeof line, file) != 0) {
    if (read_mapping(line, &next)) {
      if (has_mapping) show(&mapping, totals);
      mapping = next;
      has_mapping = true;
    } else if (sscanf(line, "Rss: %lu", &value) == 1) mapping.resident = value;
    else if (sscanf(line, "Private_Dirty: %lu", &value) == 1 ||
        sscanf(line, "Shared_Dirty: %lu", &value) == 1)
      mapping.dirty += value;
  }
  if (has_mapping) show(&mapping, totals);
  fclose(file);
  if (is_quiet) return true;
  if (is_extended)
    printf("---------------- ------- ------- ------- \ntotal kB         %7lu %7lu %7lu\n", totals[0],
      totals[1], totals[2]);
  else printf(" total %16luK\n", totals[0]);
  return true;
}

int main(int argc, char **argv) {
  static const struct option names[] =
    {{"extended", no_argument, 0, 'x'}, {"quiet", no_argument, 0, 'q'}, {"show-path", no_argument, 0, 'p'},
     HELP_OPTION};
  for (int option; (option = next_option(argc, argv, "xqp", names, FAILURE)) != -1;) switch (option) {
    case 'x': is_extended = true; break;
    case 'p': shows_paths = true; break;
    case 'q': is_quiet = true; break;
  }
  if (optind == argc) {
    fputs("pmap: missing process\n", stderr);
    refuse(FAILURE);
  }
  bool done = true;
  for (int i = optind; i < argc; i++) done &= show_process(atoi(argv[i]));
  return finish(done ? 0 : 42);
}
