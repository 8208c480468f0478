// awk: its options, and the rules' turn: BEGIN, every record, END.
#include "awk.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

static const char help[] =
  "Usage: awk [OPTION]... 'PROGRAM' [FILE]...\n"
  "  or:  awk [OPTION]... -f PROGRAMFILE [FILE]...\n"
  "For each line of the FILEs, or of standard input, that a pattern matches, do what stands behind the pattern.\n"
  "\n"
  "  -F SEPARATOR      what separates fields: a character or a regular expression; blanks, otherwise\n"
  "  -v NAME=VALUE     set a variable before the program begins\n"
  "  -f PROGRAMFILE    read the program from a file; may be repeated\n"
  "      --help        display this help and exit\n"
  "\n"
  "A program: pattern { action } ..., with BEGIN, END, /regular expression/, any expression, or first, last as\n"
  "pattern. Numbers are integers of 64 bits: 7 / 2 is 3, and rand() is from 0 to 2147483647. The order of\n"
  "for (key in array) is that in which the keys came.\n"
  "\n"
  "Example: awk -F: '$3 >= 1000 { print $1; n++ } END { print n }' /etc/passwd\n";

struct name {
  struct name *next;
  char *text;
  struct variable variable;
};
static struct name *names;

void fail(const char *format, ...) {
  va_list arguments;
  fflush(stdout);
  fputs("awk: ", stderr);
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fprintf(stderr, nr != 0 && to_number(nr->value) > 0 ? " (record %lld)\n" : "\n",
    nr == 0 ? 0 : (long long)to_number(nr->value));
  exit(2);
}

void *take_memory(void *old, size_t size) {
  void *memory = realloc(old, size == 0 ? 1 : size);
  if (memory != 0) return memory;
  fputs("awk: memory exhausted\n", stderr);
  exit(2);
}

struct variable *find_variable(const char *text) {
  for (struct name *name = names; name != 0; name = name->next)
    if (strcmp(name->text, text) == 0) return &name->variable;
  struct name *name = memset(take_memory(0, sizeof *name), 0, sizeof *name);
  name->text = strdup(text);
  name->next = names;
  names = name;
  return &name->variable;
}

// The text of a program's file, added to what there is.
static void read_program(struct buffer *program, const char *path) {
  FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
  if (file == 0) fail("%s: %s", path, strerror(errno));
  char part[4096];
  for (size_t count; (count = fread(part, 1, sizeof part, file)) > 0;) add(program, part, count);
  add(program, "\n", 1);
  if (file != stdin) fclose(file);
}

static enum outcome run_rules(enum rule_kind kind) {
  for (struct rule *rule = rules; rule != 0; rule = rule->next) {
    if (rule->kind != kind || rule->body == 0) continue;
    enum outcome outcome = run(rule->body);
    if (outcome == DO_EXIT) return outcome;
  }
  return GO_ON;
}

static bool holds(struct node *node) {
  struct value value = evaluate(node);
  bool result = to_boolean(value);
  drop(value);
  return result;
}

static bool is_wanted(struct rule *rule) {
  switch (rule->kind) {
  case RULE_ALWAYS: return true;
  case RULE_PATTERN: return holds(rule->first);
  case RULE_RANGE: break;
  default: return false;
  }
  if (!rule->is_in_range && !holds(rule->first)) return false;
  rule->is_in_range = !holds(rule->last);
  return true;
}

static enum outcome run_record(void) {
  for (struct rule *rule = rules; rule != 0; rule = rule->next) {
    if (!is_wanted(rule) || pending != GO_ON) continue;
    static struct node print = {.kind = NODE_PRINT};
    enum outcome outcome = run(rule->body == 0 ? &print : rule->body);
    if (outcome != GO_ON) return outcome;
  }
  return pending;
}

static bool has_rules(enum rule_kind first, enum rule_kind last) {
  for (struct rule *rule = rules; rule != 0; rule = rule->next)
    if (rule->kind >= first && rule->kind <= last) return true;
  return false;
}

static void run_program(void) {
  struct buffer record = {0};
  enum outcome outcome = run_rules(RULE_BEGIN);
  pending = GO_ON;
  while (has_rules(RULE_END, RULE_RANGE) && outcome != DO_EXIT && next_main_record(&record)) {
    set_record(input_value(record.bytes, record.length));
    outcome = run_record();
    pending = GO_ON;
    if (outcome == DO_NEXTFILE) skip_main_file();
  }
  free(record.bytes);
  pending = GO_ON;
  run_rules(RULE_END);
}

static _Noreturn void refuse(void) {
  fputs("Try 'awk --help' for more information.\n", stderr);
  exit(2);
}

int main(int argc, char **argv) {
  static const struct option long_names[] = {{"help", no_argument, 0, 'h'}, {0, 0, 0, 0}};
  struct buffer program = {0};
  const char *program_name = "program";
  start_variables(environ);
  for (int letter; (letter = getopt_long(argc, argv, "+F:v:f:", long_names, 0)) != -1;) {
    switch (letter) {
    case 'h': fputs(help, stdout); return fflush(stdout) == EOF;
    case 'f': read_program(&program, optarg), program_name = optarg; break;
    case 'v':
      if (strchr(optarg, '=') == 0) fail("-v needs NAME=VALUE");
      assign_from_command_line(optarg);
      break;
    case 'F': {
      char assignment[256];
      snprintf(assignment, sizeof assignment, "FS=%s", strcmp(optarg, "t") == 0 ? "\\t" : optarg);
      assign_from_command_line(assignment);
      break;
    }
    default: refuse();
    }
  }
  if (program.length == 0) {
    if (optind == argc) fputs("awk: there is no program\n", stderr), refuse();
    add(&program, argv[optind], strlen(argv[optind]));
    optind++;
  }
  add(&program, "", 1);
  start_lexer(program.bytes, program_name);
  parse_program();
  argv[optind - 1] = argv[0];
  start_input(argc - optind + 1, argv + optind - 1);
  run_program();
  if (close_all() < 0) fail("write error: %s", strerror(errno));
  return exit_status;
}
