// sh: the shell. What its files share; they include it first, since it says which functions there are.
//
//     input.c    lines from a terminal, a file or a string
//     lexer.c    characters to tokens; word.c: the inside of a word
//     parser.c   tokens to a tree
//     expand.c   words to fields: parameters, commands, arithmetic (arith.c), splitting; pattern.c: file
// names
//     execute.c  walks the tree; redirect.c: < > and here-documents; command.c: finds and starts programs
//     jobs.c     processes, and whose the terminal is; trap.c: signals
//     variable.c, parameter.c, alias.c, option.c   what the shell remembers
//     builtin*.c the commands that the shell is itself
//     edit*.c    the line being typed; complete.c: what Tab does; history.c: the lines before
#ifndef SH_H
#define SH_H

#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

// Memory that is given back all at once (arena.c).

struct arena;
struct arena_mark {
  void *chunk;
  size_t used;
};
struct arena *arena_new(void);
void arena_keep(struct arena *arena);  // one owner more
void arena_drop(struct arena *arena);  // one owner less; the last frees it
void *arena_take(struct arena *arena, size_t size);  // zeroed
char *arena_copy(struct arena *arena, const char *text, size_t length);
struct arena_mark arena_mark(struct arena *arena);
void arena_release(struct arena *arena, struct arena_mark mark);
// What a command's expansion makes, until the command has run.
extern struct arena *scratch;

// Text that grows, in an arena.
struct text {
  struct arena *arena;
  char *bytes;
  size_t length, capacity;
};
void text_add(struct text *text, char c);
void text_append(struct text *text, const char *bytes, size_t length);
char *text_end(struct text *text);  // with a null byte behind it

void *take_memory(size_t size);  // malloc, or the end
char *copy_string(const char *text);

// The tree.

enum part_kind { PART_TEXT, PART_PARAMETER, PART_COMMAND, PART_ARITHMETIC };

// A piece of a word.
struct part {
  struct part *next;
  enum part_kind kind;
  bool is_quoted;
  char *text;           // the text itself, or the parameter's name
  char operation;       // - = ? + # % behind the name, L for the length, 0 for none
  bool is_colon;        // :- and its like: empty is as unset
  bool is_longest;      // ## and %%
  struct word *word;    // the operand, or the expression
  struct node *command;
};

struct word {
  struct word *next;
  struct part *parts;
};

enum redirection_kind {
  REDIRECT_READ, REDIRECT_WRITE, REDIRECT_CLOBBER, REDIRECT_APPEND, REDIRECT_BOTH, REDIRECT_FROM, REDIRECT_TO,
  REDIRECT_HERE
};

struct redirection {
  struct redirection *next;
  enum redirection_kind kind;
  int descriptor;
  struct word *target;  // for a here-document, its contents
  // Until its contents have been read:
  char *delimiter;
  bool strips_tabs, is_literal;
  struct redirection *next_pending;
};

enum node_kind {
  NODE_SIMPLE, NODE_PIPELINE, NODE_NOT, NODE_AND, NODE_OR, NODE_SEQUENCE, NODE_BACKGROUND, NODE_SUBSHELL,
  NODE_GROUP, NODE_IF, NODE_WHILE, NODE_UNTIL, NODE_FOR, NODE_CASE, NODE_FUNCTION
};

struct case_item {
  struct case_item *next;
  struct word *patterns;
  struct node *body;
};

struct node {
  enum node_kind kind;
  int line;
  struct node *next;  // in a pipeline
  struct node *first, *second, *third;  // the condition, the body, the rest
  struct word *words, *assignments;
  struct redirection *redirections;
  char *name;
  bool has_list;  // for NAME in WORDS
  struct case_item *items;
  struct arena *arena;  // in which the tree is
};

// Input and tokens.

struct alias;

struct lexer {
  struct arena *arena;
  const char *text;  // what is being read
  size_t position, length;
  struct pushed *pushed;  // aliases, whose text comes first
  bool (*refill)(struct lexer *lexer);  // gets the next line; null for a string
  int descriptor;
  char *line;
  size_t line_capacity;
  int line_number;
  bool is_interactive, is_continued;
  struct redirection *pending;  // here-documents that begin behind the next newline

  int token;
  bool has_token;
  struct word *word;  // of TOKEN_WORD
  char *plain;        // its text, if nothing in it is quoted or expanded
  int number;         // of TOKEN_NUMBER, the descriptor before < or >
  bool after_alias_blank;
};

