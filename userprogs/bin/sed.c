// sed: edits lines as a script says.
#define TOOL "sed"
#include "tool.h"

#include <ctype.h>
#include <limits.h>
#include <regex.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: sed [OPTION]... SCRIPT [FILE]...\n"
  "Read the lines of the FILEs (standard input), edit each as SCRIPT says, and write it.\n"
  "\n"
  "  -n, --quiet            write only what the script says\n"
  "  -e, --expression=SCRIPT  a part of the script     -f, --file=FILE  a file with one\n"
  "  -E, -r, --regexp-extended  expressions as grep -E has them\n"
  "  -i, --in-place         write the result into the FILEs\n"
  "      --help             show this help\n"
  "\n"
  "A command may have one address or two before it: N  $  /EXPRESSION/  FIRST~STEP  A,+N; ! for all others.\n"
  "  s/EXPRESSION/TEXT/[gpiN]  replace; & and \\1 to \\9 in TEXT are what matched\n"
  "  y/abc/xyz/  characters   d  delete, next line   p  write   =  its number   q  end\n"
  "  n N  next line, add it   D P  up to its newline   h H g G x  the second buffer   { }  several commands\n"
  "  a TEXT  i TEXT  c TEXT  lines after, before, instead\n"
  "  : NAME  b NAME  t NAME  a place, go there, go there if something was replaced\n"
  "Example: sed -n '/^static/s/ *{$/;/p' main.c\n";

struct address {
  enum { ADDRESS_NONE, ADDRESS_LINE, ADDRESS_LAST, ADDRESS_REGEX, ADDRESS_STEP, ADDRESS_PLUS } kind;
  long number, step;
  regex_t *regex;  // null: the last one that was used
};

struct command {
  struct address first, second;
  bool is_negated, in_range;
  long range_end;
  char letter;
  regex_t *regex;
  char *text;       // of a i c, the replacement of s, or a label
  bool is_global, prints;
  long which;       // the match that s replaces
  unsigned char map[256];
  size_t target;    // of b t { : the command to go on with
};

// Text that grows.
struct buffer {
  char *text;
  size_t length, room;
};

static struct command *commands;
static size_t command_count;
static bool is_quiet, is_extended, in_place;
static struct buffer pattern, hold, appended;
static long line_number;
static regex_t *last_regex;
static char **files;
static FILE *input;
static const char *input_name;
static FILE *output;
static char *temporary;
static bool missing_newline, failed;

static void append(struct buffer *buffer, const char *text, size_t length) {
  if (buffer->length + length + 1 > buffer->room)
    buffer->text = take_memory(buffer->text, buffer->room = 2 * buffer->room + length + 64);
  memmove(buffer->text + buffer->length, text, length);  // D takes a part of the buffer itself
  buffer->length += length;
  buffer->text[buffer->length] = 0;
}

static void set(struct buffer *buffer, const char *text, size_t length) {
  buffer->length = 0;
  append(buffer, text, length);
}

// Reading the script.

static const char *p;  // in the script

static _Noreturn void refuse_script(const char *message) { fail(FAILURE, "-e expression: ", message); }

static void skip_blanks(void) {
  while (*p == ' ' || *p == '\t') p++;
}

// Up to the delimiter, which may stand behind a backslash; \n is a newline. A set in brackets hides it in
// expressions. The result is in memory of its own, and the script behind the delimiter.
static char *read_part(char delimiter, bool is_regex) {
  struct buffer part = {0};
  append(&part, "", 0);
  bool in_set = false;
  for (; *p != 0; p++) {
    if (*p == delimiter && !in_set) {
      p++;
      return part.text;
    }
    if (is_regex && *p == '[' && !in_set) {
      in_set = true;
      append(&part, p, 1);
      if (p[1] == '^') append(&part, ++p, 1);
      if (p[1] == ']') append(&part, ++p, 1);
      continue;
    }
    if (*p == ']') in_set = false;
    if (*p == '\\' && p[1] != 0 && !in_set) {
      p++;
      if (*p == delimiter) append(&part, p, 1);
      else if (*p == 'n') append(&part, is_regex ? "\n" : "\\\n", is_regex ? 1 : 2);
      else append(&part, p - 1, 2);
      continue;
    }
    append(&part, p, 1);
  }
  refuse_script("unterminated address or `s' command");
}

