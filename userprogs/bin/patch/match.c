// Finding the place of a hunk in a file that may have changed since the diff was made.

#include "patch.h"

enum { MOST_FUZZ = 2 };

// How many lines before the first change, or behind the last, only help to find the place.
static size_t context(const struct hunk *hunk, bool is_behind) {
  size_t count = 0, all = hunk->lines.count;
  while (count < all && hunk->lines.lines[is_behind ? all - 1 - count : count].text[0] == ' ') count++;
  return count;
}

// Whether the hunk's old lines, but for some at both ends, are the file's from `place` on.
static bool fits(
  const struct hunk *hunk, const struct lines *file, size_t place, size_t without_first, size_t without_last) {
  size_t index = 0;
  for (size_t i = 0; i < hunk->lines.count; i++) {
    const struct line *line = &hunk->lines.lines[i];
    if (line->text[0] == '+') continue;
    if (index >= without_first && index + without_last < hunk->old_count) {
      const struct line *own = &file->lines[place + index];
      if (own->length != line->length - 1 || memcmp(own->text, line->text + 1, own->length) != 0) return false;
    }
    index++;
  }
  return true;
}

// Tries the places around the guess, the nearest first, with so many lines less. A hunk with fewer lines before
// its changes than behind them stood at the beginning of the file, and the other way round at the end.
static bool find_with_fuzz(
  const struct hunk *hunk, const struct lines *file, size_t first, long guess, int fuzz, size_t *place) {
  if (hunk->old_count > file->count) return false;
  long before = (long)context(hunk, false), behind = (long)context(hunk, true);
  long most = before > behind ? before : behind;
  long less_before = fuzz + before - most, less_behind = fuzz + behind - most;
  long last = (long)(file->count - hunk->old_count), from = (long)first;
  long fuzz_before = less_before > 0 ? less_before : 0, fuzz_behind = less_behind > 0 ? less_behind : 0;
  if (less_before < 0) last = last < 0 ? last : 0;
  if (less_behind < 0 && less_before >= 0) from = from > last ? from : last;
  if (from > last) return false;
  guess = guess < from ? from : guess > last ? last : guess;
  for (long offset = 0; guess + offset <= last || guess - offset >= from; offset++)
    for (int sign = 1; sign >= (offset == 0 ? 1 : -1); sign -= 2) {
      long here = guess + sign * offset;
      if (here < from || here > last) continue;
      if (!fits(hunk, file, (size_t)here, (size_t)fuzz_before, (size_t)fuzz_behind)) continue;
      *place = (size_t)here;
      return true;
    }
  return false;
}

bool find_place(
  const struct hunk *hunk, const struct lines *file, size_t first, long guess, size_t *place, int *fuzz) {
  size_t before = context(hunk, false), behind = context(hunk, true), most = before > behind ? before : behind;
  for (*fuzz = 0; *fuzz <= MOST_FUZZ && (size_t)*fuzz <= most; ++*fuzz)
    if (find_with_fuzz(hunk, file, first, guess, *fuzz, place)) return true;
  return false;
}
