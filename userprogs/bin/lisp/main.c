// lisp: its options, and running files.
#include "lisp.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
  "Usage: lisp [OPTION]... [FILE [ARGUMENT]...]\n"
  "Run the Lisp program FILE; without one, a conversation, or the program on standard input.\n"
  "\n"
  "  -e EXPRESSION  evaluate this and print the result; may be repeated\n"
  "  -i             have a conversation, even behind a FILE or -e, or without a terminal\n"
  "  -g             tell about the garbage collector at the end\n"
  "      --help     display this help and exit\n"
  "\n"
  "The dialect is a small Scheme: proper tail calls, call/cc, dynamic-wind, guard, define-macro and\n"
  "syntax-rules, define-record-type, hash tables, integers of any size; (command-line) is the list of\n"
  "arguments. An error that nobody handles ends the program with status 1.\n"
  "\n"
  "Example: lisp -e '(map (lambda (n) (expt 2 n)) (list 10 100))'\n";

static bool shows_collections;

void leave(int status) {
  if (shows_collections)
    fprintf(stderr, "lisp: %zu collections, %zu bytes in use\n", collections, heap_bytes);
  if (fflush(stdout) == EOF || ferror(stdout)) {
    fprintf(stderr, "lisp: write error: %s\n", strerror(errno));
    status = status == 0 ? 1 : status;
  }
  exit(status);
}

static value run_form(value form, value file) { return run_procedure(compile(form, file), 0, 0); }

static void show(value result) {
  if (result == UNSPECIFIED) return;
  print(stdout, result, true);
  putchar('\n');
}

bool run_reader(struct reader *reader, bool shows_results) {
  jmp_buf *outer = catcher, own;
  catcher = &own;
  if (setjmp(own) != 0) {
    catcher = outer;
    compilations = 0;
    handlers = NIL;
    current_output = FALSE;
    compiling_file = FALSE;
    AS(symbol, symbol("%winders"))->global = NIL;
    report(raised);
    return false;
  }
  for (value form; (form = read_datum(reader)) != END_OF_FILE;) {
    value result = run_form(form, reader->name);
    if (shows_results) show(result);
  }
  catcher = outer;
  return true;
}

// Within a program: what goes wrong in the file goes to the program's handlers.
value load_file(value path) {
  char *name = take_path(path);
  FILE *file = fopen(name, "r");
  free(name);
  if (file == 0) fail(strerror(errno), 1, path);
  struct reader reader = {.file = file, .name = path, .line = 1};
  value forms = NIL;
  for (value form; (form = read_datum(&reader)) != END_OF_FILE;) forms = cons(form, forms);
  fclose(file);
  value thunk = compile(cons(symbol("begin"), reverse(forms)), path);
  compilations++;  // the forms are nobody's: nothing is collected until they have run
  value result = run_procedure(thunk, 0, 0);
  compilations--;
  return result;
}

static void skip_script_line(FILE *file) {
  int c = getc(file);
  if (c != '#') {
    ungetc(c, file);
    return;
  }
  int next = getc(file);
  if (next == '!') while (next != '\n' && next != EOF) next = getc(file);
  else fseek(file, 0, SEEK_SET);
  if (next == '\n') ungetc('\n', file);
}

bool run_file(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == 0) {
    fprintf(stderr, "lisp: %s: %s\n", path, strerror(errno));
    return false;
  }
  skip_script_line(file);
  struct reader reader = {.file = file, .name = symbol(path), .line = 1};
  bool is_good = run_reader(&reader, false);
  fclose(file);
  return is_good;
}

static bool run_text(const char *text, const char *name, bool shows_results) {
  FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
  if (file == 0) return *text == 0;
  struct reader reader = {.file = file, .name = symbol(name), .line = 1};
  bool is_good = run_reader(&reader, shows_results);
  fclose(file);
  return is_good;
}

static void interrupt(int signal) {
  (void)signal;
  was_interrupted = true;
}

static void start(void) {
  start_machine();
  start_forms();
  const struct definition *libraries[] = {list_library, number_library, text_library, vector_library,
    table_library, port_library, control_library, record_library};
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) define_all(libraries[i]);
  if (!run_text(prelude, "prelude", false)) exit(3);
}

static void set_command_line(char **arguments) {
  value list = NIL;
  for (; *arguments != 0; arguments++) list = cons(string_from(*arguments), list);
  AS(symbol, symbol("%arguments"))->global = reverse(list);
  run_text("(define (command-line) %arguments)", "prelude", false);
}

int main(int argc, char **argv) {
  static const struct option names[] = {{"help", no_argument, 0, 'h'}, {0, 0, 0, 0}};
  bool converses = false, is_good = true, is_done = false;
  start();
  set_command_line(argv + argc);
  for (int letter; (letter = getopt_long(argc, argv, "+e:ig", names, 0)) != -1;) {
    switch (letter) {
    case 'e': is_good &= run_text(optarg, "-e", true), is_done = true; break;
    case 'i': converses = true; break;
    case 'g': shows_collections = true; break;
    case 'h': fputs(help, stdout); leave(0);
    default: fputs("Try 'lisp --help' for more information.\n", stderr); leave(2);
    }
  }
  set_command_line(argv + optind);
  if (optind < argc) is_good &= run_file(argv[optind]), is_done = true;
  else if (!is_done && !converses && !isatty(STDIN_FILENO)) {
    struct reader reader = {.file = stdin, .name = symbol("standard input"), .line = 1};
    is_good = run_reader(&reader, false);
  } else if (!is_done || converses) {
    signal(SIGINT, interrupt);
    leave(converse());
  }
  leave(is_good ? 0 : 1);
}
