// diff: how two files differ. What its files share.
#ifndef DIFF_H
#define DIFF_H

#define TOOL "diff"
#include "../tool.h"

enum { TROUBLE = 2 };

// A file's lines. Lines that count as equal have the same number in `classes`.
struct file {
  const char *name;
  char *text;
  size_t size;
  char **lines;  // each ends where the next begins; one more ends the last
  int *classes;
  bool *is_changed;
  long count;
  bool lacks_newline;
};

// Lines from..from+deleted of the old file became lines to..to+added of the new one; all counted from 0.
struct change {
  long from, deleted, to, added;
};

extern bool ignores_case, ignores_blanks, ignores_amount, ignores_empty, colors;
extern long context;

bool read_lines(struct file *file, const char *name, bool may_miss);
void free_lines(struct file *file);
void classify(struct file *a, struct file *b);
bool is_text(const struct file *file);

// Marks the lines that are in one file only; as few as there can be.
void compare(struct file *a, struct file *b);
struct change *find_changes(const struct file *a, const struct file *b, size_t *count);

void write_normal(const struct file *a, const struct file *b, const struct change *changes, size_t count);
void write_unified(const struct file *a, const struct file *b, const struct change *changes, size_t count);

#endif
