// Matching with \1 to \9: tries one branch after the other, since what a group matched decides what follows.
//
// That can take exponential time, whatever the program does, so it gives up after a number of steps.

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "regex_program.h"

enum { MOST_STEPS = 2000000, MOST_CHOICES = 20000 };

typedef const unsigned char *place;

// A way not taken yet: go on at an instruction and a place; or, for `slot`, what it must be again before
// that. Behind the groups' slots, each instruction that ends a loop has one for the place where it was last:
// a loop that got nowhere is left.
struct choice {
  uint32_t instruction;
  uint32_t slot;
  place p;
};

enum { NO_SLOT = 0xffffffff };

struct search {
  const struct regex_program *program;
  const struct regex_text *text;
  place *slots, *best;
  struct choice *choices;
  uint32_t count;
  long steps;
};

static uint32_t slot_count(const struct regex_program *program) {
  return 2 * program->group_count + program->length;
}

static bool push(struct search *s, struct choice choice) {
  if (s->count == MOST_CHOICES) return false;
  s->choices[s->count++] = choice;
  return true;
}

// The place after what the group matched, once more; null if it is not there.
static place same(const struct search *s, uint32_t group, place p) {
  place start = s->slots[2 * group], end = s->slots[2 * group + 1];
  if (start == 0 || end == 0 || end - start > s->text->end - p) return 0;
  for (; start < end; start++, p++) {
    bool is_equal = *start == *p;
    if ((s->program->flags & REG_ICASE) != 0) is_equal = tolower(*start) == tolower(*p);
    if (!is_equal) return 0;
  }
  return p;
}

// One byte, if the instruction takes it.
static place read_byte(const struct search *s, const struct regex_instruction *i, place p) {
  if (p == s->text->end) return 0;
  if (i->operation == RE_CHAR && *p != i->value) return 0;
  if (i->operation == RE_SET && !regex_has(s->program->sets[i->value], *p)) return 0;
  return p + 1;
}

// Sets a slot so that the way back sets it as it was. False if there are too many choices.
static bool set(struct search *s, uint32_t slot, place p) {
  if (!push(s, (struct choice){0, slot, s->slots[slot]})) return false;
  s->slots[slot] = p;
  return true;
}

// Where a split leads to first; the other way becomes a choice. NO_SLOT if there are too many.
static uint32_t divide(struct search *s, uint32_t instruction, place p) {
  const struct regex_instruction *i = &s->program->code[instruction];
  uint32_t loop_slot = 2 * s->program->group_count + instruction;
  if (i->value < instruction) {
    if (s->slots[loop_slot] == p) return i->other;
    if (!set(s, loop_slot, p)) return NO_SLOT;
  }
  return push(s, (struct choice){i->other, NO_SLOT, p}) ? i->value : NO_SLOT;
}

// Follows one way to its end; the ways beside it become choices. REG_NOMATCH if it ends in nothing, -1 if it
// matches, REG_ESPACE if that takes too long.
static int follow(struct search *s, uint32_t instruction, place p) {
  for (;;) {
    if (++s->steps > MOST_STEPS) return REG_ESPACE;
    const struct regex_instruction *i = &s->program->code[instruction];
    switch (i->operation) {
      case RE_CHAR: case RE_ANY: case RE_SET: p = read_byte(s, i, p); break;
      case RE_SAME: p = same(s, i->value, p); break;
      case RE_JUMP: instruction = i->value; continue;
      case RE_SPLIT:
        instruction = divide(s, instruction, p);
        if (instruction == NO_SLOT) return REG_ESPACE;
        continue;
      case RE_SAVE:
        if (!set(s, i->value, p)) return REG_ESPACE;
        break;
      case RE_MATCH: s->slots[1] = p; return -1;
      default:
        if (!__regex_holds(s->program, s->text, i->operation, p)) p = 0;
    }
    if (p == 0) return REG_NOMATCH;
    instruction++;
  }
}

// All ways from one place; the longest match stays.
static int try_from(struct search *s, place start) {
  memset(s->slots, 0, slot_count(s->program) * sizeof *s->slots);
  s->slots[0] = start;
  bool found = false;
  s->count = 0;
  int result = follow(s, 0, start);
  for (;;) {
    if (result == REG_ESPACE) return result;
    if (result == -1 && (!found || s->slots[1] > s->best[1])) {
      found = true;
      memcpy(s->best, s->slots, 2 * s->program->group_count * sizeof *s->best);
      if (s->best[1] == s->text->end) return 0;
    }
    while (s->count > 0 && s->choices[s->count - 1].slot != NO_SLOT) {
      struct choice undo = s->choices[--s->count];
      s->slots[undo.slot] = undo.p;
    }
    if (s->count == 0) return found ? 0 : REG_NOMATCH;
    struct choice choice = s->choices[--s->count];
    result = follow(s, choice.instruction, choice.p);
  }
}

int __regex_backtrack(const struct regex_program *program, const struct regex_text *text, place *slots) {
  struct search s = {.program = program, .text = text, .best = slots};
  s.slots = calloc(slot_count(program), sizeof *s.slots);
  s.choices = malloc(MOST_CHOICES * sizeof *s.choices);
  int result = s.slots == 0 || s.choices == 0 ? REG_ESPACE : REG_NOMATCH;
  for (place p = text->start; result == REG_NOMATCH && p <= text->end; p++) result = try_from(&s, p);
  free(s.slots);
  free(s.choices);
  return result;
}