static regex_t *compile(char *text, bool ignores_case) {
  if (*text == 0) return 0;
  regex_t *regex = take_memory(0, sizeof *regex);
  int error = regcomp(regex, text, (is_extended ? REG_EXTENDED : 0) | (ignores_case ? REG_ICASE : 0));
  if (error != 0) {
    char message[100];
    regerror(error, regex, message, sizeof message);
    refuse_script(message);
  }
  free(text);
  return regex;
}

static struct address read_address(bool is_second) {
  struct address address = {0};
  char *end;
  if (isdigit((unsigned char)*p)) {
    address.kind = ADDRESS_LINE;
    address.number = strtol(p, &end, 10);
    p = end;
    if (*p != '~') return address;
    address.kind = ADDRESS_STEP;
    address.step = strtol(p + 1, &end, 10);
    p = end;
  } else if (*p == '$') {
    address.kind = ADDRESS_LAST;
    p++;
  } else if (*p == '+' && is_second) {
    address.kind = ADDRESS_PLUS;
    address.number = strtol(p + 1, &end, 10);
    p = end;
  } else if (*p == '/' || *p == '\\') {
    char delimiter = *p == '\\' ? *++p : '/';
    p++;
    address.kind = ADDRESS_REGEX;
    char *text = read_part(delimiter, true);
    bool ignores_case = *p == 'I';
    p += ignores_case;
    address.regex = compile(text, ignores_case);
  }
  return address;
}

static void read_substitution(struct command *command) {
  char delimiter = *p++;
  if (delimiter == 0 || delimiter == '\n' || delimiter == '\\') refuse_script("unterminated `s' command");
  char *regex = read_part(delimiter, true);
  command->text = read_part(delimiter, false);
  bool ignores_case = false;
  command->which = 1;
  for (;; p++) {
    if (*p == 'g') command->is_global = true;
    else if (*p == 'p') command->prints = true;
    else if (*p == 'i' || *p == 'I') ignores_case = true;
    else if (isdigit((unsigned char)*p)) {
      char *end;
      command->which = strtol(p, &end, 10);
      p = end - 1;
    } else break;
  }
  command->regex = compile(regex, ignores_case);
}

static void read_map(struct command *command) {
  char delimiter = *p++;
  char *from = read_part(delimiter, false), *to = read_part(delimiter, false), *a = from, *b = to;
  for (int c = 0; c < 256; c++) command->map[c] = (unsigned char)c;
  for (; *a != 0 && *b != 0; a++, b++) {
    if (*a == '\\' && a[1] != 0) a++;
    if (*b == '\\' && b[1] != 0) b++;
    command->map[(unsigned char)*a] = (unsigned char)*b;
  }
  if (*a != 0 || *b != 0) refuse_script("strings for `y' command are different lengths");
  free(from);
  free(to);
}

// The text of a, i and c: behind the letter, or on the next line behind a backslash; a backslash at a line's
// end goes on.
static void read_text(struct command *command) {
  struct buffer text = {0};
  skip_blanks();
  if (*p == '\\') {
    p++;
    skip_blanks();
    if (*p == '\n') p++;
  }
  for (; *p != 0 && *p != '\n'; p++) {
    if (*p == '\\' && p[1] != 0) p++;
    append(&text, p, 1);
  }
  append(&text, "\n", 1);
  command->text = text.text;
}

static void read_label(struct command *command) {
  skip_blanks();
  size_t length = strcspn(p, command->letter == ':' ? "\n;" : "\n;}");
  while (length > 0 && isblank((unsigned char)p[length - 1])) length--;
  command->text = strndup(p, length);
  p += length;
}

