// Reading the script.
#include "sed.h"

#include <ctype.h>

struct command *commands;
size_t command_count;

static const char *p;  // in the script
static int depth;      // of braces

_Noreturn void refuse_script(const char *message) {
  fprintf(stderr, "sed: -e expression: %s\n", message);
  exit(BAD_SCRIPT);
}

static void skip_blanks(void) {
  while (*p == ' ' || *p == '\t') p++;
}

static int digit_value(char c) { return isdigit((unsigned char)c) ? c - '0' : tolower(c) - 'a' + 10; }

// A character that \t, \x41, \d065 or \o101 stand for, with `p` at the letter; -1 for another sequence.
static int read_escape(void) {
  static const char letters[] = "afntv", values[] = "\a\f\n\t\v";
  const char *known = strchr(letters, *p);
  if (*p != 0 && known != 0) return values[known - letters];
  int base = *p == 'x' ? 16 : *p == 'd' ? 10 : *p == 'o' ? 8 : 0, most = *p == 'x' ? 2 : 3;
  int value = 0, count = 0;
  for (; base != 0 && count < most && isxdigit((unsigned char)p[1]) && digit_value(p[1]) < base; count++)
    value = base * value + digit_value(*++p);
  return count == 0 ? -1 : value & 255;
}

// Up to the delimiter, which may stand behind a backslash. In expressions a set in brackets hides it, and
// characters that escapes stand for are not special; elsewhere a newline is kept behind a backslash.
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
    if (in_set && *p == '[' && p[1] != 0 && strchr(":.=", p[1]) != 0) {
      const char *end = strchr(p + 2, ']');
      if (end == 0) break;
      append(&part, p, (size_t)(end - p));
      p = end - 1;
      append(&part, ++p, 1);
      continue;
    }
    if (*p == ']') in_set = false;
    if (*p != '\\' || p[1] == 0) {
      append(&part, p, 1);
      continue;
    }
    p++;
    const char *start = p;
    int value = *p == delimiter ? -1 : read_escape();
    char byte = (char)value;
    if (value < 0 && *p == delimiter && !(is_regex && strchr("|+?(){}", *p) != 0)) append(&part, p, 1);
    else if (value < 0 && in_set) append(&part, p - 1, 1), p = start - 1;
    else if (value < 0) append(&part, p - 1, 2);
    else {
      bool is_special = byte != 0 && strchr(is_regex ? "\\[].*^$" : "&\\\n", byte) != 0;
      if (is_special && !in_set) append(&part, "\\", 1);
      append(&part, &byte, 1);
    }
  }
  refuse_script("unterminated address or `s' command");
}

static regex_t *compile(char *text, int flags) {
  if (*text == 0) return 0;
  regex_t *regex = take_memory(0, sizeof *regex);
  int error = regcomp(regex, text, (is_extended ? REG_EXTENDED : 0) | flags);
  if (error != 0) {
    char message[100];
    regerror(error, regex, message, sizeof message);
    refuse_script(message);
  }
  free(text);
  return regex;
}

static long read_number(void) {
  char *end;
  long number = strtol(p, &end, 10);
  p = end;
  return number;
}

static struct address read_address(bool is_second) {
  struct address address = {0};
  if (isdigit((unsigned char)*p)) {
    address.kind = ADDRESS_LINE;
    address.number = read_number();
    if (*p != '~') return address;
    p++;
    address.kind = ADDRESS_STEP;
    address.step = read_number();
  } else if (*p == '$') {
    address.kind = ADDRESS_LAST;
    p++;
  } else if ((*p == '+' || *p == '~') && is_second) {
    address.kind = *p == '+' ? ADDRESS_PLUS : ADDRESS_MULTIPLE;
    p++;
    address.number = read_number();
  } else if (*p == '/' || *p == '\\') {
    char delimiter = *p == '\\' ? *++p : '/';
    if (*p != 0) p++;
    address.kind = ADDRESS_REGEX;
    char *text = read_part(delimiter, true);
    int flags = 0;
    for (; *p == 'I' || *p == 'M'; p++) flags |= *p == 'I' ? REG_ICASE : REG_NEWLINE;
    address.regex = compile(text, flags);
  }
  return address;
}

// Up to the line's end.
static char *read_file_name(void) {
  skip_blanks();
  size_t length = strcspn(p, "\n");
  if (length == 0) refuse_script("missing filename in r/R/w/W commands");
  char *name = strndup(p, length);
  p += length;
  return name;
}

