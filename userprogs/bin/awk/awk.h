// awk: patterns and actions on lines and fields. What its files share. Numbers are integers of 64 bits.
//
//     lexer.c     characters to tokens
//     parser.c    tokens to a tree: rules and functions; expression.c: expressions
//     value.c     texts and numbers, and what one is as the other
//     array.c     associative arrays
//     record.c    the current line and its fields
//     stream.c    files and commands that are read or written; input.c: records from them
//     pattern.c   regular expressions
//     evaluate.c  expressions; run.c: statements; call.c: the program's own functions
//     builtin.c   length, substr, split, ...; format.c: printf
//     main.c      options, and the rules' turn for every record
#ifndef AWK_H
#define AWK_H

#define _GNU_SOURCE
#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

void *take_memory(void *old, size_t size);  // realloc, or the end
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

// A text that is counted: it goes when nobody has it any more.
struct text {
  unsigned owners;
  size_t length;
  char bytes[];  // with a null byte behind them
};
enum value_kind {
  VALUE_NONE,    // never assigned: "" and 0
  VALUE_NUMBER, VALUE_TEXT,
  VALUE_INPUT    // a text from outside that looks like a number: it compares as one
};
struct value {
  enum value_kind kind;
  int64_t number;
  struct text *text;  // null for a number without its text
};
struct value no_value(void);
struct value number_value(int64_t number);
struct value text_value(const char *bytes, size_t length);
struct value input_value(const char *bytes, size_t length);
struct value share(struct value value);  // one owner more
void drop(struct value value);
void assign(struct value *target, struct value value);  // takes the value
int64_t to_number(struct value value);                  // and keeps it: so do the following
const char *to_text(struct value *value, size_t *length);
bool to_boolean(struct value value);
int compare(struct value *a, struct value *b);
int64_t number_from(const char *bytes, bool *is_whole);  // of the text's beginning

// Text that grows.
struct buffer {
  char *bytes;
  size_t length, room;
};
void add(struct buffer *buffer, const char *bytes, size_t length);
struct value finish_buffer(struct buffer *buffer);

// Arrays keep the order in which their elements came.
struct array;
struct array *new_array(void);
void free_array(struct array *array);
void clear_array(struct array *array);
struct value *array_element(struct array *array, const char *key, size_t length);  // made if need be
bool array_has(const struct array *array, const char *key, size_t length);
void array_delete(struct array *array, const char *key, size_t length);
size_t array_count(const struct array *array);
struct value *array_keys(const struct array *array, size_t *count);  // for the caller to drop and free

// What a name stands for. A function's parameter may lead to the variable that was its argument.
struct variable {
  struct value value;
  struct array *array;
  struct variable *origin;
};
struct array *array_of(struct variable *variable);

// Tokens. Single characters stand for themselves.
enum token {
  TOKEN_END = 256, TOKEN_NEWLINE, TOKEN_NUMBER, TOKEN_STRING, TOKEN_PATTERN, TOKEN_NAME, TOKEN_CALL,
    TOKEN_BUILTIN,
  TOKEN_ADD_ASSIGN, TOKEN_SUBTRACT_ASSIGN, TOKEN_MULTIPLY_ASSIGN, TOKEN_DIVIDE_ASSIGN, TOKEN_MODULO_ASSIGN,
  TOKEN_POWER_ASSIGN, TOKEN_AND, TOKEN_OR, TOKEN_NO_MATCH, TOKEN_LESS_EQUAL, TOKEN_GREATER_EQUAL, TOKEN_EQUAL,
  TOKEN_NOT_EQUAL, TOKEN_INCREMENT, TOKEN_DECREMENT, TOKEN_APPEND,
  TOKEN_BEGIN, TOKEN_END_RULE, TOKEN_FUNCTION, TOKEN_IF, TOKEN_ELSE, TOKEN_WHILE, TOKEN_FOR, TOKEN_DO,
    TOKEN_BREAK,
  TOKEN_CONTINUE, TOKEN_NEXT, TOKEN_NEXTFILE, TOKEN_EXIT, TOKEN_RETURN, TOKEN_DELETE, TOKEN_IN, TOKEN_GETLINE,
  TOKEN_PRINT, TOKEN_PRINTF
};
struct token_state {
  int kind, line;
  char *text;  // of a name, a string or a pattern
  size_t length;
  int64_t number;
};
extern struct token_state token;
void start_lexer(const char *program, const char *name);
void next_token(void);
void read_pattern_token(void);  // where an operand is expected, / begins a pattern
void skip_newlines(void);
_Noreturn void syntax_error(const char *message);
char unescape(const char **text);  // what a backslash and what is behind it mean

