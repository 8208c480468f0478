// sort: writes the lines of its input in order. What its files share.
#ifndef SORT_H
#define SORT_H

#define TOOL "sort"
#include "../tool.h"

enum { TROUBLE = 2 };

// How two texts are compared.
struct order {
  enum { BY_TEXT, BY_NUMBER, BY_FLOAT, BY_SIZE, BY_MONTH, BY_VERSION, AT_RANDOM } kind;
  bool folds, only_words, only_printable, is_reversed;
  bool skips_start, skips_end;  // blanks at the beginning of a key's first, last field do not count
};

struct key {
  long first, first_char;  // counted from 1
  long last, last_char;    // last is 0 for the end of the line, last_char for the end of the field
  struct order order;
};

struct line {
  const char *text;
  size_t length, number;
  const char *key, *key_end;  // what the first key compares
};

extern struct key keys[];
extern int key_count;
extern struct order global;
extern bool is_unique, is_stable;
extern int separator;  // between fields; -1: where blanks begin
extern char line_end;

// Texts, by an order's rule.
int compare_texts(const char *a, size_t m, const char *b, size_t n);
int compare_parts(
  const struct order *order, const char *a, const char *a_end, const char *b, const char *b_end);
int compare_numbers(const char *a, const char *a_end, const char *b, const char *b_end);
int compare_floats(const char *a, const char *a_end, const char *b, const char *b_end);
int compare_sizes(const char *a, const char *a_end, const char *b, const char *b_end);

// Lines, by their keys.
void find_key(const struct line *line, const struct key *key, const char **start, const char **end);
int compare_keys(const struct line *a, const struct line *b);
int compare_lines(const void *left, const void *right);
void read_key(const char *text);
void complete_keys(void);
bool read_modifier(struct order *order, int letter);

#endif
