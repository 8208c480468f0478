// ipcs: System V's shared memory, semaphores and message queues.
#define TOOL "ipcs"
#include "tool.h"

#include <grp.h>
#include <pwd.h>
#include <time.h>
#include <unistd.h>

const char help[] =
  "Usage: ipcs [OPTION]...\n"
  "Show what System V's calls have made: message queues, shared memory and semaphores, or some of these.\n"
  "\n"
  "  -q, --queues  -m, --shmems  -s, --semaphores   which of them\n"
  "  -t, --time      when they were used\n"
  "  -p, --pid       who used them\n"
  "  -c, --creator   who made them, and whose they are\n"
  "  -u, --summary   only how many there are\n"
  "      --help      show this help\n"
  "\n"
  "They last until somebody removes them (ipcrm) or the machine ends. /proc/sysvipc has the same.\n"
  "\n"
  "Example: ipcs -m\n";

enum { MOST_FIELDS = 20 };
typedef unsigned long fields[MOST_FIELDS];

static char form;               // t, p, c or u

// Calls `show` with each line of a table of /proc/sysvipc as numbers; permissions are octal.
static void each(const char *table, void (*show)(fields row)) {
  char path[64], line[512];
  snprintf(path, sizeof path, "/proc/sysvipc/%s", table);
  FILE *file = fopen(path, "r");
  if (file == 0 || fgets(line, sizeof line, file) == 0) {
    complain(path);
    exit(FAILURE);
  }
  while (fgets(line, sizeof line, file) != 0) {
    fields row = {0};
    char *p = line;
    for (int i = 0; i < MOST_FIELDS; i++) row[i] = strtoul(p, &p, i == 2 ? 8 : 10);
    show(row);
  }
  fclose(file);
}

static const char *user(unsigned long number) {
  static char text[16];
  struct passwd *entry = getpwuid((uid_t)number);
  snprintf(text, sizeof text, "%lu", number);
  return entry == 0 ? text : entry->pw_name;
}

static const char *group(unsigned long number) {
  static char text[16];
  struct group *entry = getgrgid((gid_t)number);
  snprintf(text, sizeof text, "%lu", number);
  return entry == 0 ? text : entry->gr_name;
}

static void put_time(unsigned long seconds, const char *format, int width) {
  char text[40] = "Not set";
  time_t time = (time_t)seconds;
  if (seconds != 0) strftime(text, sizeof text, format, localtime(&time));
  printf(" %-*s", width, text);
}

#define SHORT_TIME "%b %e %H:%M:%S"
#define LONG_TIME "%a %b %e %H:%M:%S %Y"

// What the first columns are in most forms.
static void put_key(fields row, unsigned long owner) {
  printf("0x%08x %-10lu %-10s %-10lo ", (unsigned)row[0], row[1], user(owner), row[2]);
}

// The columns from `owner` on are user, group, creating user, creating group.
static void put_creator(fields row, int owner) {
  printf("%-10lu %-10lo %-10s ", row[1], row[2], user(row[owner + 2]));
  printf("%-10s ", group(row[owner + 3]));
  printf("%-10s ", user(row[owner]));
  printf("%-10s\n", group(row[owner + 1]));
}

// Tables of /proc/sysvipc: key msqid perms cbytes qnum lspid lrpid uid gid cuid cgid stime rtime ctime
static void show_queue(fields row) {
  if (form == 'c') put_creator(row, 7);
  else if (form == 'p') printf("%-10lu %-10s %5lu     %5lu\n", row[1], user(row[7]), row[5], row[6]);
  else if (form == 't') {
    printf("%-8lu %-10s", row[1], user(row[7]));
    for (int i = 11; i < 14; i++) put_time(row[i], SHORT_TIME, 20);
    putchar('\n');
  } else {
    put_key(row, row[7]);
    printf("%-12lu %-12lu\n", row[3], row[4]);
  }
}

// key shmid perms size cpid lpid nattch uid gid cuid cgid atime dtime ctime rss swap
static void show_memory(fields row) {
  enum { IS_REMOVED = 01000, IS_LOCKED = 02000 };
  unsigned long mode = row[2];
  row[2] &= 0777;
  if (form == 'c') put_creator(row, 7);
  else if (form == 'p') printf("%-10lu %-10s %-10lu %-10lu\n", row[1], user(row[7]), row[4], row[5]);
  else if (form == 't') {
    printf("%-10lu %-10s", row[1], user(row[7]));
    for (int i = 11; i < 14; i++) put_time(row[i], SHORT_TIME, 20);
    putchar('\n');
  } else {
    put_key(row, row[7]);
    const char *removed = mode & IS_REMOVED ? "dest" : "", *locked = mode & IS_LOCKED ? "locked" : "";
    printf("%-10lu %-10lu %-6s %-6s\n", row[3], row[6], removed, locked);
  }
}

