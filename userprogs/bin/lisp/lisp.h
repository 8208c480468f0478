// lisp: a small Scheme. What its files share.
//
//     read.c      characters to data; print.c: data to characters
//     syntax.c    data to a tree: forms (form_*.c), macros, which variable is whose (scope.c)
//     generate.c  the tree to code for a machine with a stack
//     machine.c   runs the code
//     heap.c      objects, and the collector that finds those in use (mark.c); text.c: strings and symbols
//     number.c    integers of any size (bignum.c, the digits)
//     lib_*.c     the procedures that are written in C; prelude.c: those written in Lisp
//     failure.c   what happens at an error; repl.c, line.c: the conversation
//
// The collector runs between two instructions of the machine and at no other time. All that is in use then
// can be reached from its registers, its stack and the symbols, so that no C function has to register what it
// holds.
#ifndef LISP_H
#define LISP_H

#define _GNU_SOURCE
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// A value is one word:
//
//     ...n 1      an integer of 63 bits
//     ...c 010    a character
//     ...i 110    one of the constants below
//     ...p 000    the address of an object
typedef uint64_t value;

#define CONSTANT(n) ((value)(n) << 3 | 6)
#define NIL CONSTANT(0)
#define FALSE CONSTANT(1)
#define TRUE CONSTANT(2)
#define UNSPECIFIED CONSTANT(3)
#define END_OF_FILE CONSTANT(4)
#define UNDEFINED CONSTANT(5)  // of a variable that nobody has defined

enum kind {
  PAIR = 1, SYMBOL, STRING, BIGNUM, VECTOR, CLOSURE, CODE, PRIMITIVE, BOX, CONTINUATION, RECORD, PORT, TABLE,
  CONDITION, VALUES
};

// Each object begins so. A pair that the reader made knows its line.
struct object {
  uint8_t kind, is_marked, flag;
  uint8_t spare;
  uint32_t line;
};

struct pair {
  struct object object;
  value head, tail;
};
struct symbol {
  struct object object;
  value name, global, macro;  // its text; its value as a global variable; the procedure that expands it
  struct symbol *next;
};
struct string {
  struct object object;
  size_t length;
  uint32_t *characters;  // code points
};
struct bignum {
  struct object object;  // flag: it is negative
  size_t length;
  uint32_t digits[];  // in base 2^32, the lowest first; the highest is not 0
};
struct vector {
  struct object object;
  size_t length;
  value items[];
};
struct closure {
  struct object object;
  struct code *code;
  value captured[];
};
struct code {
  struct object object;  // flag: the last parameter takes what is left
  value name, file;
  int required, instruction_count, constant_count, captured_count;
  uint32_t *instructions, *lines;  // the line of each instruction
  value *constants;
};
typedef value primitive_function(value *arguments, int count);
struct primitive {
  struct object object;
  const char *name;
  primitive_function *run;
  int least, most;  // arguments; most is -1 for any number
};
struct box {
  struct object object;
  value content;
};
struct continuation {
  struct object object;
  size_t length, base;  // base: where the run began whose stack this is
  value handlers;
  value stack[];
};
struct record {
  struct object object;
  size_t length;
  value type, fields[];
};
struct port {
  struct object object;  // flag: it is for output
  FILE *file;
  char *text;  // of a string port
  size_t size;
  value name;
  int line;
};
struct table {
  struct object object;
  size_t used, capacity, count;  // entries in the order in which they came; removed ones are UNDEFINED
  value *keys, *contents;
  uint32_t *slots;  // 2 * capacity of them: 1 + an entry's number, 0 for none
};
struct condition {
  struct object object;
  value message, irritants, file, trace;  // trace: a list of texts
};

