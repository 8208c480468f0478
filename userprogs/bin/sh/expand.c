// Expansion: from the words of a command to its fields.
//
// A word becomes a row of marked characters: quoted ones are only themselves, those of an expansion can be
// split at IFS, and wildcards count unless they are quoted. Then the row is split, and the fields become file
// names.
#include "sh.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum mark {
  MARK_PLAIN,   // as it stands in the script
  MARK_QUOTED,
  MARK_SPLIT,   // from an expansion without quotes
  MARK_BREAK,   // no character: a field ends here, as between the parameters of "$@"
  MARK_EMPTY,   // no character: there is a field here, if only an empty one
};

struct row {
  struct text bytes, marks;
  bool is_assignment;  // ~ counts behind : too
  bool joins;          // "$@" in a place that is not split
};

static void add(struct row *row, char c, enum mark mark) {
  text_add(&row->bytes, c);
  text_add(&row->marks, (char)mark);
}

static void add_text(struct row *row, const char *text, bool is_quoted) {
  if (is_quoted) add(row, 0, MARK_EMPTY);
  for (; *text != 0; text++) add(row, *text, is_quoted ? MARK_QUOTED : MARK_SPLIT);
}

static void expand_parts(struct row *row, struct part *part);

static struct row new_row(void) {
  return (struct row){.bytes = {.arena = scratch}, .marks = {.arena = scratch}};
}

// All of the row as one text.
static char *row_text(const struct row *row) {
  struct text text = {.arena = scratch};
  for (size_t i = 0; i < row->bytes.length; i++) {
    int mark = row->marks.bytes[i];
    if (mark == MARK_BREAK) text_add(&text, ' ');
    else if (mark != MARK_EMPTY) text_add(&text, row->bytes.bytes[i]);
  }
  return text_end(&text);
}

// As a pattern: a backslash before what is quoted and would mean something.
static char *row_pattern(const struct row *row, size_t from, size_t to) {
  struct text text = {.arena = scratch};
  for (size_t i = from; i < to; i++) {
    int mark = row->marks.bytes[i];
    char c = row->bytes.bytes[i];
    if (mark == MARK_EMPTY || mark == MARK_BREAK) continue;
    if (mark == MARK_QUOTED && strchr("*?[]\\-!^", c) != 0) text_add(&text, '\\');
    text_add(&text, c);
  }
  return text_end(&text);
}

// Parameters.

static char *number_text(long number) {
  char *text = arena_take(scratch, 24);
  snprintf(text, 24, "%ld", number);
  return text;
}

// What the parameter is, or null if it is not set. $@ and $* have their own way.
static const char *parameter_value(const char *name) {
  if (*name >= '1' && *name <= '9') {
    long number = strtol(name, 0, 10);
    return number <= positional.count ? positional.values[number - 1] : 0;
  }
  if (name_length(name) > 0) return get_variable(name);
  switch (*name) {
    case '0': return shell_name;
    case '#': return number_text(positional.count);
    case '?': return number_text(last_status);
    case '$': return number_text(shell_pid);
    case '!': return last_background == 0 ? 0 : number_text(last_background);
    case '-': return option_letters();
    default: return 0;
  }
}

static bool is_list(const struct part *part) { return *part->text == '@' || *part->text == '*'; }

// The parameters as one text, with the first character of IFS (or a space) between them.
static const char *joined_parameters(bool with_ifs) {
  const char *ifs = get_variable("IFS");
  struct text text = {.arena = scratch};
  for (int i = 0; i < positional.count; i++) {
    if (i > 0 && (!with_ifs || ifs == 0)) text_add(&text, ' ');
    else if (i > 0 && *ifs != 0) text_add(&text, *ifs);
    text_append(&text, positional.values[i], strlen(positional.values[i]));
  }
  return text_end(&text);
}

// $@ and $*: each parameter a field of its own, except in "$*" and where nothing is split.
static void add_parameters(struct row *row, const struct part *part) {
  bool is_star = *part->text == '*';
  if ((is_star && part->is_quoted) || row->joins) {
    add_text(row, joined_parameters(is_star), part->is_quoted);
    return;
  }
  for (int i = 0; i < positional.count; i++) {
    if (i > 0) add(row, 0, MARK_BREAK);
    add_text(row, positional.values[i], part->is_quoted);
  }
}