// key semid perms nsems uid gid cuid cgid otime ctime
static void show_semaphores(fields row) {
  if (form == 'c') put_creator(row, 4);
  else if (form == 't') {
    printf("%-8lu %-10s", row[1], user(row[4]));
    put_time(row[8], LONG_TIME, 26);
    put_time(row[9], LONG_TIME, 26);
    putchar('\n');
  } else if (form != 'p') {
    put_key(row, row[4]);
    printf("%-10lu\n", row[3]);
  }
}

static fields sums;

static void add_up(fields row) {
  sums[0]++;
  for (int i = 3; i < MOST_FIELDS; i++) sums[i] += row[i];
}

static void add_up_memory(fields row) {
  unsigned long page = (unsigned long)sysconf(_SC_PAGESIZE);
  add_up(row);
  sums[1] += (row[3] + page - 1) / page;
  sums[2] += row[14] / page;
}

static void summarize(char kind) {
  unsigned long page = (unsigned long)sysconf(_SC_PAGESIZE);
  memset(sums, 0, sizeof sums);
  if (kind == 'q') {
    each("msg", add_up);
    printf("------ Messages Status --------\nallocated queues = %lu\n", sums[0]);
    printf("used headers = %lu\nused space = %lu bytes\n\n", sums[4], sums[3]);
  } else if (kind == 'm') {
    each("shm", add_up_memory);
    printf("------ Shared Memory Status --------\nsegments allocated %lu\n", sums[0]);
    printf("pages allocated %lu\npages resident  %lu\n", sums[1], sums[2]);
    printf("pages swapped   %lu\n", sums[15] / page);
    puts("Swap performance: 0 attempts\t 0 successes\n");
  } else {
    each("sem", add_up);
    printf("------ Semaphore Status --------\nused arrays = %lu\n", sums[0]);
    printf("allocated semaphores = %lu\n\n", sums[3]);
  }
}

#define CREATOR_TITLES "perms      cuid       cgid       uid        gid       "

static const struct kind {
  char letter;
  const char *table;
  void (*show)(fields row);
  struct {
    char form;
    const char *title, *columns;
  } forms[4];
} kinds[] = {
  {'q', "msg", show_queue,
   {{0, "Message Queues", "key        msqid      owner      perms      used-bytes   messages    "},
    {'t', "Message Queues Send/Recv/Change Times",
     "msqid    owner      send                 recv                 change              "},
    {'p', "Message Queues PIDs", "msqid      owner      lspid      lrpid     "},
    {'c', "Message Queues Creators/Owners", "msqid      " CREATOR_TITLES}}},
  {'m', "shm", show_memory,
   {{0, "Shared Memory Segments",
     "key        shmid      owner      perms      bytes      nattch     status      "},
    {'t', "Shared Memory Attach/Detach/Change Times",
     "shmid      owner      attached             detached             changed             "},
    {'p', "Shared Memory Creator/Last-op PIDs", "shmid      owner      cpid       lpid      "},
    {'c', "Shared Memory Segment Creators/Owners", "shmid      " CREATOR_TITLES}}},
  {'s', "sem", show_semaphores,
   {{0, "Semaphore Arrays", "key        semid      owner      perms      nsems     "},
    {'t', "Semaphore Operation/Change Times",
     "semid    owner      last-op                    last-changed              "},
    {'p', 0, 0},
    {'c', "Semaphore Arrays Creators/Owners", "semid      " CREATOR_TITLES}}},
};

static void show_kind(const struct kind *kind) {
  if (form == 'u') {
    summarize(kind->letter);
    return;
  }
  for (int i = 0; i < 4; i++)
    if (kind->forms[i].form == form && kind->forms[i].title != 0)
      printf("------ %s --------\n%s\n", kind->forms[i].title, kind->forms[i].columns);
  each(kind->table, kind->show);
  putchar('\n');
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"queues", no_argument, 0, 'q'}, {"shmems", no_argument, 0, 'm'}, {"semaphores", no_argument, 0, 's'},
    {"time", no_argument, 0, 't'}, {"pid", no_argument, 0, 'p'}, {"creator", no_argument, 0, 'c'},
    {"summary", no_argument, 0, 'u'}, {"all", no_argument, 0, 'a'}, HELP_OPTION,
  };
  char wanted[4] = "";
  for (int option; (option = next_option(argc, argv, "qmsatpcu", names, FAILURE)) != -1;) switch (option) {
    case 'q': case 'm': case 's':
      if (strchr(wanted, option) == 0) wanted[strlen(wanted)] = (char)option;
      break;
    case 'a': *wanted = 0; break;
    default: form = (char)option;
  }
  putchar('\n');
  for (int i = 0; i < 3; i++)
    if (*wanted == 0 || strchr(wanted, kinds[i].letter) != 0) show_kind(&kinds[i]);
  return finish(0);
}
