// sed: edits lines as a script says. What its files share.
#ifndef SED_H
#define SED_H

#define TOOL "sed"
#include "../tool.h"

#include <regex.h>

enum { BAD_SCRIPT = 1, BAD_INPUT = 2, PANIC = 4 };

// Text that grows; its end is a null byte that does not count.
struct buffer {
  char *text;
  size_t length, room;
};

struct output {
  const char *name;
  FILE *file;
  bool lacks_newline;  // of the last line, because its input lacked it: more is only to be written behind one
};

struct address {
  enum {
    ADDRESS_NONE, ADDRESS_LINE, ADDRESS_LAST, ADDRESS_REGEX, ADDRESS_STEP, ADDRESS_PLUS, ADDRESS_MULTIPLE,
  } kind;
  long number, step;
  regex_t *regex;  // null: the last one that was used
};

struct command {
  struct address first, second;
  bool is_negated, in_range;
  long range_end;
  char letter;
  regex_t *regex;
  char *text;  // of a i c, the replacement of s, a label, or a file's name
  bool is_global, prints;
  long number;  // the match that s replaces, a status, a width
  struct output *output;  // of w
  unsigned char map[256];
  size_t target;  // of b t T { : the command to go on with
};

// The script.
extern struct command *commands;
extern size_t command_count;
void read_script(const char *script);
_Noreturn void refuse_script(const char *message);

// What was asked for on the command line.
extern bool is_quiet, is_extended, in_place, is_separate, is_unbuffered;
extern const char *backup_suffix;
extern char line_end;
extern long list_width;

// The two buffers, and where the line is from.
extern struct buffer pattern, hold;
extern bool has_newline;
extern long line_number;
extern const char *line_name;
extern bool has_failed;

void append(struct buffer *buffer, const char *text, size_t length);
void set(struct buffer *buffer, const char *text, size_t length);

// Input and output.
extern struct output output;
void begin_input(char **names);
void end_input(void);
bool read_line(bool adds);
bool is_last_line(void);
struct output *open_output(const char *name);
void write_text(struct output *to, const char *text, size_t length);
void write_line(struct output *to, const char *text, size_t length);
void close_outputs(void);

// Running.
bool match(regex_t *regex, size_t from, regmatch_t *matches);
bool substitute(struct command *command);
_Noreturn void run(void);

#endif
