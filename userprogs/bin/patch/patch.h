// patch: does to files what a diff says. What its parts share.
#ifndef PATCH_H
#define PATCH_H

#define TOOL "patch"
#include "../tool.h"

enum { SOME_FAILED = 1, TROUBLE = 2 };

// A line with its newline, if it has one.
struct line {
  char *text;
  size_t length;
};

struct lines {
  struct line *lines;
  size_t count, room;
};

// A change: lines to be found, of which some stay, some go, and between which new ones come.
struct hunk {
  size_t old_start, old_count, new_start, new_count;
  struct lines lines;             // each with ' ', '-' or '+' before it
};

struct change {
  char *old_name, *new_name;      // null for /dev/null
  struct hunk *hunks;
  size_t hunk_count;
};

void add_line(struct lines *lines, char *text, size_t length);
// All lines of a file. False if it cannot be read.
bool read_lines(FILE *file, struct lines *lines);

// diff.c: reads the next file's change from the patch, from line `*place` on. False at the end.
bool read_change(const struct lines *patch, size_t *place, struct change *change);
// Turns a change round: what was new is old.
void reverse(struct change *change);
void free_change(struct change *change);

// match.c: finds where a hunk fits, from `first` on, nearest to `guess`, both from 0; with up to two lines less
// of the lines around it. False if nowhere.
bool find_place(
  const struct hunk *hunk, const struct lines *file, size_t first, long guess, size_t *place, int *fuzz);

#endif
