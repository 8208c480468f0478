// edit: a text editor for the terminal. What its files share.
//
//     buffer.c    the text: lines, inserting, deleting
//     undo.c      every change goes through here, so that it can be taken back
//     file.c      reading, and saving so that no crash can lose both versions
//     unicode.c   bytes to characters, and how many columns they take
//     terminal.c  raw mode, keys, the window's size
//     screen.c    what the window shows
//     move.c      the cursor; find.c: search and replace; clip.c: cut, copy, paste
//     prompt.c    questions in the last row; command.c: which key does what; main.c: options, and the loop
#ifndef EDIT_H
#define EDIT_H

#define _GNU_SOURCE
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// A place between two characters: before the byte `at` of a line, both from 0 on.
struct place {
  size_t line, at;
};
static inline bool is_before(struct place a, struct place b) {
  return a.line < b.line || (a.line == b.line && a.at < b.at);
}
static inline bool is_same(struct place a, struct place b) { return a.line == b.line && a.at == b.at; }

// The text: as many lines as it has newlines, and one more. They have no newlines, and there is always one.
struct line {
  char *bytes;
  size_t length, room;  // room 0: the bytes belong to the file as it was read
};
extern struct line *lines;
extern size_t line_count;
void set_text(char *text, size_t length);  // takes the memory, for good
struct place insert_text(struct place place, const char *text, size_t length);  // the place behind it
void delete_text(struct place from, struct place to);
char *copy_text(struct place from, struct place to, size_t *length);
void *take_memory(void *old, size_t size);  // realloc, or the end

// Changes that can be taken back. One command's changes are taken back together.
void begin_command(void);
struct place change_insert(struct place place, const char *text, size_t length, bool is_typed);
void change_delete(struct place from, struct place to);
bool undo(struct place *cursor), redo(struct place *cursor);  // false if there is nothing
bool is_modified(void);
void note_saved(void);
void forget_changes(void);

// The file.
extern char *file_name;  // null: none yet
extern bool is_read_only;
bool read_file(const char *name);  // false: said what is wrong
bool write_file(const char *name);
bool has_changed_on_disk(void);
void write_recovery(void);  // NAME.recovered

// Characters.
size_t next_character(const char *bytes, size_t length, size_t at);  // how many bytes it has
size_t character_before(const struct line *line, size_t at);         // where it begins
// How many columns a character at `column` takes, and how many bytes.
size_t cell_width(const struct line *line, size_t at, size_t column, size_t *bytes);
size_t column_of(const struct line *line, size_t at);
size_t at_column(const struct line *line, size_t column);  // the last place not behind the column
bool is_word(const struct line *line, size_t at);

// The terminal.
enum key {
  KEY_ESCAPE = 27, KEY_BACKSPACE = 127, KEY_UP = 1000, KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_END,
  KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_DELETE, KEY_WORD_LEFT, KEY_WORD_RIGHT, KEY_TOP, KEY_BOTTOM, KEY_HELP,
    KEY_NEXT,
  KEY_RESIZED, KEY_UNKNOWN, KEY_GONE
};
#define CONTROL(letter) ((letter) & 0x1f)
bool start_terminal(void);
void end_terminal(void);
void suspend(void);
int read_key(void);  // a byte of text, or one of enum key
bool has_input(void);
void find_size(void);
extern int rows, columns;
extern volatile sig_atomic_t was_ended;
void put(const char *bytes, size_t length);
void put_text(const char *text);
void put_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
void flush_output(void);

// The window.
extern struct place cursor;
extern size_t goal;                   // the column that going up and down aims at
extern struct place marked, marked_end;  // shown in reverse
extern bool shows_numbers;
void draw(void);
void draw_anew(void);  // all of it, at the next `draw`
int text_rows(void);
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
extern const char *question;  // in the last row, with the answer, and the column of its cursor
extern char answer[];
extern size_t answer_at;

// Questions. False, or 0, if they are given up.
bool ask(const char *text, const char *start);
int ask_key(const char *text, const char *keys);

// Commands.
void move_to(struct place place);  // and from there, up and down keep to its column
void move(int key);
void find(void), find_next(void), replace(void), go_to_line(void);
void cut_line(void), copy_line(void), paste(void), end_cutting(void);
bool run_command(int key);  // false: the end
bool save(bool asks_name);
void show_help(void);
extern const char key_help[];

#endif
