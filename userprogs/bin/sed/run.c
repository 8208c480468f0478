// Running the script, line by line.
#include "sed.h"

#include <ctype.h>

struct buffer pattern, hold;

void append(struct buffer *buffer, const char *text, size_t length) {
  if (buffer->length + length + 1 > buffer->room)
    buffer->text = take_memory(buffer->text, buffer->room = 2 * buffer->room + length + 64);
  memmove(buffer->text + buffer->length, text, length);  // D takes a part of the buffer itself
  buffer->length += length;
  buffer->text[buffer->length] = 0;
}

void set(struct buffer *buffer, const char *text, size_t length) {
  buffer->length = 0;
  append(buffer, text, length);
}

// What a, r and R have for the end of the cycle.
struct addition {
  char letter;
  const char *text;
};
static struct addition *additions;
static size_t addition_count;

static void add_later(char letter, const char *text) {
  additions = take_memory(additions, (addition_count + 1) * sizeof *additions);
  additions[addition_count++] = (struct addition){letter, text};
}

static void write_file(const char *name) {
  FILE *file = strcmp(name, "/dev/stdin") == 0 ? stdin : fopen(name, "r");
  char buffer[4096];
  for (size_t size; file != 0 && (size = fread(buffer, 1, sizeof buffer, file)) > 0;)
    write_text(&output, buffer, size);
  close_input(file);
}

// The next line of a file that R reads; each such file is opened once.
static void write_next_line(const char *name) {
  static struct {
    const char *name;
    FILE *file;
  } files[16];
  static int count;
  static char *line;
  static size_t room;
  int i = 0;
  while (i < count && strcmp(files[i].name, name) != 0) i++;
  if (i == 16) fail(PANIC, "too many files to read", "");
  if (i == count) files[count].name = name, files[count++].file = fopen(name, "r");
  ssize_t length = files[i].file == 0 ? -1 : getdelim(&line, &room, line_end, files[i].file);
  if (length < 0) return;
  bool kept = has_newline;
  has_newline = line[length - 1] == line_end;
  write_line(&output, line, (size_t)length - has_newline);
  has_newline = kept;
}

static void write_additions(void) {
  for (size_t i = 0; i < addition_count; i++)
    if (additions[i].letter == 'a') write_text(&output, additions[i].text, strlen(additions[i].text));
    else if (additions[i].letter == 'r') write_file(additions[i].text);
    else write_next_line(additions[i].text);
  addition_count = 0;
}

static void end_cycle(void) {
  if (!is_quiet) write_line(&output, pattern.text, pattern.length);
  write_additions();
}

// Addresses.

static bool is_at(const struct address *address) {
  regmatch_t matches[10];
  switch (address->kind) {
    case ADDRESS_LINE: return line_number == address->number;
    case ADDRESS_LAST: return is_last_line();
    case ADDRESS_STEP:
      if (address->step <= 0) return line_number == address->number;
      return line_number >= address->number && (line_number - address->number) % address->step == 0;
    case ADDRESS_REGEX: return match(address->regex, 0, matches);
    default: return true;
  }
}

static bool ends_by_number(const struct address *address) {
  return address->kind == ADDRESS_LINE || address->kind == ADDRESS_PLUS || address->kind == ADDRESS_MULTIPLE;
}

static long range_end(const struct address *address) {
  long number = address->number;
  if (address->kind == ADDRESS_PLUS) return line_number + number;
  if (address->kind == ADDRESS_MULTIPLE && number <= 0) return line_number;
  if (address->kind == ADDRESS_MULTIPLE) return (line_number + number - 1) / number * number;
  return number;
}

static bool is_chosen(struct command *command) {
  const struct address *second = &command->second;
  if (second->kind == ADDRESS_NONE) return is_at(&command->first);
  bool by_number = ends_by_number(second);
  if (command->in_range) {
    if (by_number && line_number > command->range_end) command->in_range = false;
    else {
      command->in_range = by_number ? line_number < command->range_end : !is_at(second);
      return true;
    }
  }
  if (!is_at(&command->first)) return false;
  command->range_end = range_end(second);
  command->in_range = by_number ? command->range_end > line_number
    : second->kind == ADDRESS_LAST ? !is_last_line() : true;
  return true;
}

// Commands.

static void swap_buffers(void) {
  struct buffer kept = pattern;
  pattern = hold;
  hold = kept;
  if (pattern.text == 0) set(&pattern, "", 0);
}

static size_t first_line(void) {
  char *newline = memchr(pattern.text, line_end, pattern.length);
  return newline == 0 ? pattern.length : (size_t)(newline - pattern.text);
}

// One character of l, and how wide it is.
static int show_char(char text[8], unsigned char c) {
  static const char letters[] = "abtnvfr";
  if (c == '\\') return sprintf(text, "\\\\");
  if (c >= 7 && c <= 13) return sprintf(text, "\\%c", letters[c - 7]);
  return sprintf(text, isprint(c) ? "%c" : "\\%03o", c);
}