enum {
  TOKEN_END = -1, TOKEN_WORD = 256, TOKEN_NUMBER, TOKEN_AND_IF, TOKEN_OR_IF, TOKEN_DSEMI, TOKEN_DLESS,
  TOKEN_DLESSDASH, TOKEN_DGREAT, TOKEN_LESSAND, TOKEN_GREATAND, TOKEN_LESSGREAT, TOKEN_CLOBBER
};

void lexer_start_string(struct lexer *lexer, const char *text, size_t length, struct arena *arena);
void lexer_start_descriptor(struct lexer *lexer, int descriptor, bool is_interactive);
void lexer_end(struct lexer *lexer);
int lexer_get(struct lexer *lexer);       // without \newline; -1 at the end
int lexer_get_raw(struct lexer *lexer);   // as it is
void lexer_unget(struct lexer *lexer, int c);
void lexer_push_alias(struct lexer *lexer, struct alias *alias);
int lexer_peek_token(struct lexer *lexer);
void lexer_drop_token(struct lexer *lexer);
void lexer_skip_line(struct lexer *lexer);
struct word *lexer_read_word(struct lexer *lexer, int first);
struct word *word_from_text(struct arena *arena, const char *text, size_t length, int line);  // as in "..."
void read_here_documents(struct lexer *lexer);

// A whole command, or null at the end; an empty line is a node, too.
struct node *parse_command(struct lexer *lexer, bool *at_end);
struct node *parse_substitution(struct lexer *lexer);  // up to the closing parenthesis

// Expansion.

char **expand_words(struct word *words, int *count);  // fields, null behind the last
char *expand_text(struct word *word);                 // one text: no splitting, no file names
char *expand_assignment(struct word *word);
char *expand_pattern(struct word *word);              // what is quoted is behind a backslash
char *expand_here_document(struct word *word);
char *expand_prompt(const char *text);
long evaluate(const char *expression);
bool pattern_matches(const char *pattern, const char *text);
char *remove_match(const char *text, const char *pattern, char operation, bool is_longest);
char *substitute_command(struct node *command, size_t *length);
extern int substitution_status;  // of the last one
// Splits as `read` does: at most `most` fields, the last with all the rest. In scratch.
char **split_fields(const char *text, const bool *is_escaped, int most, int *count);

// Variables.

struct variable {
  struct variable *next;
  char *name, *value;  // null: not set
  bool is_exported, is_readonly;
};
struct variable *find_variable(const char *name);
const char *get_variable(const char *name);  // null if it is not set
void set_variable(const char *name, const char *value);
void unset_variable(const char *name);
void set_assignment(const char *assignment);  // NAME=VALUE
void export_variable(const char *name);
void make_readonly(const char *name);
bool is_name(const char *text, size_t length);
size_t name_length(const char *text);
char **environment(void);
void print_variables(bool (*wanted)(const struct variable *), const char *before);
void scope_begin(void);
void scope_save(const char *name);  // what it is now comes back when the scope ends
void scope_end(void);
int scope_depth(void);
void print_quoted(FILE *file, const char *text);

struct positional {
  int count;
  char **values;
};
extern struct positional positional;
extern char *shell_name;  // $0
void set_positional(int count, char **values);  // copies
char **copy_list(char **values, int count);
void free_list(char **values, int count);

struct alias {
  struct alias *next;
  char *name, *value;
  bool is_used;
};
struct alias *find_alias(const char *name);
void each_alias(void (*tell)(const char *name));
int alias_command(int argc, char **argv);
int unalias_command(int argc, char **argv);

// Options: set -e and its like.
enum {
  OPTION_ERREXIT, OPTION_NOGLOB, OPTION_INTERACTIVE, OPTION_MONITOR, OPTION_NOEXEC, OPTION_STDIN,
    OPTION_XTRACE,
  OPTION_VERBOSE, OPTION_NOCLOBBER, OPTION_ALLEXPORT, OPTION_NOTIFY, OPTION_NOUNSET, OPTION_COUNT
};
extern bool options[OPTION_COUNT];
int set_option(char letter, bool value);  // -1 if there is none
int set_option_name(const char *name, bool value);
void print_options(bool as_commands);
char *option_letters(void);
int set_command(int argc, char **argv);

// Running.

enum { RUN_EXIT = 1, RUN_TESTED = 2 };  // nothing comes after it; its status is looked at
int run(struct node *node, int flags);
int run_string(const char *text, size_t length, int flags);
int run_lexer(struct lexer *lexer, int flags);
int run_file(const char *path);
extern int last_status;
extern int current_line;

