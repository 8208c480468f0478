// join: lines of two files that have a field in common.
#define TOOL "join"
#include "tool.h"

#include <ctype.h>

const char help[] =
  "Usage: join [OPTION]... FILE1 FILE2\n"
  "For each pair of lines of the two files whose join fields are equal, write that field and the others. Both\n"
  "files are sorted by it. Fields have blanks between them; one of the FILEs may be -, standard input.\n"
  "\n"
  "  -1 FIELD, -2 FIELD  the join field of the first, of the second file (1)\n"
  "  -j FIELD            as -1 FIELD -2 FIELD\n"
  "  -t CHAR             CHAR stands between fields\n"
  "  -a FILE             lines of the file of this number that have no partner, too\n"
  "  -v FILE             only those\n"
  "  -o FORMAT           what to write: FILE.FIELD or 0, the join field, with commas between; or auto\n"
  "  -e TEXT             in the place of fields that are not there\n"
  "  -i, --ignore-case   small letters and capitals are the same\n"
  "      --header        the first lines are titles\n"
  "      --check-order, --nocheck-order   whether it matters that the files are sorted\n"
  "      --help          show this help\n"
  "\n"
  "Example: join -t: -1 3 -2 1 people.txt groups.txt\n";

struct field {
  const char *text;
  size_t length;
};

struct line {
  char *text;
  struct field *fields;
  size_t count;
};

// The lines of a file with the same join field, and the line behind them.
struct input {
  FILE *file;
  size_t key;                   // the join field, from 0
  bool writes_unpaired;
  struct line *group;
  size_t count, room;
  struct line next;
  bool has_next, is_disordered;
};

struct output {
  int file;                     // 0: the join field
  size_t field;
};

static struct input inputs[2];
static int separator = -1;      // blanks
static bool ignores_case, hides_pairs, is_automatic;
static const char *empty = "";
static struct output *format;
static size_t format_count, automatic_counts[2];
static enum { CHECK_SOME, CHECK_ALL, CHECK_NOTHING } checks;
static bool has_unpaired;

// Reading.

static void add_field(struct line *line, const char *text, size_t length) {
  line->fields = take_memory(line->fields, (line->count + 1) * sizeof *line->fields);
  line->fields[line->count++] = (struct field){text, length};
}

static void split(struct line *line) {
  const char *p = line->text;
  if (separator >= 0) {
    for (const char *end; (end = strchr(p, separator)) != 0; p = end + 1) add_field(line, p, (size_t)(end - p));
    add_field(line, p, strlen(p));
    return;
  }
  for (;;) {
    while (*p == ' ' || *p == '\t') p++;
    if (*p == 0) return;
    size_t length = strcspn(p, " \t");
    add_field(line, p, length);
    p += length;
  }
}

static bool read_line(FILE *file, struct line *line) {
  size_t room = 0;
  *line = (struct line){0};
  ssize_t size = getline(&line->text, &room, file);
  if (size < 0) return free(line->text), false;
  if (line->text[size - 1] == '\n') line->text[size - 1] = 0;
  split(line);
  return true;
}

static void free_line(struct line *line) {
  free(line->text);
  free(line->fields);
}

static struct field field_of(const struct line *line, size_t field) {
  return field < line->count ? line->fields[field] : (struct field){"", 0};
}

static int compare(const struct line *a, size_t key_a, const struct line *b, size_t key_b) {
  struct field x = field_of(a, key_a), y = field_of(b, key_b);
  size_t length = x.length < y.length ? x.length : y.length;
  int order = ignores_case ? strncasecmp(x.text, y.text, length) : memcmp(x.text, y.text, length);
  return order != 0 ? order : (x.length > y.length) - (x.length < y.length);
}

static void tell_disorder(const struct input *input) {
  fflush(stdout);
  fprintf(stderr, "join: file %d is not sorted\n", (int)(input - inputs) + 1);
}

// Reads the next line, and notes whether it comes before the last.
static void advance(struct input *input, const struct line *last) {
  input->has_next = read_line(input->file, &input->next);
  if (last == 0 || !input->has_next || compare(last, input->key, &input->next, input->key) <= 0) return;
  input->is_disordered = true;
  if (checks == CHECK_ALL) {
    tell_disorder(input);
    exit(FAILURE);
  }
}

static void read_group(struct input *input) {
  for (size_t i = 0; i < input->count; i++) free_line(&input->group[i]);
  input->count = 0;
  while (input->has_next &&
         (input->count == 0 || compare(&input->group[0], input->key, &input->next, input->key) == 0)) {
    if (input->count == input->room)
      input->group = take_memory(input->group, (input->room = 2 * input->room + 4) * sizeof *input->group);
    input->group[input->count++] = input->next;
    advance(input, &input->group[input->count - 1]);
  }
}

// Writing.

static void put_field(struct field field, bool *is_first) {
  if (!*is_first) putchar(separator < 0 ? ' ' : separator);
  *is_first = false;
  if (field.length > 0) fwrite(field.text, 1, field.length, stdout);
  else fputs(empty, stdout);
}

static void put_others(const struct line *line, size_t key, size_t count, bool *is_first) {
  for (size_t i = 0; i < count; i++)
    if (i != key) put_field(field_of(line, i), is_first);
}

