// Input, a line ahead, and output.
#include "sed.h"

#include <sys/stat.h>
#include <unistd.h>

struct output output;
bool has_newline = true, has_failed;
long line_number;
const char *line_name = "-";

static char **names;
static FILE *input;
static const char *input_name;
static char *temporary;

// The next line, which was read already: whether there is one has to be known for $.
static enum { NEXT_UNKNOWN, NEXT_READ, NEXT_NONE } state;
static char *next_line;
static size_t next_room;
static ssize_t next_length;

void begin_input(char **all) {
  names = all;
  output = (struct output){"-", stdout, false};
}

// With -i the new file takes the old one's place.
static void close_file(void) {
  close_input(input);
  input = 0;
  if (temporary == 0) return;
  struct stat status;
  if (stat(input_name, &status) == 0) fchmod(fileno(output.file), status.st_mode & 07777);
  bool done = fclose(output.file) == 0;
  if (done && backup_suffix != 0) {
    char *backup = take_memory(0, strlen(input_name) + strlen(backup_suffix) + 1);
    done = rename(input_name, strcat(strcpy(backup, input_name), backup_suffix)) == 0;
    free(backup);
  }
  if (!done || rename(temporary, input_name) < 0) complain(input_name), has_failed = true;
  output = (struct output){"-", stdout, false};
  free(temporary);
  temporary = 0;
}

static void begin_in_place(void) {
  temporary = take_memory(0, strlen(input_name) + 12);
  strcpy(stpcpy(temporary, input_name), ".XXXXXX");
  int descriptor = mkstemp(temporary);
  output = (struct output){temporary, descriptor < 0 ? 0 : fdopen(descriptor, "w"), false};
  if (output.file == 0) fail(PANIC, "couldn't open temporary file ", temporary);
}

static bool open_next(void) {
  while (*names != 0) {
    input_name = *names++;
    bool is_input = strcmp(input_name, "-") == 0;
    struct stat status;
    input = is_input ? stdin : fopen(input_name, "r");
    bool is_folder = input != 0 && fstat(fileno(input), &status) == 0 && S_ISDIR(status.st_mode);
    if (input == 0 || is_folder) {
      fflush(stdout);
      if (is_folder) fprintf(stderr, "sed: couldn't edit %s: not a regular file\n", input_name);
      else fprintf(stderr, "sed: can't read %s: %s\n", input_name, strerror(errno));
      if (is_folder) close_input(input), input = 0;
      has_failed = true;
      continue;
    }
    if (in_place && !is_input) begin_in_place();
    if (is_separate) line_number = 0;
    return true;
  }
  return false;
}

// Where files are separate, the end of one is an end; the next is opened only to read from it.
static void look_ahead(bool opens) {
  while (state == NEXT_UNKNOWN) {
    if (input == 0 && !(opens && open_next())) {
      if (*names == 0 || !is_separate) state = NEXT_NONE;
      return;
    }
    next_length = getdelim(&next_line, &next_room, line_end, input);
    if (next_length >= 0) state = NEXT_READ;
    else if (is_separate && !opens) return;
    else close_file();
  }
}

bool is_last_line(void) {
  look_ahead(!is_separate);
  return state != NEXT_READ;
}

bool read_line(bool adds) {
  if (adds && is_separate && is_last_line()) return false;
  look_ahead(true);
  if (state != NEXT_READ) return false;
  state = NEXT_UNKNOWN;
  has_newline = next_line[next_length - 1] == line_end;
  if (adds) append(&pattern, &line_end, 1);
  else pattern.length = 0;
  append(&pattern, next_line, (size_t)next_length - has_newline);
  line_number++;
  line_name = input_name;
  return true;
}

void end_input(void) {
  if (input != 0 || temporary != 0) close_file();
}

static struct output *outputs[64];
static int output_count;

// Two commands that write to one file share it. /dev/stdout is the standard output that all else goes to.
struct output *open_output(const char *name) {
  if (strcmp(name, "/dev/stdout") == 0) return &output;
  for (int i = 0; i < output_count; i++)
    if (strcmp(outputs[i]->name, name) == 0) return outputs[i];
  if (output_count == 64) fail(PANIC, "too many files to write", "");
  struct output *new = take_memory(0, sizeof *new);
  *new = (struct output){name, strcmp(name, "/dev/stderr") == 0 ? stderr : fopen(name, "w"), false};
  if (new->file == 0) {
    fprintf(stderr, "sed: couldn't open file %s: %s\n", name, strerror(errno));
    exit(PANIC);
  }
  return outputs[output_count++] = new;
}

void close_outputs(void) {
  for (int i = 0; i < output_count; i++)
    if (fclose(outputs[i]->file) == EOF) complain(outputs[i]->name), has_failed = true;
}

void write_text(struct output *to, const char *text, size_t length) {
  if (to->lacks_newline) putc(line_end, to->file);
  to->lacks_newline = false;
  fwrite(text, 1, length, to->file);
  if (is_unbuffered || to != &output) fflush(to->file);
}

void write_line(struct output *to, const char *text, size_t length) {
  write_text(to, text, length);
  if (has_newline) putc(line_end, to->file);
  else to->lacks_newline = true;
  if (is_unbuffered || to != &output) fflush(to->file);
}