static void read_substitution(struct command *command) {
  char delimiter = *p++;
  if (delimiter == 0 || delimiter == '\n' || delimiter == '\\') refuse_script("unterminated `s' command");
  char *regex = read_part(delimiter, true);
  command->text = read_part(delimiter, false);
  command->number = 1;
  int flags = 0;
  for (;; p++) {
    if (*p == 'g') command->is_global = true;
    else if (*p == 'p') command->prints = true;
    else if (*p == 'i' || *p == 'I') flags |= REG_ICASE;
    else if (*p == 'm' || *p == 'M') flags |= REG_NEWLINE;
    else if (isdigit((unsigned char)*p)) {
      command->number = read_number();
      if (command->number == 0) refuse_script("number option to `s' command may not be zero");
      p--;
    } else break;
  }
  if (*p == 'w') p++, command->output = open_output(read_file_name());
  command->regex = compile(regex, flags);
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

// The text of a, i and c: behind the letter, without blanks before it, or behind a backslash, or on the next
// line. A backslash at a line's end goes on.
static void read_text(struct command *command) {
  struct buffer text = {0};
  skip_blanks();
  if (*p == '\\') {
    p++;
    const char *rest = p + strspn(p, " \t");
    if (*rest == '\n') p = rest + 1;
  }
  if (*p == 0) refuse_script("expected \\ after `a', `c' or `i'");
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

// What stands behind the letter. False if it goes to the line's end, or to none.
static bool read_arguments(struct command *command) {
  switch (command->letter) {
    case 's': read_substitution(command); return command->output == 0;
    case 'y': read_map(command); return true;
    case 'a': case 'i': case 'c': read_text(command); return false;
    case ':': case 'b': case 't': case 'T': read_label(command); return true;
    case 'r': case 'R': command->text = read_file_name(); return false;
    case 'w': case 'W': command->output = open_output(read_file_name()); return false;
    case '{': depth++; return false;
    case '}':
      if (--depth < 0) refuse_script("unexpected `}'");
      return false;
    case 'd': case 'D': case 'p': case 'P': case 'n': case 'N': case '=': case 'F': case 'z':
    case 'h': case 'H': case 'g': case 'G': case 'x': return true;
    case 'q': case 'Q': case 'l':
      skip_blanks();
      command->number = isdigit((unsigned char)*p) ? read_number() : command->letter == 'l' ? -1 : 0;
      return true;
    default: refuse_script("unknown command");
  }
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
  bool begins_before = command->first.kind == ADDRESS_LINE && command->first.number == 0;
  if (begins_before && command->second.kind != ADDRESS_REGEX)
    refuse_script("invalid usage of line address 0");
  command->in_range = begins_before;
  skip_blanks();
  for (; *p == '!' || (*p == ' ' && command->is_negated); p++) command->is_negated = true;
  command->letter = *p;
  if (*p == 0 || *p == '\n') refuse_script("missing command");
  p++;
  if (!read_arguments(command)) return;
  skip_blanks();
  if (*p != 0 && *p != '\n' && *p != ';' && *p != '}' && *p != '#')
    refuse_script("extra characters after command");
}

// Finds where braces end and labels are.
static void resolve(void) {
  for (size_t i = 0; i < command_count; i++) {
    struct command *command = &commands[i];
    int level = 0;
    command->target = command_count;
    for (size_t j = i; command->letter == '{'; j++) {
      level += commands[j].letter == '{' ? 1 : commands[j].letter == '}' ? -1 : 0;
      command->target = j;
      if (level == 0) break;
    }
    bool jumps = command->letter == 'b' || command->letter == 't' || command->letter == 'T';
    if (!jumps || *command->text == 0) continue;
    for (size_t j = 0; j < command_count; j++)
      if (commands[j].letter == ':' && strcmp(commands[j].text, command->text) == 0) command->target = j;
    if (command->target == command_count) fail(PANIC, "can't find label for jump to ", command->text);
  }
}

void read_script(const char *script) {
  p = script;
  for (;;) {
    while (isspace((unsigned char)*p) || *p == ';') p++;
    if (*p == '#') p += strcspn(p, "\n");
    else if (*p == 0) break;
    else read_command();
  }
  if (depth > 0) refuse_script("unmatched `{'");
  resolve();
}
