// What the parts of less share.
#ifndef LESS_H
#define LESS_H

#define TOOL "less"
#include "../tool.h"

// A place in the text: a line, and which of the screen's lines that it needs.
struct place {
  size_t line, part;
};

// What is shown, and how.
struct view {
  char **name, **names;         // the file, of these
  struct place top;             // where the screen begins
  int rows, columns;            // of the screen
  bool numbers_lines, chops, keeps_screen, ignores_case;
  char message[256];            // for the line at the bottom, once
};
extern struct view view;

// Keys that are no characters.
enum { KEY_UP = 256, KEY_DOWN, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_HOME, KEY_END, KEY_RESIZED };

// text.c: the lines of a file, which are read when they are asked for.
extern char **lines;
extern size_t *lengths, line_count;

// Opens the view's file. False, with a message, if it cannot be read.
bool open_file(void);
bool has_line(size_t line);
void read_all(void);
// Writes the bytes of one of a line's parts, of none for -1; returns how many parts the line has.
size_t put_part(size_t line, long part);
size_t number_width(void);
// To the next or the last part before; false at the end and the beginning.
bool go_forward(struct place *place);
bool go_back(struct place *place);
// The place from which the text's end fills the screen.
struct place last_top(void);

// screen.c: the screen and the keyboard.
void measure(void);
// Shows the text from the top on; whether its end is on the screen.
bool show(void);
void show_prompt(bool is_end);
void take_keyboard(void);
void enter_screen(void);
void leave_screen(void);
int read_key(void);
// Reads a text at the bottom of the screen, which Enter ends. False if it was given up.
bool read_text(char first, char *text, size_t room);

// search.c
bool set_wanted(const char *text);
bool fits(size_t line);
// Goes to the next line, or the last before, that fits.
void search(bool back);
// Asks for what to search for, and does.
void ask_and_search(char key);
// Searches again, in the same direction or the other.
void search_again(bool other_way);

// commands.c: what keys do; false at the end that the user wants.
bool act(int key, long count);

#endif
