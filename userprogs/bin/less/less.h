// less: shows text, forwards and backwards. What its files share.
#ifndef LESS_H
#define LESS_H

#define TOOL "less"
#include "../tool.h"

#include <regex.h>
#include <signal.h>
#include <sys/types.h>

// The text, read as far as somebody wanted to see it.

extern bool text_is_whole;  // it was read to its end
void open_text(const char *name);
size_t line_count(void);
bool has_line(size_t line);                          // reads on until it is there
const char *line_text(size_t line, size_t *length);  // without its newline; until more is read
void read_to_end(void);                              // or until Ctrl-C
void copy_text_on(void);                             // all of it, to standard output
bool read_more(void);                                // of a file that grows; false if it did not

// The screen.

// A row of the screen: a line, and which of its rows.
struct place {
  size_t line, row;
};
extern struct place top;
extern bool shows_numbers, chops_lines, keeps_colors, stays_on_screen;
extern regex_t *found_pattern;  // what matches it is shown inversely
extern volatile sig_atomic_t was_interrupted, was_resized, must_stop;
void start_screen(void);
void end_screen(void);
void stop_until_continued(void);
int page_rows(void);
int read_key(void);                                     // 0 if a signal came
bool read_text(char first, char *text, size_t room);    // at the bottom; false if it was given up
void draw_screen(const char *message);                  // null: the name, or where the text ends
void draw_help(void);
bool is_end_shown(void);
bool move_forward(size_t rows);  // false if the end was shown already
bool move_back(size_t rows);
void show_line(size_t line);  // at the top, or as near to it as the text's end lets it
void show_end(void);
bool fits_on_screen(void);

enum key { KEY_UP = 256, KEY_DOWN, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_HOME, KEY_END, KEY_NONE };

extern const char *file_name;

#endif
