// comm: what two files in order have in common.
#define TOOL "comm"
#include "tool.h"

const char help[] =
  "Usage: comm [OPTION]... FILE1 FILE2\n"
  "Write the lines of two files that are in order, in three columns: only in FILE1, only in FILE2, in both.\n"
  "\n"
  "  -1, -2, -3  without the first, the second, the third column\n"
  "      --help  show this help\n"
  "\n"
  "Example: comm -12 old new\n";

static bool hides[3];

// In a column, with a tab for each one before it that is shown.
static void write_line(int column, const char *line) {
  if (hides[column]) return;
  for (int i = 0; i < column; i++)
    if (!hides[i]) putchar('\t');
  puts(line);
}

struct input {
  FILE *file;
  char *line;
  size_t room;
  bool is_at_end, is_disordered;
  char *last;
};

static bool has_unpaired;

static void advance(struct input *input) {
  if (input->line != 0) {
    free(input->last);
    input->last = copy_text(input->line);
  }
  ssize_t size = getline(&input->line, &input->room, input->file);
  input->is_at_end = size < 0;
  if (size > 0 && input->line[size - 1] == '\n') input->line[size - 1] = 0;
  input->is_disordered |= size > 0 && input->last != 0 && strcmp(input->last, input->line) > 0;
}

int main(int argc, char **argv) {
  for (int option; (option = next_option(argc, argv, "123", ONLY_HELP, FAILURE)) != -1;)
    hides[option - '1'] = true;
  if (argc - optind != 2) {
    if (argc == optind) fputs("comm: missing operand\n", stderr);
    else if (argc - optind == 1) fprintf(stderr, "comm: missing operand after '%s'\n", argv[optind]);
    else fprintf(stderr, "comm: extra operand '%s'\n", argv[optind + 2]);
    refuse(FAILURE);
  }
  struct input inputs[2] = {0};
  for (int i = 0; i < 2; i++) {
    inputs[i].file = open_input(argv[optind + i]);
    if (inputs[i].file == 0) return FAILURE;
    advance(&inputs[i]);
  }
  while (!inputs[0].is_at_end || !inputs[1].is_at_end) {
    int order = inputs[0].is_at_end ? 1 : inputs[1].is_at_end ? -1 : strcmp(inputs[0].line, inputs[1].line);
    has_unpaired |= order != 0;
    write_line(order < 0 ? 0 : order > 0 ? 1 : 2, inputs[order > 0].line);
    if (order <= 0) advance(&inputs[0]);
    if (order >= 0) advance(&inputs[1]);
  }
  int status = 0;
  for (int i = 0; i < 2 && has_unpaired; i++)
    if (inputs[i].is_disordered)
      fprintf(stderr, "comm: file %d is not in sorted order\n", i + 1), status = FAILURE;
  return finish(status);
}