static void read_command(void) {
  commands = take_memory(commands, (command_count + 1) * sizeof *commands);
  struct command *command = &commands[command_count++];
  *command = (struct command){.first = read_address(false)};
  skip_blanks();
  if (command->first.kind != ADDRESS_NONE && *p == ',') {
    p++;
    skip_blanks();
    command->second = read_address(true);
    if (command->second.kind == ADDRESS_NONE) refuse_script("unexpected `,'");
  }
  skip_blanks();
  for (; *p == '!' || (*p == ' ' && command->is_negated); p++) command->is_negated = true;
  command->letter = *p;
  if (*p == 0 || *p == '\n') refuse_script("missing command");
  p++;
  switch (command->letter) {
    case 's': read_substitution(command); break;
    case 'y': read_map(command); break;
    case 'a': case 'i': case 'c': read_text(command); return;
    case ':': case 'b': case 't': read_label(command); break;
    case '{': case '}': return;
    case 'd': case 'D': case 'p': case 'P': case 'n': case 'N': case '=': break;
    case 'h': case 'H': case 'g': case 'G': case 'x': break;
    case 'q':
      skip_blanks();
      command->which = isdigit((unsigned char)*p) ? strtol(p, (char **)&p, 10) : 0;
      break;
    default: refuse_script("unknown command");
  }
  skip_blanks();
  if (*p != 0 && *p != '\n' && *p != ';' && *p != '}' && *p != '#')
    refuse_script("extra characters after command");
}

static void read_script(const char *script) {
  p = script;
  for (;;) {
    while (isspace((unsigned char)*p) || *p == ';') p++;
    if (*p == '#') p += strcspn(p, "\n");
    else if (*p == 0) return;
    else read_command();
  }
}

// Finds where braces end and labels are.
static void resolve(void) {
  for (size_t i = 0; i < command_count; i++) {
    struct command *command = &commands[i];
    int depth = 0;
    command->target = command_count;
    for (size_t j = i; command->letter == '{'; j++) {
      if (j == command_count) refuse_script("unmatched `{'");
      depth += commands[j].letter == '{' ? 1 : commands[j].letter == '}' ? -1 : 0;
      if (depth > 0) continue;
      command->target = j;
      break;
    }
    if ((command->letter != 'b' && command->letter != 't') || *command->text == 0) continue;
    for (size_t j = 0; j < command_count; j++)
      if (commands[j].letter == ':' && strcmp(commands[j].text, command->text) == 0) command->target = j;
    if (command->target == command_count) fail(FAILURE, "can't find label for jump to ", command->text);
  }
}

// Input and output.

static void close_file(void) {
  close_input(input);
  input = 0;
  if (!in_place || output == stdout || output == 0) return;
  struct stat status;
  if (stat(input_name, &status) == 0) fchmod(fileno(output), status.st_mode & 07777);
  if (fclose(output) == EOF || rename(temporary, input_name) < 0) complain(input_name), failed = true;
  output = stdout;
  free(temporary);
}

static bool open_next(void) {
  while (*files != 0) {
    input_name = *files++;
    input = strcmp(input_name, "-") == 0 ? stdin : fopen(input_name, "r");
    if (input == 0) {
      fflush(stdout);
      fprintf(stderr, "sed: can't read %s: %s\n", input_name, strerror(errno));
      failed = true;
      continue;
    }
    if (!in_place || input == stdin) return true;
    temporary = take_memory(0, strlen(input_name) + 12);
    strcpy(stpcpy(temporary, input_name), ".XXXXXX");
    int descriptor = mkstemp(temporary);
    output = descriptor < 0 ? 0 : fdopen(descriptor, "w");
    if (output == 0) fail(4, "couldn't open temporary file ", temporary);
    line_number = 0;
    return true;
  }
  return false;
}

static char *next_line;
static size_t next_room;
static ssize_t next_length = -2;  // -2: not read yet, -1: there is none

static void look_ahead(void) {
  while (next_length == -2) {
    if (input == 0 && !open_next()) next_length = -1;
    else if ((next_length = getline(&next_line, &next_room, input)) < 0) {
      // With -i, each file has a last line of its own, which must be written before the next is begun.
      if (in_place) return;
      close_file();
      next_length = -2;
    }
  }
}

static bool is_last_line(void) {
  look_ahead();
  return next_length < 0;
}

static bool read_line(bool adds) {
  look_ahead();
  while (next_length < 0 && in_place && input != 0) {
    close_file();
    if (!open_next()) return false;
    next_length = -2;
    look_ahead();
  }
  if (next_length < 0) return false;
  missing_newline = next_line[next_length - 1] != '\n';
  size_t length = (size_t)next_length - !missing_newline;
  if (adds) append(&pattern, "\n", 1);
  else pattern.length = 0;
  append(&pattern, next_line, length);
  next_length = -2;
  line_number++;
  return true;
}