static const char *text_of_word(struct word *word, bool is_assignment) {
  struct row row = new_row();
  row.joins = true;
  row.is_assignment = is_assignment;
  expand_parts(&row, word->parts);
  return row_text(&row);
}

static const char *value_or_null(const struct part *part) {
  if (!is_list(part)) return parameter_value(part->text);
  return positional.count == 0 ? 0 : joined_parameters(*part->text == '*');
}

static void check_set(const char *name, const char *value) {
  if (value == 0 && options[OPTION_NOUNSET] && *name != '@' && *name != '*')
    fail("%s: parameter not set", name);
}

static void add_value(struct row *row, const struct part *part) {
  if (is_list(part)) {
    add_parameters(row, part);
    return;
  }
  const char *value = parameter_value(part->text);
  check_set(part->text, value);
  add_text(row, value == 0 ? "" : value, part->is_quoted);
}

// The word of ${x-word}: if all of it is quoted, its characters are, too.
static void add_operand(struct row *row, const struct part *part) {
  if (part->is_quoted) add(row, 0, MARK_EMPTY);
  size_t start = row->bytes.length;
  expand_parts(row, part->word->parts);
  if (part->is_quoted) return;
  for (size_t i = start; i < row->marks.length; i++)
    if (row->marks.bytes[i] == MARK_PLAIN) row->marks.bytes[i] = MARK_SPLIT;
}

static void assign_default(struct row *row, const struct part *part) {
  if (name_length(part->text) == 0) fail("%s: bad variable name", part->text);
  const char *value = text_of_word(part->word, false);
  set_variable(part->text, value);
  add_text(row, value, part->is_quoted);
}

static _Noreturn void fail_unset(const struct part *part) {
  const char *message = part->word->parts == 0 ? "" : text_of_word(part->word, false);
  if (*message == 0) message = part->is_colon ? "parameter not set or null" : "parameter not set";
  fail("%s: %s", part->text, message);
}

static void add_length(struct row *row, const struct part *part) {
  const char *value = value_or_null(part);
  check_set(part->text, value);
  if (is_list(part)) value = joined_parameters(*part->text == '*');
  add_text(row, number_text(value == 0 ? 0 : (long)strlen(value)), part->is_quoted);
}

static void expand_parameter(struct row *row, const struct part *part) {
  if (part->operation == 0) {
    add_value(row, part);
    return;
  }
  if (part->operation == 'L') {
    add_length(row, part);
    return;
  }
  const char *value = value_or_null(part);
  bool is_there = value != 0 && (!part->is_colon || *value != 0);
  switch (part->operation) {
    case '-':
      if (is_there) add_value(row, part);
      else add_operand(row, part);
      break;
    case '=':
      if (is_there) add_value(row, part);
      else assign_default(row, part);
      break;
    case '+':
      if (is_there) add_operand(row, part);
      else if (part->is_quoted) add(row, 0, MARK_EMPTY);
      break;
    case '?':
      if (!is_there) fail_unset(part);
      add_value(row, part);
      break;
    default:
      check_set(part->text, value);
      value = remove_match(
        value == 0 ? "" : value, expand_pattern(part->word), part->operation, part->is_longest);
      add_text(row, value, part->is_quoted);
  }
}

// Commands.

int substitution_status;

// Runs a command in a child and returns what it wrote, without the newlines at the end.
char *substitute_command(struct node *command, size_t *length) {
  struct text text = {.arena = scratch};
  *length = 0;
  if (command == 0) return text_end(&text);
  int ends[2];
  fflush(stdout);
  if (pipe2(ends, O_CLOEXEC) < 0) fail("Pipe call failed");
  pid_t child = job_fork(0, false);
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    if (ends[1] != STDOUT_FILENO) close(ends[1]);
    exit_shell(run(command, RUN_EXIT));
  }
  close(ends[1]);
  char buffer[4096];
  for (;;) {
    ssize_t size = read(ends[0], buffer, sizeof buffer);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    for (ssize_t i = 0; i < size; i++)
      if (buffer[i] != 0) text_add(&text, buffer[i]);
  }
  close(ends[0]);
  int status;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  substitution_status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  while (text.length > 0 && text.bytes[text.length - 1] == '\n') text.length--;
  *length = text.length;
  return text_end(&text);
}

