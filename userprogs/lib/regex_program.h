// What regcomp hands to regexec: a program for a machine that follows all its branches at once.
//
//     ab*c      0 char a
//               1 split 2 4        either the loop, which is preferred, or what follows it
//               2 char b
//               3 jump 1
//               4 char c
//               5 match
//
// Ken Thompson, "Regular expression search algorithm", CACM 11 (1968); with Rob Pike's way to remember
// groups.
#ifndef REGEX_PROGRAM_H
#define REGEX_PROGRAM_H

#include <regex.h>
#include <stdbool.h>
#include <stdint.h>

enum regex_operation {
  RE_CHAR,        // the byte `value`
  RE_ANY,         // any byte
  RE_SET,         // a byte in set number `value`
  RE_SPLIT,       // both ways, `value` preferred to `other`
  RE_JUMP,        // goes on at `value`
  RE_SAVE,        // remembers the place in slot `value`
  RE_LINE_START,
  RE_LINE_END,
  RE_WORD_START,
  RE_WORD_END,
  RE_WORD_EDGE,
  RE_WORD_INSIDE,
  RE_SAME,        // what group `value` matched, once more
  RE_MATCH,
};

struct regex_instruction {
  uint8_t operation;
  uint32_t value, other;
};

typedef uint8_t regex_set[32];  // a bit for each byte

struct regex_program {
  struct regex_instruction *code;
  uint32_t length, capacity;
  regex_set *sets;
  uint32_t set_count;
  uint32_t group_count;  // with group 0, the whole match
  bool has_references;
  bool is_anchored;   // can begin only where a line does
  regex_set first;    // the bytes with which a match can begin
  bool can_be_empty;  // then `first` says nothing
  int flags;
};

static inline bool regex_has(const uint8_t *set, unsigned char c) { return set[c / 8] >> c % 8 & 1; }
static inline void regex_put(uint8_t *set, unsigned char c) { set[c / 8] |= (uint8_t)(1 << c % 8); }

// Whether an assertion such as RE_WORD_START holds at `p`.
struct regex_text {
  const unsigned char *start, *end;  // all that may be looked at
  int flags;                         // regexec's
};
bool __regex_holds(const struct regex_program *program, const struct regex_text *text, int operation,
                   const unsigned char *p);

// Fills in 2 * group_count places (null: not matched). 0, REG_NOMATCH or REG_ESPACE.
int __regex_follow(
  const struct regex_program *program, const struct regex_text *text, const unsigned char **slots,
                   uint32_t slot_count);
int __regex_backtrack(const struct regex_program *program, const struct regex_text *text,
                      const unsigned char **slots);

// Reads a set from behind its bracket; the pattern is then behind the closing one. 0 or an error.
int __regex_read_set(const char **pattern, uint8_t *set, int flags);

#endif