static void write_text(const char *text, size_t length) {
  fwrite(text, 1, length, output);
  if (!missing_newline || !is_last_line()) putc('\n', output);
}

static void end_cycle(void) {
  if (!is_quiet) write_text(pattern.text, pattern.length);
  if (appended.length > 0) fwrite(appended.text, 1, appended.length, output);
  appended.length = 0;
}

// Running.

static bool match(regex_t *regex, size_t from, regmatch_t *matches) {
  if (regex == 0) regex = last_regex;
  if (regex == 0) refuse_script("no previous regular expression");
  last_regex = regex;
  matches[0] = (regmatch_t){.rm_so = (regoff_t)from, .rm_eo = (regoff_t)pattern.length};
  return regexec(regex, pattern.text, 10, matches, REG_STARTEND | (from > 0 ? REG_NOTBOL : 0)) == 0;
}

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

static bool is_chosen(struct command *command) {
  if (command->second.kind == ADDRESS_NONE) return is_at(&command->first);
  if (command->in_range) {
    bool by_number = command->second.kind == ADDRESS_LINE || command->second.kind == ADDRESS_PLUS;
    if (by_number && line_number > command->range_end) command->in_range = false;
    else {
      command->in_range = by_number ? line_number < command->range_end : !is_at(&command->second);
      return true;
    }
  }
  if (!is_at(&command->first)) return false;
  command->range_end = command->second.number + (command->second.kind == ADDRESS_PLUS ? line_number : 0);
  bool by_number = command->second.kind == ADDRESS_LINE || command->second.kind == ADDRESS_PLUS;
  command->in_range = by_number ? command->range_end > line_number
    : command->second.kind == ADDRESS_LAST ? !is_last_line() : true;
  return true;
}

// The replacement, with & and \1 to \9 for what matched.
static void add_replacement(struct buffer *result, const char *text, const regmatch_t *matches) {
  for (; *text != 0; text++) {
    int group = *text == '&' ? 0 : *text == '\\' && isdigit((unsigned char)text[1]) ? text[1] - '0' : -1;
    if (group >= 0) {
      if (matches[group].rm_so >= 0)
        append(result, pattern.text + matches[group].rm_so,
          (size_t)(matches[group].rm_eo - matches[group].rm_so));
      text += *text == '\\';
      continue;
    }
    if (*text == '\\' && text[1] != 0) text++;
    if (*text == 't' && text[-1] == '\\') append(result, "\t", 1);
    else append(result, text, 1);
  }
}

static bool substitute(struct command *command) {
  struct buffer result = {0};
  regmatch_t matches[10];
  size_t from = 0, copied = 0;
  bool changed = false;
  for (long count = 1; from <= pattern.length && match(command->regex, from, matches); count++) {
    size_t start = (size_t)matches[0].rm_so, end = (size_t)matches[0].rm_eo;
    bool is_after_match = start == end && start == copied && count > 1;  // nothing, right behind a match
    if (is_after_match) count--;
    else if (count >= command->which) {
      append(&result, pattern.text + copied, start - copied);
      add_replacement(&result, command->text, matches);
      copied = end;
      changed = true;
      if (!command->is_global) break;
    } else if (start < end) {
      append(&result, pattern.text + copied, end - copied);
      copied = end;
    }
    from = end > start ? end : end + 1;
  }
  if (!changed) {
    free(result.text);
    return false;
  }
  append(&result, pattern.text + copied, pattern.length - copied);
  free(pattern.text);
  pattern = result;
  return true;
}

static void swap_buffers(void) {
  struct buffer kept = pattern;
  pattern = hold;
  hold = kept;
  if (pattern.text == 0) set(&pattern, "", 0);
}

static size_t first_line(void) {
  char *newline = memchr(pattern.text, '\n', pattern.length);
  return newline == 0 ? pattern.length : (size_t)(newline - pattern.text);
}

static _Noreturn void leave(int status) {
  if (in_place && input != 0)
    for (int c; (c = getc(input)) != EOF;) putc(c, output);
  close_file();
  exit(finish(status));
}