static inline bool is_integer(value v) { return v & 1; }
static inline value from_integer(int64_t n) { return (uint64_t)n << 1 | 1; }
static inline int64_t to_integer(value v) { return (int64_t)v >> 1; }
static inline bool fits_integer(int64_t n) { return n >= INT64_MIN / 2 && n <= INT64_MAX / 2; }
static inline bool is_character(value v) { return (v & 7) == 2; }
static inline value from_character(uint32_t c) { return (value)c << 3 | 2; }
static inline uint32_t to_character(value v) { return (uint32_t)(v >> 3); }
static inline value from_boolean(bool b) { return b ? TRUE : FALSE; }
static inline bool is_object(value v) { return (v & 7) == 0; }
static inline struct object *object_of(value v) { return (struct object *)v; }
static inline bool is_kind(value v, enum kind kind) { return is_object(v) && object_of(v)->kind == kind; }
#define AS(type, v) ((struct type *)(v))
static inline bool is_pair(value v) { return is_kind(v, PAIR); }
static inline value head(value v) { return AS(pair, v)->head; }
static inline value tail(value v) { return AS(pair, v)->tail; }

// Objects (heap.c). Whatever cannot be had ends the program.
void *take_memory(void *old, size_t size);
void *new_object(enum kind kind, size_t size);
value cons(value head, value tail);
value new_string(const uint32_t *characters, size_t length);
value string_from(const char *text);  // UTF-8
value symbol(const char *name);
value new_vector(size_t length, value fill);
value new_box(value content);
struct symbol *first_symbol(void);
extern bool wants_collection;
extern size_t heap_bytes, collections;
void collect(void);
void mark(value v);     // in a collection: it is in use
void mark_roots(void);  // what the machine and the compiler hold
void mark_reachable(void);
void free_contents(struct object *object);
char *to_utf8(value string, size_t *length);  // for the caller to free
size_t encode_utf8(uint32_t c, char *bytes);
uint32_t decode_utf8(int (*next)(void *source), void *source);  // -1 at the end

// Lists.
int64_t list_length(value list);  // -1 if it is none
value reverse(value list);
bool is_equal(value a, value b);
bool is_eqv(value a, value b);

// Reading and printing.
struct reader {
  FILE *file;
  value name;  // of the file, for messages
  int line;
  int depth;   // of parentheses; for the prompt
};
// The next datum, or END_OF_FILE.
value read_datum(struct reader *reader);
void print(FILE *file, value v, bool is_written);
char *print_to_text(value v, bool is_written);  // for the caller to free

// Numbers.
bool is_number(value v);
value number_from_text(const char *text, int base);  // FALSE if it is none
char *number_to_text(value v, int base);             // for the caller to free
value add(value a, value b), subtract(value a, value b), multiply(value a, value b);
void divide(value a, value b, value *quotient, value *remainder);  // towards zero
int compare(value a, value b);
int sign(value v);
value number_from_int64(int64_t n);
uint32_t hash_number(value v);

// The digits of whole numbers that are not negative, the lowest first (bignum.c).
typedef struct {
  uint32_t *digits;
  size_t length;
} natural;
natural natural_add(natural a, natural b), natural_subtract(natural a, natural b);
natural natural_multiply(natural a, natural b), natural_divide(natural a, natural b, natural *remainder);
uint32_t natural_divide_small(natural *a, uint32_t divisor);
int natural_compare(natural a, natural b);

