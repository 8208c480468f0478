// What the files of the line editor share.
#ifndef EDIT_H
#define EDIT_H

#include "sh.h"

enum { LONGEST = 4096 };

enum key {
  KEY_LEFT = 256, KEY_RIGHT, KEY_UP, KEY_DOWN, KEY_HOME, KEY_END, KEY_DELETE, KEY_WORD_LEFT, KEY_WORD_RIGHT,
  KEY_CUT_WORD_LEFT, KEY_CUT_WORD_RIGHT, KEY_LAST_WORD, KEY_NONE, KEY_INPUT_END
};

struct line {
  const char *prompt;
  char text[LONGEST + 2];
  size_t length, cursor;
  size_t row;        // of the cursor, below the prompt's first row
  size_t width, at;  // when it was drawn: the terminal's, and the cursor's place behind its beginning
  int place;         // in the history
  int word_place;    // of the line whose last word was put in
  size_t word_start;
  char *own;         // what was typed before going up in the history
  char cut[LONGEST + 1];
};

// The screen.
void put(const char *text, size_t length);
size_t columns(void);
void draw(struct line *line);
bool append_key(struct line *line, int key);

// Keys.
int read_byte(void);
int read_key(void);

// The text.
void insert(struct line *line, const char *text, size_t length);
void erase(struct line *line, size_t from, size_t to);
void cut(struct line *line, size_t from, size_t to);  // keeps it for Ctrl-Y
void replace_text(struct line *line, const char *text);
size_t left_of(const struct line *line, size_t place);
size_t right_of(const struct line *line, size_t place);
size_t blank_left(const struct line *line);  // where the word begins, up to a blank
size_t word_left(const struct line *line);   // the same for letters and digits
size_t word_right(const struct line *line);

// The history.
void go_in_history(struct line *line, int step);
int search_history(struct line *line);  // the key that ended the search
void insert_last_word(struct line *line, bool again);

#endif