enum next { NEXT_COMMAND, NEXT_CYCLE, NEXT_CYCLE_WITHOUT_READING };

// One command. `*place` is where the next one is; `*replaced` whether s did something since the last t.
static enum next obey(struct command *command, size_t *place, bool *replaced) {
  switch (command->letter) {
    case 's':
      if (!substitute(command)) break;
      *replaced = true;
      if (command->prints) write_text(pattern.text, pattern.length);
      break;
    case 'y':
      for (size_t i = 0; i < pattern.length; i++)
        pattern.text[i] = (char)command->map[(unsigned char)pattern.text[i]];
      break;
    case 'd': return NEXT_CYCLE;
    case 'D':
      if (first_line() == pattern.length) return NEXT_CYCLE;
      set(&pattern, pattern.text + first_line() + 1, pattern.length - first_line() - 1);
      return NEXT_CYCLE_WITHOUT_READING;
    case 'p': write_text(pattern.text, pattern.length); break;
    case 'P': fwrite(pattern.text, 1, first_line(), output), putc('\n', output); break;
    case '=': fprintf(output, "%ld\n", line_number); break;
    case 'n':
      if (is_last_line()) {
        end_cycle();
        leave(failed ? 2 : 0);
      }
      end_cycle();
      read_line(false);
      break;
    case 'N':
      if (!read_line(true)) {
        end_cycle();
        leave(failed ? 2 : 0);
      }
      break;
    case 'a': append(&appended, command->text, strlen(command->text)); break;
    case 'i': fputs(command->text, output); break;
    case 'c':
      if (command->second.kind == ADDRESS_NONE || !command->in_range || command->is_negated)
        fputs(command->text, output);
      return NEXT_CYCLE;
    case 'h': set(&hold, pattern.text, pattern.length); break;
    case 'H': append(&hold, "\n", 1), append(&hold, pattern.text, pattern.length); break;
    case 'g': set(&pattern, hold.text == 0 ? "" : hold.text, hold.length); break;
    case 'G': append(&pattern, "\n", 1), append(&pattern, hold.text == 0 ? "" : hold.text, hold.length);
      break;
    case 'x': swap_buffers(); break;
    case 'q': end_cycle(); leave((int)command->which);
    case 'b': *place = command->target; break;
    case 't':
      if (*replaced) *place = command->target;
      *replaced = false;
      break;
  }
  return NEXT_COMMAND;
}

static void run(void) {
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
    else if (appended.length > 0) fwrite(appended.text, 1, appended.length, output), appended.length = 0;
    reads = next != NEXT_CYCLE_WITHOUT_READING;
  }
}

static void read_script_file(const char *name, struct buffer *script) {
  FILE *file = open_input(name);
  if (file == 0) exit(FAILURE);
  for (int c; (c = getc(file)) != EOF;) append(script, &(char){(char)c}, 1);
  append(script, "\n", 1);
  close_input(file);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"quiet", no_argument, 0, 'n'}, {"silent", no_argument, 0, 'n'},
    {"expression", required_argument, 0, 'e'},
    {"file", required_argument, 0, 'f'}, {"regexp-extended", no_argument, 0, 'E'},
    {"in-place", no_argument, 0, 'i'}, HELP_OPTION,
  };
  struct buffer script = {0};
  for (int option; (option = next_option(argc, argv, "ne:f:Erisz", names, FAILURE)) != -1;) switch (option) {
    case 'n': is_quiet = true; break;
    case 'e': append(&script, optarg, strlen(optarg)), append(&script, "\n", 1); break;
    case 'f': read_script_file(optarg, &script); break;
    case 'E': case 'r': is_extended = true; break;
    case 'i': in_place = true; break;
  }
  if (script.text == 0) {
    if (optind == argc) {
      fputs("sed: missing script\n", stderr);
      refuse(FAILURE);
    }
    append(&script, argv[optind], strlen(argv[optind]));
    optind++;
  }
  read_script(script.text);
  resolve();
  static char *standard_input[] = {"-", 0};
  files = optind < argc ? argv + optind : standard_input;
  output = stdout;
  run();
  close_file();
  return finish(failed ? 2 : 0);
}