// The tree that a form becomes, in memory that lasts until its code is made.
enum tree_kind {
  TREE_CONSTANT, TREE_LOCAL, TREE_GLOBAL, TREE_SET_LOCAL, TREE_SET_GLOBAL, TREE_DEFINE, TREE_IF, TREE_LAMBDA,
  TREE_SEQUENCE, TREE_CALL
};
struct variable {
  struct variable *next;
  value name;
  struct function *owner;
  int place;  // on the stack, above the frame
  bool is_captured, is_assigned;
};
struct scope {
  struct scope *outer;
  struct variable *variables;
  struct function *function;
};
struct function {
  struct function *outer;
  struct tree *body;
  value name;
  struct variable **captured;
  int required, captured_count, captured_room, places;
  bool has_rest;
  struct variable **parameters;
  int parameter_count;
};
struct tree {
  enum tree_kind kind;
  bool is_first;  // TREE_SET_LOCAL: the variable begins here
  uint32_t line;
  value constant;  // or a global variable's symbol
  struct variable *variable;
  struct function *function;
  struct tree *first, *second, *third;
  struct tree **items;
  int count;
};
void *take_scratch(size_t size);  // zeroed, until the outermost compilation ends
struct tree *expand(value form, struct scope *scope);
struct tree *expand_body(value forms, struct scope *scope, value form);
struct tree *expand_lambda(value parameters, value body, value name, struct scope *scope);
struct tree *new_tree(enum tree_kind kind);
struct tree *new_constant(value v);
struct tree *new_sequence(int count);
struct tree *new_if(struct tree *test, struct tree *yes, struct tree *no);
struct tree *new_call(struct tree *procedure, int count);
struct variable *find_variable(value name, struct scope *scope);
struct variable *add_variable(struct scope *scope, value name);
struct tree *refer(struct variable *variable, struct scope *scope);
struct tree *assign(struct variable *variable, struct tree *content, struct scope *scope, bool is_first);
int captured_place(struct variable *variable, struct function *user);
void go_deeper(value form), come_back(void), start_expansion(void);
bool is_macro_use(value form, struct scope *scope);
value expand_macro(value form);
bool is_special(value name, const char *form, struct scope *scope);
_Noreturn void bad_form(const char *message, value form);
value nth(value form, int index);  // an element of a form
value rest(value form, int count);
typedef struct tree *special_form(value form, struct scope *scope);
struct special {
  const char *name;
  special_form *expand;
  int least, most;  // elements, with the name
};
extern const struct special core_forms[], derived_forms[];
void start_forms(void);
value expand_quasiquote(value form, int depth);
value compile(value form, value file);  // a procedure without parameters
value generate(struct function *function, value file);
extern value compiling_file;
extern int compilations;  // under way: no collection then

// The machine.
#define INSTRUCTIONS(X) \
  X(CONST) X(LOCAL) X(LOCAL_BOX) X(FREE) X(FREE_BOX) X(GLOBAL) X(SET_LOCAL) X(SET_LOCAL_BOX) X(SET_FREE_BOX) \
  X(SET_GLOBAL) X(DEFINE) X(MAKE_BOX) X(JUMP) X(JUMP_FALSE) X(FRAME) X(CALL) X(TAIL_CALL) X(RETURN) X(CLOSE) \
  X(POP) X(RESERVE)
enum instruction {
#define X(name) DO_##name,
  INSTRUCTIONS(X)
#undef X
};
value run_procedure(value procedure, int count, value *arguments);
value trace_back(void);  // the procedures under way: a list of texts
value current_place(uint32_t *line);
extern volatile bool was_interrupted;
extern value handlers;  // procedures that are called with what is raised, the innermost first
// Primitives that the machine itself carries out.
primitive_function apply_procedure, call_with_continuation, evaluate;
void start_machine(void);

// Errors.
_Noreturn void fail(const char *message, int count, ...);  // irritants
_Noreturn void fail_with(value message, value irritants);
_Noreturn void fail_at(value file, uint32_t line, const char *message, int count, ...);
_Noreturn void wrong_type(const char *expected, value got);
_Noreturn void raise_condition(value condition);  // or whatever else is raised
extern jmp_buf *catcher;   // where what is raised goes
extern value raised;
void report(value condition);  // to standard error
// Runs a file's forms, or shows each result; false after an error, which has been reported.
bool run_reader(struct reader *reader, bool shows_results);
bool run_file(const char *path);
_Noreturn void leave(int status);
int converse(void);
char *edit_line(const char *prompt);  // without its newline, for the caller to free; null at the end
value load_file(value path);

// What primitives take.
struct pair *take_pair(value v);
struct string *take_string(value v);
struct vector *take_vector(value v);
struct symbol *take_symbol(value v);
int64_t take_integer(value v);
size_t take_index(value v, size_t limit);
uint32_t take_character(value v);
char *take_path(value v);  // for the caller to free

struct definition {
  const char *name;
  primitive_function *run;
  int least, most;
};
void define_all(const struct definition *definitions);
extern const struct definition list_library[], number_library[], text_library[], vector_library[],
  table_library[],
  port_library[], control_library[], record_library[];
extern const char prelude[];
extern value current_output;
FILE *output_file(void);

#endif