enum control { CONTROL_NONE, CONTROL_BREAK, CONTROL_CONTINUE, CONTROL_RETURN };
extern enum control control;
extern int control_count, loop_depth, function_depth;

_Noreturn void exit_shell(int status);  // after the trap for EXIT
// the end, unless interactive
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void abandon(void);  // after Ctrl-C: back to the prompt
_Noreturn void syntax_error(struct lexer *lexer, const char *message);

struct function {
  struct function *next;
  char *name;
  struct node *body;
};
struct function *find_function(const char *name);
void each_function(void (*tell)(const char *name));
void define_function(const char *name, struct node *body);
void undefine_function(const char *name);
void leave_functions(void);  // after an error: back to the parameters outside of all
int call_function(struct function *function, int argc, char **argv, int flags);

typedef int builtin(int argc, char **argv);
struct builtin_entry {
  const char *name;
  builtin *run;
  bool is_special;
};
const struct builtin_entry *find_builtin(const char *name);
const struct builtin_entry *builtin_table(int *count);
extern int builtin_flags;  // those of the command that a builtin is

char *find_program(const char *name);  // along PATH, in scratch; null if it is not there
_Noreturn void execute_program(char **arguments);
bool is_keyword(const char *text);
void each_keyword(void (*tell)(const char *keyword));

// Redirections, which can be undone: back to what was there at the mark; null for what was there at first.
struct saved;
struct saved *redirection_mark(void);
bool redirect(struct redirection *redirections, bool is_for_good);
void restore(struct saved *mark);

// Processes.

struct job {
  struct job *next;
  int number;
  pid_t group;
  int process_count;
  struct process {
    pid_t pid;
    int status;
    bool is_done, is_stopped;
  } *processes;
  char *text;
  bool is_own_group;
  bool is_parents;  // in a child: to be told of, but no child of its own
};
struct job *job_new(struct node *node);
pid_t job_fork(struct job *job, bool is_background);  // 0 in the child
int job_wait(struct job *job);  // in the foreground; the status of its last process
void jobs_notify(void);         // tells of jobs that ended or stopped
void jobs_forget(void);         // in a child: they are not its children
void jobs_start_monitor(void);
void jobs_end_monitor(void);
bool jobs_any_stopped(void);
extern pid_t last_background, shell_pid;
extern bool is_subshell;
int jobs_command(int argc, char **argv), fg_command(int argc, char **argv),
  wait_command(int argc, char **argv);
int kill_command(int argc, char **argv);
char *describe(struct node *node);  // as text, in scratch

// Signals.

enum { SIGNALS = 65 };
int signal_number(const char *name);  // 0 for EXIT, -1 if there is none
const char *signal_name(int signal);
int trap_command(int argc, char **argv);
void run_traps(void);
void run_exit_trap(void);
void reset_traps(void);  // in a child
bool has_traps(void);
void signals_start(void);
int pending_trap(void);  // a signal with a trap that came, or 0
bool take_interrupt(void);
extern volatile bool was_interrupted;

// Builtins in files of their own.
int cd_command(int argc, char **argv), pwd_command(int argc, char **argv);
int read_command(int argc, char **argv), getopts_command(int argc, char **argv);
int echo_command(int argc, char **argv), printf_main(int argc, char **argv), test_main(int argc, char **argv);
int umask_command(int argc, char **argv), ulimit_command(int argc, char **argv);
int type_command(int argc, char **argv), command_command(int argc, char **argv);
int hash_command(int argc, char **argv), times_command(int argc, char **argv);
int help_command(int argc, char **argv);
int history_command(int argc, char **argv);

// The line being typed.
char *edit_line(const char *prompt);  // with its newline; null at the end of the input
void history_add(const char *line);
int history_count(void);
const char *history_line(int index);
void history_load(void);  // what HISTFILE has

// What a word can become.
struct completion {
  char **list;  // without quotes; in malloc's memory
  int count;
  size_t start, typed;  // where the word begins in the line, and how long it is without quotes
  size_t shown;         // what all of them begin with and nobody needs to see: their folder
  size_t kept;          // what is not quoted at their beginning: ~ or $NAME
  char quote;           // within which the word ends, or 0
  bool is_raw;          // nothing needs a quote
};
struct completion complete(const char *line, size_t length);
size_t completion_common(const struct completion *found);
char *completion_text(const struct completion *found, size_t length);  // in scratch
size_t word_start(const char *line, size_t length, const char *separators);

#endif
