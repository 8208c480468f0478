// regcomp: from a pattern to a program, by recursive descent.
//
//     alternatives = sequence { | sequence }      sequence = { item times }      item = character, set or
// group
//
// There is no tree in between: what {2,5} repeats is read again from the pattern for each copy.

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "regex_program.h"

enum { MOST_INSTRUCTIONS = 20000, DEEPEST = 250 };

struct compiler {
  struct regex_program *program;
  const char *pattern, *p;
  int flags;
  int depth;           // of groups
  uint32_t groups;     // opened so far
  uint32_t open_groups[DEEPEST];
  uint32_t closed;     // a bit for each of the first groups that is complete, for \1 to \9
  int error;
};

static bool is_extended(const struct compiler *c) { return (c->flags & REG_EXTENDED) != 0; }

static void fail(struct compiler *c, int error) {
  if (c->error == 0) c->error = error;
}

// Code.

static uint32_t emit(struct compiler *c, int operation, uint32_t value) {
  struct regex_program *program = c->program;
  if (program->length == program->capacity) {
    uint32_t larger = program->capacity == 0 ? 32 : 2 * program->capacity;
    struct regex_instruction *code =
      larger > MOST_INSTRUCTIONS ? 0 : reallocarray(program->code, larger, sizeof *code);
    if (code == 0) {
      fail(c, REG_ESPACE);
      return 0;
    }
    program->code = code;
    program->capacity = larger;
  }
  program->code[program->length] = (struct regex_instruction){(uint8_t)operation, value, 0};
  return program->length++;
}

// Makes room for an instruction before `place`; what follows moves up, and the jumps there with it.
static void insert(struct compiler *c, uint32_t place, int operation, uint32_t value, uint32_t other) {
  emit(c, operation, 0);
  if (c->error != 0) return;
  struct regex_instruction *code = c->program->code;
  for (uint32_t i = c->program->length - 1; i > place; i--) {
    code[i] = code[i - 1];
    if (code[i].operation != RE_SPLIT && code[i].operation != RE_JUMP) continue;
    if (code[i].value >= place) code[i].value++;
    if (code[i].operation == RE_SPLIT && code[i].other >= place) code[i].other++;
  }
  code[place] = (struct regex_instruction){(uint8_t)operation, value, other};
}

static uint8_t *new_set(struct compiler *c) {
  struct regex_program *program = c->program;
  regex_set *sets = reallocarray(program->sets, program->set_count + 1, sizeof *sets);
  if (sets == 0) {
    fail(c, REG_ESPACE);
    return 0;
  }
  program->sets = sets;
  memset(sets[program->set_count], 0, sizeof *sets);
  emit(c, RE_SET, program->set_count);
  return sets[program->set_count++];
}

static void emit_char(struct compiler *c, unsigned char byte) {
  if ((c->flags & REG_ICASE) == 0 || tolower(byte) == toupper(byte)) {
    emit(c, RE_CHAR, byte);
    return;
  }
  uint8_t *set = new_set(c);
  if (set == 0) return;
  regex_put(set, (unsigned char)tolower(byte));
  regex_put(set, (unsigned char)toupper(byte));
}

static void emit_any(struct compiler *c) {
  if ((c->flags & REG_NEWLINE) == 0) {
    emit(c, RE_ANY, 0);
    return;
  }
  uint8_t *set = new_set(c);
  for (int byte = 0; set != 0 && byte < 256; byte++)
    if (byte != '\n') regex_put(set, (unsigned char)byte);
}

// \w \W \s \S
static void emit_class(struct compiler *c, bool is_word, bool is_negated) {
  uint8_t *set = new_set(c);
  for (int byte = 0; set != 0 && byte < 256; byte++) {
    bool has = is_word ? byte == '_' || (byte < 128 && isalnum(byte)) : byte < 128 && isspace(byte);
    if (has != is_negated) regex_put(set, (unsigned char)byte);
  }
}

// What the pattern says at this place.

static bool at(const struct compiler *c, const char *basic, const char *extended) {
  const char *wanted = is_extended(c) ? extended : basic;
  return strncmp(c->p, wanted, strlen(wanted)) == 0;
}

static bool take(struct compiler *c, const char *basic, const char *extended) {
  if (!at(c, basic, extended)) return false;
  c->p += strlen(is_extended(c) ? extended : basic);
  return true;
}

static bool ends_group(const struct compiler *c) {
  if (!at(c, "\\)", ")")) return false;
  return c->depth > 0 || !is_extended(c);  // alone, an extended parenthesis stands for itself
}

static bool ends_sequence(const struct compiler *c) {
  return *c->p == 0 || at(c, "\\|", "|") || ends_group(c);
}

// Whether ^ and $ mean the line's beginning and end here: in basic expressions only at the edges of
// sequences.
static bool starts_line(const struct compiler *c, const char *sequence) {
  return is_extended(c) || c->p == sequence;
}