// Tildes.

// Replaces ~ and ~name at `text` by a home folder. Returns how many characters that were, 0 if it is none.
static size_t expand_tilde(struct row *row, const char *text, const char *ends, bool is_last) {
  size_t length = 1 + strcspn(text + 1, ends);
  if (text[length] == 0 && !is_last) return 0;
  const char *home = 0;
  if (length == 1) home = get_variable("HOME");
  else {
    char *name = arena_copy(scratch, text + 1, length - 1);
    struct passwd *user = getpwnam(name);
    home = user == 0 ? 0 : user->pw_dir;
  }
  if (home == 0) return 0;
  for (const char *p = home; *p != 0; p++) add(row, *p, MARK_QUOTED);
  if (*home == 0) add(row, 0, MARK_EMPTY);
  return length;
}

static void add_plain(struct row *row, const struct part *part, bool is_first) {
  const char *text = part->text;
  bool may_be_tilde = is_first;
  while (*text != 0) {
    if (*text == '~' && may_be_tilde) {
      size_t length = expand_tilde(row, text, row->is_assignment ? "/:" : "/", part->next == 0);
      text += length;
      if (length > 0) {
        may_be_tilde = false;
        continue;
      }
    }
    may_be_tilde = row->is_assignment && *text == ':';
    add(row, *text++, MARK_PLAIN);
  }
}

static void expand_arithmetic(struct row *row, const struct part *part) {
  add_text(row, number_text(evaluate(text_of_word(part->word, false))), part->is_quoted);
}

static void expand_parts(struct row *row, struct part *part) {
  for (bool is_first = true; part != 0; part = part->next, is_first = false) {
    size_t length;
    switch (part->kind) {
      case PART_TEXT:
        if (part->is_quoted) add_text(row, part->text, true);
        else add_plain(row, part, is_first);
        break;
      case PART_PARAMETER: expand_parameter(row, part); break;
      case PART_COMMAND: add_text(row, substitute_command(part->command, &length), part->is_quoted); break;
      case PART_ARITHMETIC: expand_arithmetic(row, part); break;
    }
  }
}

// Fields.

struct fields {
  char **list;
  int count, capacity;
};

static void add_field(struct fields *fields, char *text) {
  if (fields->count + 1 >= fields->capacity) {
    int larger = 2 * fields->capacity + 16;
    char **list = arena_take(scratch, (size_t)larger * sizeof *list);
    if (fields->count > 0) memcpy(list, fields->list, (size_t)fields->count * sizeof *list);
    fields->list = list;
    fields->capacity = larger;
  }
  fields->list[fields->count++] = text;
  fields->list[fields->count] = 0;
}

// A bracket alone, as in the command [, is no wildcard: that spares reading the folder.
static bool has_wildcard(const struct row *row, size_t from, size_t to) {
  bool in_brackets = false;
  for (size_t i = from; i < to; i++) {
    char c = row->bytes.bytes[i];
    if (row->marks.bytes[i] == MARK_QUOTED) continue;
    if (c == '*' || c == '?' || (c == ']' && in_brackets)) return true;
    in_brackets |= c == '[';
  }
  return false;
}

