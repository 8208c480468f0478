// ls: lists what is in folders. What its files share.
#ifndef LS_H
#define LS_H

#define TOOL "ls"
#include "../tool.h"

#include <dirent.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

struct entry {
  char *name;     // as it is shown
  char *target;   // of a link, for -l
  struct stat status;
  mode_t target_mode;
  bool is_broken;
};

struct list {
  struct entry *entries;
  size_t count;
};

// How wide the columns of a list are.
struct widths {
  int inode, blocks, links, owner, group, size, major;
};

// What was asked for on the command line.
extern bool shows_all, almost_all, leaves_backups, only_names, is_recursive, dereferences, dereferences_named;
extern bool numeric, no_owner, no_group, is_human, is_decimal, shows_inode, shows_blocks, colors;
extern bool reverses, folders_first;
extern enum form { FORM_LINES, FORM_LONG, FORM_COLUMNS, FORM_ROWS, FORM_COMMAS } form;
extern enum marks { MARKS_NONE, MARKS_FOLDERS, MARKS_KINDS, MARKS_ALL } marks;
extern enum quoting { QUOTE_NONE, QUOTE_QUESTION, QUOTE_C, QUOTE_ESCAPE, QUOTE_SHELL } quoting;
extern char order, which_time;
extern const char *time_style;
extern size_t line_width;
extern int exit_status;

// Names that are not shown.
void ignore(const char *pattern);
void list_arguments(char **paths, int count);
void list_folder(const char *path, bool shows_name);

// Reading and ordering.
bool add_entry(
  struct list *list, const char *name, const char *path, bool is_named, const struct dirent *known);
void free_entries(struct list *list);
void sort_entries(struct list *list);
struct timespec time_of(const struct stat *status);
void note_failure(const char *what, const char *path, int status);

// Names.
void align_names(const struct list *list);
size_t name_width(const struct entry *entry);
void write_name(const struct entry *entry, bool with_mark);
void write_target(const struct entry *entry);
char mark_of(mode_t mode);

// Lists.
const char *size_text(unsigned long size);
const char *blocks_text(const struct entry *entry);
void write_prefix(const struct entry *entry, const struct widths *widths);
struct widths measure(const struct list *list, const struct list *other);
void write_long(const struct entry *entry, const struct widths *widths);
void write_columns(const struct list *list, const struct widths *widths);
void write_commas(const struct list *list, const struct widths *widths);

#endif