static bool ends_line(const struct compiler *c) {
  return is_extended(c) || c->p[1] == 0 || strncmp(c->p + 1, "\\)", 2) == 0 ||
    strncmp(c->p + 1, "\\|", 2) == 0;
}

static void compile_alternatives(struct compiler *c);

static void compile_group(struct compiler *c) {
  if (c->depth == DEEPEST) {
    fail(c, REG_ESPACE);
    return;
  }
  uint32_t group = ++c->groups;
  c->depth++;
  emit(c, RE_SAVE, 2 * group);
  compile_alternatives(c);
  emit(c, RE_SAVE, 2 * group + 1);
  c->depth--;
  if (!take(c, "\\)", ")")) fail(c, REG_EPAREN);
  if (group < 32) c->closed |= 1u << group;
}

static void compile_reference(struct compiler *c, int digit) {
  if ((c->closed >> digit & 1) == 0) fail(c, REG_ESUBREG);
  c->program->has_references = true;
  emit(c, RE_SAME, (uint32_t)digit);
}

static void compile_escape(struct compiler *c) {
  char letter = *++c->p;
  if (letter == 0) {
    fail(c, REG_EESCAPE);
    return;
  }
  c->p++;
  switch (letter) {
    case 'w': case 'W': emit_class(c, true, letter == 'W'); break;
    case 's': case 'S': emit_class(c, false, letter == 'S'); break;
    case '<': emit(c, RE_WORD_START, 0); break;
    case '>': emit(c, RE_WORD_END, 0); break;
    case 'b': emit(c, RE_WORD_EDGE, 0); break;
    case 'B': emit(c, RE_WORD_INSIDE, 0); break;
    case '1' ... '9': compile_reference(c, letter - '0'); break;
    default: emit_char(c, (unsigned char)letter);
  }
}

static void compile_set(struct compiler *c) {
  c->p++;
  uint8_t *set = new_set(c);
  if (set == 0) return;
  int error = __regex_read_set(&c->p, set, c->flags);
  if (error != 0) fail(c, error);
}

// One item without its times. False if there is none, and then what is there stands for itself.
static void compile_item(struct compiler *c, const char *sequence) {
  if (take(c, "\\(", "(")) compile_group(c);
  else if (*c->p == '[') compile_set(c);
  else if (*c->p == '.') c->p++, emit_any(c);
  else if (*c->p == '^' && starts_line(c, sequence)) c->p++, emit(c, RE_LINE_START, 0);
  else if (*c->p == '$' && ends_line(c)) c->p++, emit(c, RE_LINE_END, 0);
  else if (*c->p == '\\') compile_escape(c);
  else emit_char(c, (unsigned char)*c->p++);
}

// How often an item may come.

enum { ENDLESS = -1 };
struct times {
  int least, most;
};

static int read_number(struct compiler *c) {
  int number = 0;
  if (!isdigit((unsigned char)*c->p)) return -1;
  while (isdigit((unsigned char)*c->p) && number <= RE_DUP_MAX) number = 10 * number + *c->p++ - '0';
  if (number > RE_DUP_MAX) fail(c, REG_ESIZE);
  return number;
}

// {2} {2,} {2,5} {,5}. False if there is none.
static bool read_braces(struct compiler *c, struct times *times) {
  if (!take(c, "\\{", "{")) return false;
  times->least = read_number(c);
  times->most = times->least;
  if (*c->p == ',') {
    c->p++;
    times->most = read_number(c);
    if (times->least < 0) times->least = 0;
  }
  if (times->least >= 0 && take(c, "\\}", "}")) {
    if (times->most >= 0 && times->most < times->least) fail(c, REG_BADBR);
    return true;
  }
  fail(c, *c->p == 0 ? REG_EBRACE : REG_BADBR);
  return false;
}

static bool read_times(struct compiler *c, struct times *times) {
  if (take(c, "*", "*")) *times = (struct times){0, ENDLESS};
  else if (take(c, "\\+", "+")) *times = (struct times){1, ENDLESS};
  else if (take(c, "\\?", "?")) *times = (struct times){0, 1};
  else return read_braces(c, times);
  return true;
}

// Appends a copy of the code from `start`, `length` long, and returns where it begins.
static uint32_t duplicate(struct compiler *c, uint32_t start, uint32_t length) {
  uint32_t copy = c->program->length;
  for (uint32_t i = 0; i < length && c->error == 0; i++) {
    struct regex_instruction instruction = c->program->code[start + i];
    if (instruction.operation == RE_SPLIT || instruction.operation == RE_JUMP) {
      instruction.value += copy - start;
      instruction.other += copy - start;
    }
    uint32_t place = emit(c, instruction.operation, instruction.value);
    if (c->error == 0) c->program->code[place].other = instruction.other;
  }
  return copy;
}

// The code from `start`, which is one item, becomes x+: a jump back to it, or on.
static void loop(struct compiler *c, uint32_t start) {
  uint32_t place = emit(c, RE_SPLIT, start);
  if (c->error == 0) c->program->code[place].other = place + 1;
}