// A field, or the files whose names match it.
static void end_field(struct fields *fields, const struct row *row, size_t from, size_t to) {
  if (!options[OPTION_NOGLOB] && has_wildcard(row, from, to)) {
    glob_t found;
    if (glob(row_pattern(row, from, to), 0, 0, &found) == 0) {
      for (size_t i = 0; i < found.gl_pathc; i++)
        add_field(fields, arena_copy(scratch, found.gl_pathv[i], strlen(found.gl_pathv[i])));
      globfree(&found);
      return;
    }
  }
  struct text text = {.arena = scratch};
  for (size_t i = from; i < to; i++)
    if (row->marks.bytes[i] != MARK_EMPTY) text_add(&text, row->bytes.bytes[i]);
  add_field(fields, text_end(&text));
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

// Splits the row where characters of an expansion are in IFS: blanks count as one separator, however many
// they are, and other characters each as one.
static void split(struct fields *fields, const struct row *row) {
  const char *ifs = get_variable("IFS");
  if (ifs == 0) ifs = " \t\n";
  size_t start = 0, end = row->bytes.length;
  bool has_field = false, after_separator = false;
  for (size_t i = 0; i < end; i++) {
    char c = row->bytes.bytes[i];
    int mark = row->marks.bytes[i];
    bool separates = mark == MARK_SPLIT && c != 0 && strchr(ifs, c) != 0;
    if (mark == MARK_BREAK) {
      if (has_field) end_field(fields, row, start, i);
      has_field = after_separator = false;
    } else if (!separates) {
      if (!has_field) start = i;
      has_field = true;
      after_separator = false;
    } else if (is_blank(c)) {
      if (has_field) end_field(fields, row, start, i);
      after_separator |= has_field;  // a separator with blanks before it is still the same one
      has_field = false;
    } else {
      if (has_field || !after_separator) end_field(fields, row, has_field ? start : i, i);
      has_field = after_separator = false;
    }
  }
  if (has_field) end_field(fields, row, start, end);
}

char **expand_words(struct word *words, int *count) {
  struct fields fields = {0};
  fields.list = arena_take(scratch, sizeof *fields.list);
  for (; words != 0; words = words->next) {
    struct row row = new_row();
    expand_parts(&row, words->parts);
    split(&fields, &row);
  }
  *count = fields.count;
  return fields.list;
}

char *expand_text(struct word *word) { return (char *)text_of_word(word, false); }
char *expand_here_document(struct word *word) { return (char *)text_of_word(word, false); }

// NAME=VALUE, where a ~ behind the = or a : is a home folder.
char *expand_assignment(struct word *word) {
  struct part value = *word->parts;
  size_t length = name_length(value.text) + 1;
  struct text text = {.arena = scratch};
  text_append(&text, value.text, length);
  value.text += length;
  struct word rest = {.parts = *value.text == 0 ? value.next : &value};
  const char *expanded = rest.parts == 0 ? "" : text_of_word(&rest, true);
  text_append(&text, expanded, strlen(expanded));
  return text_end(&text);
}

char *expand_pattern(struct word *word) {
  struct row row = new_row();
  row.joins = true;
  expand_parts(&row, word->parts);
  return row_pattern(&row, 0, row.bytes.length);
}

char *expand_prompt(const char *text) {
  struct arena *arena = arena_new();
  struct word *word = word_from_text(arena, text, strlen(text), 0);
  char *prompt = expand_text(word);
  arena_drop(arena);
  return prompt;
}

// For `read`: what is behind a backslash does not separate, and the last field has all that is left.
char **split_fields(const char *text, const bool *is_escaped, int most, int *count) {
  const char *ifs = get_variable("IFS");
  if (ifs == 0) ifs = " \t\n";
  struct fields fields = {0};
  size_t i = 0, end = strlen(text);
#define SEPARATES(i) (!is_escaped[i] && strchr(ifs, text[i]) != 0)
#define IS_IFS_BLANK(i) (SEPARATES(i) && is_blank(text[i]))
  while (i < end && IS_IFS_BLANK(i)) i++;
  while (i < end) {
    size_t start = i;
    while (i < end && !SEPARATES(i)) i++;
    size_t field_end = i;
    while (i < end && IS_IFS_BLANK(i)) i++;
    if (i < end && SEPARATES(i) && !is_blank(text[i])) i++;
    while (i < end && IS_IFS_BLANK(i)) i++;
    if (fields.count + 1 == most && i < end) {
      // The rest, without the blanks at its end.
      while (end > start && IS_IFS_BLANK(end - 1)) end--;
      field_end = i = end;
    }
    add_field(&fields, arena_copy(scratch, text + start, field_end - start));
  }
#undef SEPARATES
#undef IS_IFS_BLANK
  *count = fields.count;
  return fields.list;
}
