// regexec: follows all branches of the program at once, one byte of the text at a time.
//
// At each place there is at most one thread for each instruction, so the time is bounded by the product of
// the two lengths. The threads stand in the order of preference: those that began further left first, then as
// the program's splits prefer. Where two meet, the first stays.

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "regex_program.h"

static bool is_word(const struct regex_text *text, const unsigned char *p) {
  return p >= text->start && p < text->end && (*p == '_' || (*p < 128 && isalnum(*p)));
}

static bool starts_line(const struct regex_program *program, const struct regex_text *text,
                        const unsigned char *p) {
  if (p == text->start) return (text->flags & REG_NOTBOL) == 0;
  return (program->flags & REG_NEWLINE) != 0 && p[-1] == '\n';
}

static bool ends_line(const struct regex_program *program, const struct regex_text *text,
                      const unsigned char *p) {
  if (p == text->end) return (text->flags & REG_NOTEOL) == 0;
  return (program->flags & REG_NEWLINE) != 0 && *p == '\n';
}

bool __regex_holds(const struct regex_program *program, const struct regex_text *text, int operation,
                   const unsigned char *p) {
  bool before = is_word(text, p - 1), after = is_word(text, p);
  switch (operation) {
    case RE_LINE_START: return starts_line(program, text, p);
    case RE_LINE_END: return ends_line(program, text, p);
    case RE_WORD_START: return !before && after;
    case RE_WORD_END: return before && !after;
    case RE_WORD_EDGE: return before != after;
    default: return before == after;
  }
}

typedef const unsigned char *place;

// The threads at one place of the text, in the order of preference.
struct threads {
  uint32_t count;
  uint32_t *instructions;
  place *slots;      // slot_count for each thread
  uint32_t *member;  // for each instruction the thread that is there, if `instructions` agrees
};

struct run {
  const struct regex_program *program;
  const struct regex_text *text;
  uint32_t slot_count;
  place *current;  // the slots of the thread that is being followed
};

static bool has(const struct threads *threads, uint32_t instruction) {
  uint32_t i = threads->member[instruction];
  return i < threads->count && threads->instructions[i] == instruction;
}

// Adds the thread at an instruction, and those it becomes without reading.
static void add(struct run *run, struct threads *threads, uint32_t instruction, place p) {
  size_t size = run->slot_count * sizeof(place);
  if (has(threads, instruction)) return;
  threads->member[instruction] = threads->count;
  threads->instructions[threads->count] = instruction;
  if (size > 0) memcpy(threads->slots + threads->count * run->slot_count, run->current, size);
  threads->count++;
  const struct regex_instruction *i = &run->program->code[instruction];
  switch (i->operation) {
    case RE_JUMP: add(run, threads, i->value, p); break;
    case RE_SPLIT:
      add(run, threads, i->value, p);
      add(run, threads, i->other, p);
      break;
    case RE_SAVE:
      if (i->value < run->slot_count) {
        place kept = run->current[i->value];
        run->current[i->value] = p;
        add(run, threads, instruction + 1, p);
        run->current[i->value] = kept;
      } else add(run, threads, instruction + 1, p);
      break;
    case RE_CHAR: case RE_ANY: case RE_SET: case RE_MATCH: break;
    default:
      if (__regex_holds(run->program, run->text, i->operation, p)) add(run, threads, instruction + 1, p);
  }
}

static bool accepts(const struct regex_program *program, const struct regex_instruction *i, unsigned char c) {
  switch (i->operation) {
    case RE_CHAR: return i->value == c;
    case RE_ANY: return true;
    case RE_SET: return regex_has(program->sets[i->value], c);
    default: return false;
  }
}

// The next place at which a match can begin, or null.
static place next_start(const struct run *run, place p) {
  const struct regex_program *program = run->program;
  if (program->is_anchored) return p == run->text->start ? p : 0;
  if (program->can_be_empty) return p;
  while (p < run->text->end && !regex_has(program->first, *p)) p++;
  return p < run->text->end ? p : 0;
}

