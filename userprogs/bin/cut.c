// cut: takes parts of each line.
#define TOOL "cut"
#include "tool.h"

#include <ctype.h>
#include <limits.h>

const char help[] =
  "Usage: cut OPTION... [FILE]...\n"
  "Write parts of each line of the FILEs (standard input where there is none, or where FILE is -).\n"
  "\n"
  "  -b, --bytes=LIST        these bytes\n"
  "  -c, --characters=LIST   these characters (as bytes)\n"
  "  -f, --fields=LIST       these fields, and every line that has no separator\n"
  "  -d, --delimiter=CHAR    fields end at CHAR, not at a tab\n"
  "  -s, --only-delimited    not the lines that have no separator\n"
  "      --complement        all but what LIST says\n"
  "      --output-delimiter=TEXT  between the parts\n"
  "  -z, --zero-terminated   lines end with a null byte\n"
  "      --help              show this help\n"
  "\n"
  "A LIST is of numbers and ranges, from 1: N  N-M  N-  -M, with commas between.\n"
  "Example: cut -d: -f1,3 /etc/passwd\n";

struct range {
  long first, last;
};

static struct range *ranges;
static size_t range_count;
static char mode;
static char delimiter = '\t', line_end = '\n';
static const char *output_delimiter;
static bool only_delimited, is_complement;

static void add_range(long first, long last) {
  ranges = take_memory(ranges, (range_count + 1) * sizeof *ranges);
  ranges[range_count++] = (struct range){first, last};
}

static void read_list(const char *text) {
  for (;;) {
    char *end;
    long first = isdigit((unsigned char)*text) ? strtol(text, &end, 10) : (end = (char *)text, 0);
    long last = first;
    if (*end == '-') {
      text = end + 1;
      last = isdigit((unsigned char)*text) ? strtol(text, &end, 10) : (end = (char *)text, LONG_MAX);
      if (first == 0 && last == LONG_MAX) fail(FAILURE, "invalid range with no endpoint: -", "");
      if (first == 0) first = 1;
    }
    if (first == 0) fail(FAILURE, "fields and positions are numbered from 1", "");
    if (last < first) fail(FAILURE, "invalid decreasing range", "");
    if (*end != 0 && *end != ',' && *end != ' ') fail(FAILURE, "invalid field range", "");
    add_range(first, last);
    if (*end == 0) return;
    text = end + 1;
  }
}

static bool is_wanted(long number) {
  for (size_t i = 0; i < range_count; i++)
    if (ranges[i].first <= number && number <= ranges[i].last) return !is_complement;
  return is_complement;
}

// Whether a range begins here: with an output delimiter, ranges are kept apart.
static bool starts_range(long number) {
  if (!is_wanted(number - 1)) return true;
  for (size_t i = 0; i < range_count; i++)
    if (ranges[i].first == number) {
      bool is_inside = false;
      for (size_t j = 0; j < range_count; j++)
        is_inside |= ranges[j].first < number && number <= ranges[j].last;
      if (!is_inside) return true;
    }
  return false;
}

static void cut_bytes(const char *line, size_t length) {
  bool has_any = false;
  for (size_t i = 0; i < length; i++) {
    if (!is_wanted((long)i + 1)) continue;
    if (output_delimiter != 0 && has_any && starts_range((long)i + 1)) fputs(output_delimiter, stdout);
    putchar(line[i]);
    has_any = true;
  }
  putchar(line_end);
}

static void write_delimiter(void) {
  if (output_delimiter != 0) fputs(output_delimiter, stdout);
  else putchar(delimiter);
}

static void cut_fields(const char *line, size_t length) {
  const char *end = line + length;
  if (memchr(line, delimiter, length) == 0) {
    if (only_delimited) return;
    fwrite(line, 1, length, stdout);
    putchar(line_end);
    return;
  }
  bool has_any = false;
  for (long number = 1; line <= end; number++) {
    const char *next = memchr(line, delimiter, (size_t)(end - line));
    if (next == 0) next = end;
    if (is_wanted(number)) {
      if (has_any) write_delimiter();
      fwrite(line, 1, (size_t)(next - line), stdout);
      has_any = true;
    }
    line = next + 1;
  }
  putchar(line_end);
}

static bool cut_file(const char *name) {
  FILE *file = open_input(name);
  if (file == 0) return false;
  char *line = 0;
  size_t room = 0;
  for (ssize_t length; (length = getdelim(&line, &room, line_end, file)) > 0;) {
    if (line[length - 1] == line_end) length--;
    if (mode == 'f') cut_fields(line, (size_t)length);
    else cut_bytes(line, (size_t)length);
  }
  bool done = !ferror(file);
  if (!done) complain(name);
  free(line);
  close_input(file);
  return done;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"bytes", required_argument, 0, 'b'},       {"characters", required_argument, 0, 'c'},
    {"fields", required_argument, 0, 'f'},      {"delimiter", required_argument, 0, 'd'},
    {"only-delimited", no_argument, 0, 's'},    {"complement", no_argument, 0, 'C'},
    {"output-delimiter", required_argument, 0, 'o'}, {"zero-terminated", no_argument, 0, 'z'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "b:c:f:d:snz", names, FAILURE)) != -1;) switch (option) {
    case 'b': case 'c': case 'f':
      if (mode != 0) fail(FAILURE, "only one type of list may be specified", "");
      mode = (char)option;
      read_list(optarg);
      break;
    case 'd':
      if (*optarg != 0 && optarg[1] != 0) fail(FAILURE, "the delimiter must be a single character", "");
      delimiter = *optarg;
      break;
    case 's': only_delimited = true; break;
    case 'z': line_end = 0; break;
    case 'C': is_complement = true; break;
    case 'o': output_delimiter = optarg; break;
  }
  if (mode == 0) {
    fputs("cut: you must specify a list of bytes, characters, or fields\n", stderr);
    refuse(FAILURE);
  }
  bool done = true;
  if (optind == argc) done = cut_file("-");
  for (int i = optind; i < argc; i++) done &= cut_file(argv[i]);
  return finish(done ? 0 : FAILURE);
}