// One of the lines may be missing.
static void write_pair(const struct line *first, const struct line *second) {
  static const struct line none;
  const struct line *lines[2] = {first != 0 ? first : &none, second != 0 ? second : &none};
  struct field key =
    first != 0 ? field_of(first, inputs[0].key) : field_of(second, inputs[1].key);
  bool is_first = true;
  for (size_t i = 0; i < format_count; i++)
    put_field(
      format[i].file == 0 ? key : field_of(lines[format[i].file - 1], format[i].field), &is_first);
  if (format_count == 0) put_field(key, &is_first);
  for (int i = 0; i < 2 && format_count == 0; i++)
    put_others(lines[i], inputs[i].key, is_automatic ? automatic_counts[i] : lines[i]->count, &is_first);
  putchar('\n');
}

static void write_unpaired(int which) {
  struct input *input = &inputs[which];
  has_unpaired = true;
  for (size_t i = 0; i < input->count && input->writes_unpaired; i++)
    write_pair(which == 0 ? &input->group[i] : 0, which == 1 ? &input->group[i] : 0);
  read_group(input);
}

static void write_pairs(void) {
  for (size_t i = 0; i < inputs[0].count && !hides_pairs; i++)
    for (size_t j = 0; j < inputs[1].count; j++) write_pair(&inputs[0].group[i], &inputs[1].group[j]);
  read_group(&inputs[0]);
  read_group(&inputs[1]);
}

static void write_header(void) {
  struct line *first = inputs[0].has_next ? &inputs[0].next : 0;
  struct line *second = inputs[1].has_next ? &inputs[1].next : 0;
  if (first != 0 || second != 0) write_pair(first, second);
  for (int i = 0; i < 2; i++)
    if (inputs[i].has_next) free_line(&inputs[i].next), advance(&inputs[i], 0);
}

static int check_order(void) {
  int status = 0;
  for (int i = 0; i < 2; i++)
    if (inputs[i].is_disordered && checks != CHECK_NOTHING && has_unpaired)
      tell_disorder(&inputs[i]), status = FAILURE;
  return status;
}

// Options.

static size_t read_field(const char *text) {
  char *end;
  unsigned long field = strtoul(text, &end, 10);
  if (isdigit((unsigned char)*text) && *end == 0 && field > 0) return field - 1;
  fprintf(stderr, "join: invalid field number: '%s'\n", text);
  exit(FAILURE);
}

static int read_file_number(const char *text) {
  if ((*text == '1' || *text == '2') && text[1] == 0) return *text - '1';
  fprintf(stderr, "join: invalid file number: '%s'\n", text);
  exit(FAILURE);
}

static void read_format(char *text) {
  if (strcmp(text, "auto") == 0) {
    is_automatic = true;
    return;
  }
  for (char *word = strtok(text, ", "); word != 0; word = strtok(0, ", ")) {
    struct output output = {0, 0};
    if (strcmp(word, "0") != 0) {
      if ((*word != '1' && *word != '2') || word[1] != '.') fail(FAILURE, "invalid field specifier: ", word);
      output = (struct output){*word - '0', read_field(word + 2)};
    }
    format = take_memory(format, (format_count + 1) * sizeof *format);
    format[format_count++] = output;
  }
}

static void read_options(int argc, char **argv, bool *has_header) {
  enum { HEADER = 2000, CHECK, NO_CHECK };
  static const struct option names[] = {
    {"ignore-case", no_argument, 0, 'i'}, {"header", no_argument, 0, HEADER},
    {"check-order", no_argument, 0, CHECK}, {"nocheck-order", no_argument, 0, NO_CHECK}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "1:2:j:t:a:v:o:e:i", names, FAILURE)) != -1;)
    switch (option) {
      case '1': inputs[0].key = read_field(optarg); break;
      case '2': inputs[1].key = read_field(optarg); break;
      case 'j': inputs[0].key = inputs[1].key = read_field(optarg); break;
      case 't':
        separator = strcmp(optarg, "\\0") == 0 ? 0 : *optarg == 0 ? '\n' : (unsigned char)*optarg;
        break;
      case 'v': hides_pairs = true;  // fallthrough
      case 'a': inputs[read_file_number(optarg)].writes_unpaired = true; break;
      case 'o': read_format(optarg); break;
      case 'e': empty = optarg; break;
      case 'i': ignores_case = true; break;
      case HEADER: *has_header = true; break;
      case CHECK: checks = CHECK_ALL; break;
      case NO_CHECK: checks = CHECK_NOTHING; break;
    }
}

int main(int argc, char **argv) {
  bool has_header = false;
  read_options(argc, argv, &has_header);
  if (argc - optind != 2) {
    if (argc - optind > 2) fprintf(stderr, "join: extra operand '%s'\n", argv[optind + 2]);
    else fputs("join: missing operand\n", stderr);
    refuse(FAILURE);
  }
  for (int i = 0; i < 2; i++) {
    inputs[i].file = open_input(argv[optind + i]);
    if (inputs[i].file == 0) return FAILURE;
    advance(&inputs[i], 0);
    automatic_counts[i] = inputs[i].has_next ? inputs[i].next.count : 0;
  }
  if (has_header) write_header();
  for (int i = 0; i < 2; i++) read_group(&inputs[i]);
  while (inputs[0].count > 0 && inputs[1].count > 0) {
    int order = compare(&inputs[0].group[0], inputs[0].key, &inputs[1].group[0], inputs[1].key);
    if (order == 0) write_pairs();
    else write_unpaired(order > 0);
  }
  for (int i = 0; i < 2; i++)
    while (inputs[i].count > 0) write_unpaired(i);
  return finish(check_order());
}