// The tree.
enum node_kind {
  NODE_NUMBER, NODE_STRING, NODE_PATTERN, NODE_VARIABLE, NODE_LOCAL, NODE_FIELD, NODE_ELEMENT, NODE_ASSIGN,
  NODE_CONDITION, NODE_AND, NODE_OR, NODE_NOT, NODE_IN, NODE_MATCH, NODE_COMPARE, NODE_CONCATENATE,
    NODE_ARITHMETIC,
  NODE_NEGATE, NODE_PLUS, NODE_INCREMENT, NODE_CALL, NODE_BUILTIN, NODE_GETLINE, NODE_GROUP,
  NODE_BLOCK, NODE_EXPRESSION, NODE_PRINT, NODE_IF, NODE_WHILE, NODE_DO, NODE_FOR, NODE_FOR_IN, NODE_BREAK,
  NODE_CONTINUE, NODE_NEXT, NODE_NEXTFILE, NODE_EXIT, NODE_RETURN, NODE_DELETE
};
struct node {
  enum node_kind kind;
  int operation;  // the token, or the builtin's number
  int line;
  bool is_flag;   // NODE_INCREMENT: before its operand; NODE_MATCH: !~; NODE_PRINT: printf
  struct node *first, *second, *third, *fourth;
  struct node *next;  // in a list
  struct value value;
  struct variable *variable;
  int place;  // of a parameter
  struct function *function;
  struct pattern *pattern;
};
struct function {
  struct function *next;
  char *name;
  struct node *body;
  int parameter_count;
  char *parameters[64];
  bool is_defined;
};
enum rule_kind { RULE_BEGIN, RULE_END, RULE_ALWAYS, RULE_PATTERN, RULE_RANGE };
struct rule {
  struct rule *next;
  enum rule_kind kind;
  struct node *first, *last, *body;  // no body: print the record
  bool is_in_range;
};
extern struct rule *rules;
void parse_program(void);
struct node *parse_expression(bool allows_in);
struct node *parse_output_expression(void);  // where > is no comparison
struct node *new_node(enum node_kind kind);
struct node *parse_list(int end);
void expect(int kind, const char *what);
extern struct function *current_function;  // whose body is being parsed
struct function *find_function(const char *name);
struct variable *find_variable(const char *name);  // made if need be

// The builtin functions.
enum builtin {
  BUILTIN_LENGTH, BUILTIN_SUBSTR, BUILTIN_INDEX, BUILTIN_SPLIT, BUILTIN_SUB, BUILTIN_GSUB, BUILTIN_MATCH,
  BUILTIN_SPRINTF, BUILTIN_INT, BUILTIN_RAND, BUILTIN_SRAND, BUILTIN_TOLOWER, BUILTIN_TOUPPER, BUILTIN_SYSTEM,
  BUILTIN_CLOSE, BUILTIN_FFLUSH
};
int builtin_number(const char *name);  // -1 if there is none
struct value run_builtin(struct node *node);
struct value format_values(struct node *arguments);

// Patterns.
struct pattern;
struct pattern *find_pattern(const char *source);  // compiled once
bool pattern_search(struct pattern *pattern, const char *text, bool is_start, size_t *start, size_t *length);
struct pattern *pattern_of(struct node *node);  // of a literal, or of a value

// The record.
extern struct variable *nf, *nr, *fnr, *fs, *ofs, *ors, *rs, *filename, *subsep, *rstart, *rlength;
void start_variables(char **environment);
void set_record(struct value record);
struct value get_field(int64_t number);
void set_field(int64_t number, struct value value);
void note_nf_assigned(void);
int64_t split_text(const char *text, size_t length, struct value *separator, struct pattern *pattern,
  void (*found)(void *context, const char *bytes, size_t length), void *context);

// Streams.
enum stream_kind { STREAM_WRITE, STREAM_APPEND, STREAM_TO_COMMAND, STREAM_READ, STREAM_FROM_COMMAND };
struct source;
FILE *output_stream(enum stream_kind kind, const char *name);
struct source *input_stream(enum stream_kind kind, const char *name);  // null if it cannot be opened
struct source *new_source(FILE *file);
void free_source(struct source *source);
bool read_record(struct source *source, struct buffer *record);
int close_stream(const char *name);
bool flush_streams(const char *name);  // all of them for null
int close_all(void);
bool next_main_record(struct buffer *record);  // of the files of the command line
void skip_main_file(void);
void start_input(int argc, char **argv);
void assign_from_command_line(const char *assignment);  // NAME=VALUE

// Running.
struct value evaluate(struct node *node);
void store(struct node *target, struct value value);  // takes the value
struct variable *variable_of(struct node *node);
struct value *element_of(struct node *node);
struct value subscript_of(struct node *list);
struct value call_function(struct node *node);
struct value get_line(struct node *node);
extern struct variable *locals;  // of the function that runs
enum outcome { GO_ON, DO_BREAK, DO_CONTINUE, DO_RETURN, DO_NEXT, DO_NEXTFILE, DO_EXIT };
extern enum outcome pending;  // within an expression: a function that says next or exit
extern struct value returned;
extern int exit_status;
enum outcome run(struct node *node);

#endif