// Lets every thread that can read the byte do it. A match is the best so far if it began further left than
// the one before, or is longer.
static void step(
  struct run *run, struct threads *now, struct threads *next, place p, place *best, bool *found) {
  next->count = 0;
  for (uint32_t t = 0; t < now->count; t++) {
    place *slots = now->slots + t * run->slot_count;
    const struct regex_instruction *i = &run->program->code[now->instructions[t]];
    if (i->operation == RE_MATCH) {
      bool is_best = !*found ||
        (run->slot_count > 0 && (slots[0] < best[0] || (slots[0] == best[0] && best[1] < p)));
      if (is_best && run->slot_count > 0) {
        memcpy(best, slots, run->slot_count * sizeof(place));
        best[1] = p;
      }
      *found = true;
    } else if (p < run->text->end && accepts(run->program, i, *p)) {
      if (*found && run->slot_count > 0 && slots[0] > best[0]) continue;
      memcpy(run->current, slots, run->slot_count * sizeof(place));
      add(run, next, now->instructions[t] + 1, p + 1);
    }
  }
}

static int follow(struct run *run, struct threads *now, struct threads *next, place *best) {
  bool found = false;
  for (place p = run->text->start;; p++) {
    if (now->count == 0) {
      if (found) break;
      p = next_start(run, p);
      if (p == 0) break;
    }
    if (!found && next_start(run, p) == p) {
      memset(run->current, 0, run->slot_count * sizeof(place));
      if (run->slot_count > 0) run->current[0] = p;
      add(run, now, 0, p);
    }
    step(run, now, next, p, best, &found);
    if (p == run->text->end || (found && run->slot_count == 0)) break;
    struct threads *swapped = now;
    now = next;
    next = swapped;
  }
  return found ? 0 : REG_NOMATCH;
}

int __regex_follow(const struct regex_program *program, const struct regex_text *text, place *slots,
                   uint32_t slot_count) {
  size_t length = program->length;
  size_t bytes =
    2 * length * slot_count * sizeof(place) + slot_count * sizeof(place) + 4 * length * sizeof(uint32_t);
  char *memory = calloc(1, bytes);
  if (memory == 0) return REG_ESPACE;
  place *places = (place *)memory;
  uint32_t *numbers = (uint32_t *)(places + 2 * length * slot_count + slot_count);
  struct threads now = {0, numbers, places, numbers + length};
  struct threads next = {0, numbers + 2 * length, places + length * slot_count, numbers + 3 * length};
  struct run run = {program, text, slot_count, places + 2 * length * slot_count};
  int result = follow(&run, &now, &next, slots);
  free(memory);
  return result;
}

// The cheapest way that tells what the caller wants to know.
static int execute(const struct regex_program *program, const struct regex_text *text, place *slots,
                   size_t match_count) {
  if (program->has_references) return __regex_backtrack(program, text, slots);
  size_t groups = match_count < program->group_count ? match_count : program->group_count;
  return __regex_follow(program, text, slots, (uint32_t)(2 * groups));
}

int regexec(const regex_t *restrict expression, const char *restrict string, size_t match_count,
            regmatch_t *restrict matches, int flags) {
  const struct regex_program *program = expression->program;
  bool is_part = (flags & REG_STARTEND) != 0;
  const unsigned char *origin = (const unsigned char *)string;
  struct regex_text text = {origin, origin, flags};
  if (is_part) {
    text.start += matches[0].rm_so;
    text.end += matches[0].rm_eo;
  } else text.end += strlen(string);
  if ((program->flags & REG_NOSUB) != 0) match_count = 0;
  place *slots = calloc(2 * program->group_count, sizeof *slots);
  if (slots == 0) return REG_ESPACE;
  int result = execute(program, &text, slots, match_count);
  for (size_t i = 0; result == 0 && i < match_count; i++) {
    bool is_set = i < program->group_count && slots[2 * i] != 0 && slots[2 * i + 1] != 0;
    matches[i].rm_so = is_set ? (regoff_t)(slots[2 * i] - origin) : -1;
    matches[i].rm_eo = is_set ? (regoff_t)(slots[2 * i + 1] - origin) : -1;
  }
  free(slots);
  return result;
}
