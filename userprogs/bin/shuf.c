// shuf: lines in any order.
#define TOOL "shuf"
#include "tool.h"

#include "lines.h"

const char help[] =
  "Usage: shuf [OPTION]... [FILE]\n"
  "       shuf -e [OPTION]... [WORD]...\n"
  "       shuf -i FIRST-LAST [OPTION]...\n"
  "Write the lines of FILE (standard input where there is none), the WORDs, or the numbers, in random order.\n"
  "\n"
  "  -e, --echo           the WORDs\n"
  "  -i, --input-range=FIRST-LAST  the numbers\n"
  "  -n, --head-count=N   at most N of them\n"
  "  -r, --repeat         again and again, each time one of them\n"
  "      --help           show this help\n"
  "\n"
  "Example: shuf -n 1 names\n";

static char **words;
static size_t count;

static void add(const char *word) {
  if ((count & (count - 1)) == 0) words = take_memory(words, (count == 0 ? 1 : 2 * count) * sizeof *words);
  words[count++] = copy_text(word);
}

static void add_line(char *line, size_t length, bool has_end) {
  (void)length, (void)has_end;
  add(line);
}

static void add_range(const char *text) {
  char *end, number[24];
  long first = strtol(text, &end, 10), last = *end == '-' ? strtol(end + 1, &end, 10) : -1;
  if (*end != 0 || last < first) {
    fprintf(stderr, "shuf: invalid input range: '%s'\n", text);
    exit(FAILURE);
  }
  for (long i = first; i <= last; i++) sprintf(number, "%ld", i), add(number);
}

static size_t choose(size_t limit) {
  unsigned long bits;
  arc4random_buf(&bits, sizeof bits);
  return bits % limit;
}

// Each place gets one of those that are left (Fisher and Yates).
static void write_shuffled(size_t most) {
  for (size_t i = 0; i < count && i < most; i++) {
    size_t other = i + choose(count - i);
    char *word = words[other];
    words[other] = words[i];
    words[i] = word;
    puts(word);
  }
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"echo", no_argument, 0, 'e'}, {"input-range", required_argument, 0, 'i'},
    {"head-count", required_argument, 0, 'n'}, {"repeat", no_argument, 0, 'r'}, HELP_OPTION,
  };
  bool takes_words = false, repeats = false, done = true;
  const char *range = 0;
  size_t most = (size_t)-1;
  for (int option; (option = next_option(argc, argv, "ei:n:r", names, FAILURE)) != -1;) switch (option) {
    case 'e': takes_words = true; break;
    case 'i': range = optarg; break;
    case 'n': most = (size_t)read_size(optarg, "line count"); break;
    case 'r': repeats = true; break;
  }
  if (range != 0) add_range(range);
  for (int i = optind; takes_words && i < argc; i++) add(argv[i]);
  if (range == 0 && !takes_words) done = each_line(argv + optind, add_line, 0);
  if (!repeats) write_shuffled(most);
  else
    for (size_t i = 0; i < most && count > 0 && !ferror(stdout); i++) puts(words[choose(count)]);
  return finish(done ? 0 : FAILURE);
}