// The code from `start` becomes x?.
static void make_optional(struct compiler *c, uint32_t start) {
  insert(c, start, RE_SPLIT, start + 1, 0);
  if (c->error == 0) c->program->code[start].other = c->program->length;
}

// The code from `start` becomes x{least,most}: copies in a row, x{2,4} as xx(x(x)?)?, and x* as (x+)?, so
// that a group in the loop is known to have matched even if that was nothing.
static void repeat(struct compiler *c, uint32_t start, struct times times) {
  uint32_t length = c->program->length - start;
  if (times.most == 0) {
    c->program->length = start;
    return;
  }
  uint32_t last = start;
  for (int i = 1; i < times.least && c->error == 0; i++) last = duplicate(c, start, length);
  if (times.most == ENDLESS) {
    loop(c, last);
    if (times.least == 0) make_optional(c, start);
    return;
  }
  for (int i = times.least > 0 ? times.least : 1; i < times.most && c->error == 0; i++)
    duplicate(c, start, length);
  for (int i = times.most; i > times.least && c->error == 0; i--)
    make_optional(c, start + (uint32_t)(i - 1) * length);
}

// Whether the code from `start` reads nothing, such as ^: extended expressions do not repeat that.
static bool is_assertion_code(const struct compiler *c, uint32_t start) {
  int operation = c->program->code[start].operation;
  return c->program->length == start + 1 && operation >= RE_LINE_START && operation <= RE_WORD_INSIDE;
}

static void compile_sequence(struct compiler *c) {
  const char *sequence = c->p;
  bool has_item = false;  // a star at the beginning has nothing to repeat
  while (c->error == 0 && !ends_sequence(c)) {
    uint32_t start = c->program->length;
    struct times times;
    bool is_assertion = *c->p == '^' && starts_line(c, sequence);
    if (!has_item && is_extended(c) && strchr("*+?{", *c->p) != 0) fail(c, REG_BADRPT);
    if (!has_item && !is_extended(c) && *c->p == '*') emit_char(c, (unsigned char)*c->p++);
    else compile_item(c, sequence);
    has_item = is_extended(c) || !is_assertion;
    while (c->error == 0 && has_item && read_times(c, &times)) {
      if (is_extended(c) && is_assertion_code(c, start)) fail(c, REG_BADRPT);
      repeat(c, start, times);
    }
  }
}

static void compile_alternatives(struct compiler *c) {
  uint32_t start = c->program->length;
  compile_sequence(c);
  if (c->error != 0 || !take(c, "\\|", "|")) return;
  insert(c, start, RE_SPLIT, start + 1, 0);
  uint32_t jump = emit(c, RE_JUMP, 0);
  if (c->error != 0) return;
  c->program->code[start].other = c->program->length;
  compile_alternatives(c);
  if (c->error == 0) c->program->code[jump].value = c->program->length;
}

// What a match can begin with.

static void explore(struct regex_program *program, uint32_t place, bool *seen) {
  for (; !seen[place];) {
    seen[place] = true;
    const struct regex_instruction *instruction = &program->code[place];
    switch (instruction->operation) {
      case RE_CHAR: regex_put(program->first, (unsigned char)instruction->value); return;
      case RE_SET:
        for (size_t i = 0; i < sizeof(regex_set); i++)
          program->first[i] |= program->sets[instruction->value][i];
        return;
      case RE_ANY: case RE_SAME: case RE_MATCH: program->can_be_empty = true; return;
      case RE_SPLIT: explore(program, instruction->other, seen);  // fallthrough
      case RE_JUMP: place = instruction->value; break;
      default: place++;
    }
  }
}

static int prepare(struct regex_program *program) {
  bool *seen = calloc(program->length, sizeof *seen);
  if (seen == 0) return REG_ESPACE;
  explore(program, 0, seen);
  free(seen);
  program->is_anchored = program->code[0].operation == RE_LINE_START && (program->flags & REG_NEWLINE) == 0;
  return 0;
}

int regcomp(regex_t *restrict expression, const char *restrict pattern, int flags) {
  struct regex_program *program = calloc(1, sizeof *program);
  expression->program = program;
  if (program == 0) return REG_ESPACE;
  program->flags = flags;
  struct compiler compiler = {.program = program, .pattern = pattern, .p = pattern, .flags = flags};
  compile_alternatives(&compiler);
  if (*compiler.p != 0) fail(&compiler, is_extended(&compiler) ? REG_ERPAREN : REG_EPAREN);
  emit(&compiler, RE_MATCH, 0);
  program->group_count = compiler.groups + 1;
  if (compiler.error == 0) compiler.error = prepare(program);
  expression->re_nsub = compiler.groups;
  if (compiler.error != 0) regfree(expression);
  return compiler.error;
}

void regfree(regex_t *expression) {
  struct regex_program *program = expression->program;
  if (program == 0) return;
  free(program->code);
  free(program->sets);
  free(program);
  expression->program = 0;
}