static void list_line(long width) {
  long column = 0;
  write_text(&output, "", 0);
  for (size_t i = 0; i < pattern.length; i++) {
    char text[8];
    int size = show_char(text, (unsigned char)pattern.text[i]);
    if (width > 1 && column + size > width - 1) fputs("\\\n", output.file), column = 0;
    fputs(text, output.file);
    column += size;
  }
  fputs("$\n", output.file);
}

static void write_number(void) {
  char text[24];
  write_text(&output, text, (size_t)sprintf(text, "%ld\n", line_number));
}

static _Noreturn void leave(int status) {
  end_input();
  close_outputs();
  exit(finish(status != 0 ? status : has_failed ? BAD_INPUT : 0));
}

enum next { NEXT_COMMAND, NEXT_CYCLE, NEXT_CYCLE_WITHOUT_READING };

// Those that change what is read or done next. `*place` is where the next command is; `*replaced` whether s
// did something since the last t.
static enum next obey_control(struct command *command, size_t *place, bool *replaced) {
  switch (command->letter) {
    case 'd': return NEXT_CYCLE;
    case 'D':
      if (first_line() == pattern.length) return NEXT_CYCLE;
      set(&pattern, pattern.text + first_line() + 1, pattern.length - first_line() - 1);
      return NEXT_CYCLE_WITHOUT_READING;
    case 'n':
      if (is_last_line() && !is_separate) end_cycle(), leave(0);
      end_cycle();
      if (!read_line(false)) leave(0);
      break;
    case 'N':
      write_additions();
      if (!read_line(true)) {
        if (!is_separate) end_cycle(), leave(0);
        return NEXT_COMMAND;
      }
      break;
    case 'c':
      if (command->second.kind == ADDRESS_NONE || !command->in_range || command->is_negated)
        write_text(&output, command->text, strlen(command->text));
      return NEXT_CYCLE;
    case 'q': end_cycle(); leave((int)command->number);
    case 'Q': leave((int)command->number);
    case 'b': *place = command->target; break;
    case 't': case 'T':
      if (*replaced == (command->letter == 't')) *place = command->target;
      *replaced = false;
      break;
  }
  return NEXT_COMMAND;
}

static enum next obey(struct command *command, size_t *place, bool *replaced) {
  switch (command->letter) {
    case 's':
      if (!substitute(command)) break;
      *replaced = true;
      if (command->prints) write_line(&output, pattern.text, pattern.length);
      if (command->output != 0) write_line(command->output, pattern.text, pattern.length);
      break;
    case 'y':
      for (size_t i = 0; i < pattern.length; i++)
        pattern.text[i] = (char)command->map[(unsigned char)pattern.text[i]];
      break;
    case 'p': write_line(&output, pattern.text, pattern.length); break;
    case 'P': write_text(&output, pattern.text, first_line()), putc(line_end, output.file); break;
    case 'w': write_line(command->output, pattern.text, pattern.length); break;
    case 'W':
      write_text(command->output, pattern.text, first_line());
      putc(line_end, command->output->file);
      break;
    case '=': write_number(); break;
    case 'F': write_text(&output, line_name, strlen(line_name)), putc('\n', output.file); break;
    case 'l': list_line(command->number < 0 ? list_width : command->number); break;
    case 'a': case 'r': case 'R': add_later(command->letter, command->text); break;
    case 'i': write_text(&output, command->text, strlen(command->text)); break;
    case 'h': set(&hold, pattern.text, pattern.length); break;
    case 'H':
      append(&hold, &line_end, 1);
      append(&hold, pattern.text, pattern.length);
      break;
    case 'g': set(&pattern, hold.text == 0 ? "" : hold.text, hold.length); break;
    case 'G':
      append(&pattern, &line_end, 1);
      append(&pattern, hold.text == 0 ? "" : hold.text, hold.length);
      break;
    case 'x': swap_buffers(); break;
    case 'z': pattern.length = 0; break;
    default: return obey_control(command, place, replaced);
  }
  return NEXT_COMMAND;
}

_Noreturn void run(void) {
  bool reads = true;
  while (!reads || read_line(false)) {
    bool replaced = false;
    enum next next = NEXT_COMMAND;
    for (size_t place = 0; place < command_count && next == NEXT_COMMAND;) {
      struct command *command = &commands[place++];
      if (is_chosen(command) == command->is_negated) {
        if (command->letter == '{') place = command->target;
      } else next = obey(command, &place, &replaced);
    }
    if (next == NEXT_COMMAND) end_cycle();
    else write_additions();
    reads = next != NEXT_CYCLE_WITHOUT_READING;
  }
  leave(0);
}
