// grep: writes the lines that match a pattern. What its files share.
#ifndef GREP_H
#define GREP_H

#define TOOL "grep"
#include "../tool.h"

enum { TROUBLE = 2 };

// What was asked for on the command line.
extern bool is_fixed, is_extended, ignores_case, whole_line, whole_word, inverts;
extern bool counts, lists_files, lists_others, only_matching, is_quiet, is_silent;
extern bool shows_numbers, shows_offsets, aligns, null_behind_names, colors, has_context, is_recursive;
extern bool follows_links, skips_folders;
extern enum binary { BINARY_NOTED, BINARY_TEXT, BINARY_SKIPPED } binary;
extern int shows_names;  // -1: only if there are several files
extern long most_lines, lines_before, lines_after;
extern const char *group_separator;  // between groups of lines; null for none
extern const char *label;            // the name of standard input
extern char line_end;

// Patterns.
void add_patterns(const char *text, size_t length);
void read_patterns(const char *name);
bool has_pattern(void);
void compile_all(void);
// The first match in the line from `from` on; of those that begin there the longest.
bool find(const char *line, size_t length, size_t from, size_t *start, size_t *end);

// Output.
void put_colored(const char *color, const char *text, size_t length);
void write_separator(void);
void write_line(
  const char *name, long number, size_t offset, const char *line, size_t length, bool is_match);
void write_matches(const char *name, long number, size_t offset, const char *line, size_t length);
bool report(const char *name, long chosen);

// Files. What is found in folders must match one of the included patterns, if there are any, and none of the
// others.
void include(const char *pattern);
void exclude(const char *pattern);
void exclude_folder(const char *pattern);
long search(FILE *file, const char *name);
bool search_path(const char *path, bool is_named);
extern bool has_failed;

#endif
