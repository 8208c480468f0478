// Records: lines, paragraphs, or what lies between matches of RS; from a stream, or from the command line's
// files.
#include "awk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct source {
  FILE *file;
  struct buffer rest;  // for an RS that is a regular expression: what was read and not used
  size_t used;
  bool is_ended;
};

static struct source *main_source;
static int next_argument = 1;
static bool had_file;

struct source *new_source(FILE *file) {
  struct source *source = memset(take_memory(0, sizeof *source), 0, sizeof *source);
  source->file = file;
  return source;
}

void free_source(struct source *source) {
  free(source->rest.bytes);
  free(source);
}

static bool read_to(struct source *source, int end, struct buffer *record) {
  int c = getc(source->file);
  if (c == EOF) return false;
  for (; c != EOF && c != end; c = getc(source->file)) {
    char byte = (char)c;
    add(record, &byte, 1);
  }
  return true;
}

// Lines up to an empty one; empty ones before are left out.
static bool read_paragraph(struct source *source, struct buffer *record) {
  struct buffer line = {0};
  bool is_found = false;
  while (line.length = 0, read_to(source, '\n', &line)) {
    if (line.length == 0 && is_found) break;
    if (line.length == 0) continue;
    if (is_found) add(record, "\n", 1);
    add(record, line.bytes, line.length);
    is_found = true;
  }
  free(line.bytes);
  return is_found;
}

// All that is left is read at once: where a match ends may depend on what comes behind it.
static void read_rest(struct source *source) {
  char part[4096];
  for (size_t count; (count = fread(part, 1, sizeof part, source->file)) > 0;)
    add(&source->rest, part, count);
  add(&source->rest, "", 1);
  source->rest.length--;
  source->is_ended = true;
}

static bool read_to_match(struct source *source, struct pattern *pattern, struct buffer *record) {
  size_t start, length;
  if (!source->is_ended) read_rest(source);
  const char *text = source->rest.bytes + source->used;
  size_t left = source->rest.length - source->used;
  if (left == 0) return false;
  if (!pattern_search(pattern, text, true, &start, &length) || length == 0) {
    add(record, text, left);
    source->used += left;
  } else {
    add(record, text, start);
    source->used += start + length;
  }
  return true;
}

bool read_record(struct source *source, struct buffer *record) {
  size_t length;
  const char *separator = to_text(&rs->value, &length);
  record->length = 0;
  if (length > 1) return read_to_match(source, find_pattern(separator), record);
  return length == 0 ? read_paragraph(source, record) : read_to(source, (unsigned char)*separator, record);
}

// The command line.

void start_input(int argc, char **argv) {
  struct variable *arguments = find_variable("ARGV");
  find_variable("ARGC")->value = number_value(argc);
  for (int i = 0; i < argc; i++) {
    char key[16];
    snprintf(key, sizeof key, "%d", i);
    assign(array_element(array_of(arguments), key, strlen(key)), input_value(argv[i], strlen(argv[i])));
  }
}

static bool is_assignment(const char *text) {
  size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
  return length > 0 && (*text < '0' || *text > '9') && text[length] == '=';
}

void assign_from_command_line(const char *assignment) {
  struct buffer text = {0};
  const char *equals = strchr(assignment, '=');
  char *name = strndup(assignment, (size_t)(equals - assignment));
  for (const char *c = equals + 1; *c != 0;) {
    char byte = *c++;
    if (byte == '\\' && *c != 0) byte = unescape(&c);
    add(&text, &byte, 1);
  }
  add(&text, "", 1);
  struct variable *variable = find_variable(name);
  assign(&variable->value, input_value(text.bytes, text.length - 1));
  if (variable == nf) note_nf_assigned();
  free(text.bytes);
  free(name);
}

static void open_main(const char *name) {
  bool is_standard = *name == 0 || strcmp(name, "-") == 0;
  FILE *file = is_standard ? stdin : fopen(name, "r");
  had_file = true;
  if (file == 0) {
    fflush(stdout);
    fprintf(stderr, "awk: %s: %s\n", name, strerror(errno));
    exit_status = 2;
    return;
  }
  main_source = new_source(file);
  assign(&filename->value, text_value(name, strlen(name)));
  assign(&fnr->value, number_value(0));
}

// The next of ARGV that is a file; without any, standard input. False behind the last.
static bool open_next(void) {
  struct array *arguments = array_of(find_variable("ARGV"));
  while (main_source == 0 && next_argument < to_number(find_variable("ARGC")->value)) {
    char key[16];
    snprintf(key, sizeof key, "%d", next_argument++);
    if (!array_has(arguments, key, strlen(key))) continue;
    struct value value = share(*array_element(arguments, key, strlen(key)));
    const char *text = to_text(&value, 0);
    if (is_assignment(text)) assign_from_command_line(text);
    else if (*text != 0) open_main(text);
    drop(value);
  }
  if (main_source == 0 && !had_file) open_main("");
  return main_source != 0;
}

void skip_main_file(void) {
  if (main_source == 0) return;
  if (main_source->file != stdin) fclose(main_source->file);
  free_source(main_source);
  main_source = 0;
}

bool next_main_record(struct buffer *record) {
  while (open_next()) {
    if (read_record(main_source, record)) {
      assign(&nr->value, number_value(to_number(nr->value) + 1));
      assign(&fnr->value, number_value(to_number(fnr->value) + 1));
      return true;
    }
    skip_main_file();
  }
  return false;
}
