// tail: writes the end of files, and follows one that grows.
#define TOOL "tail"
#include "tool.h"

#include <ctype.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: tail [OPTION]... [FILE]...\n"
  "Write the last 10 lines of each FILE (standard input where there is none, or where FILE is -).\n"
  "\n"
  "  -n, --lines=N     the last N lines; with a + before N, from line N on\n"
  "  -c, --bytes=N     the last N bytes; with a + before N, from byte N on\n"
  "  -f, --follow      go on as the files grow, until Ctrl-C; -F goes on with a new file of that name\n"
  "  -s, --sleep-interval=N  look every N seconds (1)\n"
  "  -q, --quiet       no names before the files\n"
  "  -v, --verbose     a name before each file, even if there is only one\n"
  "  -z, --zero-terminated  lines end with a null byte\n"
  "      --help        show this help\n"
  "\n"
  "N may have one of k M G behind it. -5 is -n 5.\n"
  "Example: tail -f log\n";

static long count = 10, interval = 1;
static bool counts_bytes, from_start, follows, follows_names;
static char line_end = '\n';
static int shows_names = -1;

static void copy_rest(FILE *file) {
  static char buffer[16 * 1024];
  for (size_t size; (size = fread(buffer, 1, sizeof buffer, file)) > 0;) fwrite(buffer, 1, size, stdout);
}

static void tail_from(FILE *file) {
  for (long passed = 1; passed < count;) {
    int c = getc(file);
    if (c == EOF) return;
    passed += counts_bytes || c == line_end;
  }
  copy_rest(file);
}

// The end of a file that can only be read from its beginning: the last lines or bytes are kept as they come.
static void tail_last(FILE *file) {
  char *text = 0;
  size_t length = 0, room = 0, start = 0;
  long units = 0;
  for (int c, last = line_end; (c = getc(file)) != EOF; last = c) {
    if (length == room) text = take_memory(text, room = 2 * room + 4096);
    text[length++] = (char)c;
    units += counts_bytes || last == line_end;
    while (units > count) {
      if (counts_bytes) start++;
      else start = (size_t)((char *)memchr(text + start, line_end, length - start) - text) + 1;
      units--;
    }
    if (start > 65536 && start > length / 2) {
      memmove(text, text + start, length - start);
      length -= start;
      start = 0;
    }
  }
  if (count > 0 && length > start) fwrite(text + start, 1, length - start, stdout);
  free(text);
}

// The end of a file that can be read from anywhere: looks for it backwards.
static bool seek_to_last(FILE *file) {
  struct stat status;
  if (fstat(fileno(file), &status) < 0 || !S_ISREG(status.st_mode) || status.st_size == 0) return false;
  off_t place = lseek(fileno(file), 0, SEEK_CUR), end = status.st_size;
  if (place != 0) return false;
  if (counts_bytes) return fseeko(file, count < end ? end - count : 0, SEEK_SET) == 0;
  long lines = 0;
  char buffer[4096];
  for (off_t block = end; block > 0;) {
    size_t size = block < (off_t)sizeof buffer ? (size_t)block : sizeof buffer;
    block -= (off_t)size;
    if (pread(fileno(file), buffer, size, block) != (ssize_t)size) return false;
    for (size_t i = size; i > 0; i--) {
      bool is_end = buffer[i - 1] == line_end && block + (off_t)i != end;
      if ((is_end && ++lines == count) || count == 0)
        return fseeko(file, count == 0 ? end : block + (off_t)i, SEEK_SET) == 0;
    }
  }
  return true;
}

// Files that are followed.
static struct followed {
  FILE *file;
  const char *name;
} *followed;
static int followed_count, last_shown;

// Begins again where a file became shorter, or its name leads to another one.
static void notice_change(struct followed *one) {
  struct stat now, named;
  if (fstat(fileno(one->file), &now) == 0 && S_ISREG(now.st_mode) && now.st_size < ftello(one->file)) {
    fprintf(stderr, "tail: %s: file truncated\n", one->name);
    fseeko(one->file, 0, SEEK_SET);
  }
  if (!follows_names || one->file == stdin || stat(one->name, &named) < 0) return;
  if (named.st_ino == now.st_ino && named.st_dev == now.st_dev) return;
  FILE *file = fopen(one->name, "r");
  if (file == 0) return;
  fprintf(stderr, "tail: '%s' has been replaced;  following new file\n", one->name);
  fclose(one->file);
  one->file = file;
}

static void follow_all(void) {
  for (;;) {
    fflush(stdout);
    sleep((unsigned)interval);
    for (int i = 0; i < followed_count; i++) {
      notice_change(&followed[i]);
      clearerr(followed[i].file);
      int c = getc(followed[i].file);
      if (c == EOF) continue;
      ungetc(c, followed[i].file);
      if (shows_names > 0 && i != last_shown) printf("\n==> %s <==\n", followed[i].name);
      last_shown = i;
      copy_rest(followed[i].file);
    }
  }
}

static bool tail(const char *name, bool is_first) {
  FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  if (file == 0) {
    fflush(stdout);
    fprintf(stderr, "tail: cannot open '%s' for reading: %s\n", name, strerror(errno));
    return false;
  }
  if (shows_names > 0)
    printf("%s==> %s <==\n", is_first ? "" : "\n", file == stdin ? "standard input" : name);
  if (from_start) tail_from(file);
  else if (seek_to_last(file)) copy_rest(file);
  else tail_last(file);
  bool done = !ferror(file);
  if (!done) {
    fflush(stdout);
    fprintf(stderr, "tail: error reading '%s': %s\n", name, strerror(errno));
  } else if (follows) {
    followed = take_memory(followed, ((size_t)followed_count + 1) * sizeof *followed);
    last_shown = followed_count;
    followed[followed_count++] = (struct followed){file, name};
  } else close_input(file);
  return done;
}

static void set_count(const char *text, bool bytes) {
  from_start = *text == '+';
  counts_bytes = bytes;
  count = read_size(text + (*text == '+' || *text == '-'), bytes ? "number of bytes" : "number of lines");
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"lines", required_argument, 0, 'n'}, {"bytes", required_argument, 0, 'c'},
    {"follow", no_argument, 0, 'f'},
    {"sleep-interval", required_argument, 0, 's'}, {"quiet", no_argument, 0, 'q'},
    {"silent", no_argument, 0, 'q'},
    {"verbose", no_argument, 0, 'v'}, {"zero-terminated", no_argument, 0, 'z'}, HELP_OPTION,
  };
  if (argc > 1 && (argv[1][0] == '-' || argv[1][0] == '+') && isdigit((unsigned char)argv[1][1])) {
    set_count(argv[1], false);
    argv[1] = argv[0];
    argc--;
    argv++;
  }
  for (int option; (option = next_option(argc, argv, "n:c:fFs:qvz", names, FAILURE)) != -1;) switch (option) {
    case 'n': set_count(optarg, false); break;
    case 'c': set_count(optarg, true); break;
    case 'F': follows_names = true;  // fall through
    case 'f': follows = true; break;
    case 's': interval = read_size(optarg, "number of seconds"); break;
    case 'q': shows_names = 0; break;
    case 'v': shows_names = 1; break;
    case 'z': line_end = 0; break;
  }
  if (shows_names < 0) shows_names = argc - optind > 1;
  bool done = true, is_first = true;
  if (optind == argc) done = tail("-", true);
  for (int i = optind; i < argc; i++) {
    bool shown = tail(argv[i], is_first);
    is_first &= !shown;
    done &= shown;
  }
  if (followed_count > 0) follow_all();
  return finish(done ? 0 : FAILURE);
}
