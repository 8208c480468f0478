// sh: from the command line to the end.
#include "sh.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: sh [OPTION]... [SCRIPT [ARGUMENT]...]\n"
  "       sh [OPTION]... -c COMMANDS [NAME [ARGUMENT]...]\n"
  "Run commands: those of SCRIPT, of COMMANDS, or, where there are neither, of standard input.\n"
  "\n"
  "  -c            the commands are the next argument\n"
  "  -e            end at the first command that fails\n"
  "  -f            * ? [ are not file names\n"
  "  -i            interactive: prompt, edit the line, survive errors (by itself on a terminal)\n"
  "  -m            job control: jobs can be stopped, and continued by fg and bg (with -i by itself)\n"
  "  -n            read the commands, but do not run them\n"
  "  -s            read standard input, though there are arguments\n"
  "  -u            a variable that is not set is an error\n"
  "  -v            show each line as it is read\n"
  "  -x            show each command as it is run\n"
  "  -C            > does not overwrite files\n"
  "  -a            export every variable\n"
  "  -o NAME       an option by its long name; `set -o` lists them\n"
  "      --help    show this help\n"
  "\n"
  "Example: sh -c 'for f in *.c; do wc -l \"$f\"; done | sort -n'\n";

static jmp_buf top_level;
static bool has_top_level;

_Noreturn void exit_shell(int status) {
  has_top_level = false;
  last_status = status;
  run_exit_trap();
  fflush(stdout);
  if (options[OPTION_MONITOR] && !is_subshell) jobs_end_monitor();
  _exit(status);
}

static void print_message(const char *format, va_list arguments) {
  fflush(stdout);
  if (current_line > 0) fprintf(stderr, "%s: %d: ", shell_name, current_line);
  else fprintf(stderr, "%s: ", shell_name);
  vfprintf(stderr, format, arguments);
  putc('\n', stderr);
}

void complain(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  print_message(format, arguments);
  va_end(arguments);
}

// Back to the prompt; a script ends.
static _Noreturn void give_up(int status) {
  if (!has_top_level || is_subshell || !options[OPTION_INTERACTIVE]) exit_shell(status);
  last_status = status;
  longjmp(top_level, 1);
}

_Noreturn void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  print_message(format, arguments);
  va_end(arguments);
  give_up(2);
}

_Noreturn void abandon(void) { give_up(130); }

_Noreturn void syntax_error(struct lexer *lexer, const char *message) {
  current_line = lexer->line_number;
  complain("Syntax error: %s", message);
  lexer_skip_line(lexer);
  give_up(2);
}

static void import_environment(void) {
  extern char **environ;
  for (char **entry = environ; *entry != 0; entry++) {
    size_t length = strcspn(*entry, "=");
    if (!is_name(*entry, length) || (*entry)[length] != '=') continue;
    char *name = arena_copy(scratch, *entry, length);
    set_variable(name, *entry + length + 1);
    export_variable(name);
  }
}

static void set_number(const char *name, long value) {
  char text[24];
  snprintf(text, sizeof text, "%ld", value);
  set_variable(name, text);
}

static void set_defaults(void) {
  char path[4096];
  set_variable("IFS", " \t\n");
  set_variable("OPTIND", "1");
  set_variable("PS2", "> ");
  set_variable("PS4", "+ ");
  if (get_variable("PS1") == 0) set_variable("PS1", getuid() == 0 ? "# " : "$ ");
  if (get_variable("PATH") == 0) set_variable("PATH", "/bin:/usr/bin");
  set_number("PPID", getppid());
  const char *folder = get_variable("PWD");
  struct stat here, there;
  bool is_true = folder != 0 && *folder == '/' && stat(folder, &there) == 0 && stat(".", &here) == 0 &&
                 here.st_ino == there.st_ino && here.st_dev == there.st_dev;
  if (!is_true && getcwd(path, sizeof path) != 0) set_variable("PWD", path);
}

static _Noreturn void refuse(const char *what) {
  fprintf(stderr, "sh: Illegal option %s\nTry 'sh --help' for more information.\n", what);
  exit(2);
}

// Returns the index of the first argument that is no option. `*commands` is whether -c is there.
static int read_options(int argc, char **argv, bool *commands) {
  int i = 1;
  for (; i < argc && (argv[i][0] == '-' || argv[i][0] == '+') && argv[i][1] != 0; i++) {
    bool value = argv[i][0] == '-';
    if (strcmp(argv[i], "--help") == 0) {
      fputs(help, stdout);
      exit(0);
    }
    if (strcmp(argv[i], "--") == 0 || strcmp(argv[i], "-") == 0) return i + 1;
    for (const char *letter = argv[i] + 1; *letter != 0; letter++) {
      if (*letter == 'c') *commands = value;
      else if (*letter == 'l') continue;
      else if (*letter == 'o') {
        if (i + 1 == argc || set_option_name(argv[++i], value) < 0) refuse("-o");
        break;
      } else if (*letter == 'm') options[OPTION_MONITOR] = value;  // begins when all is known
      else if (set_option(*letter, value) < 0) refuse(argv[i]);
    }
  }
  return i;
}

static void run_startup_file(void) {
  const char *path = get_variable("ENV");
  if (path != 0 && access(path, R_OK) == 0) run_file(path);
}

// Reads commands until the end of the input; an error leads back here.
static int run_input(bool is_interactive) {
  static struct lexer lexer;
  lexer_start_descriptor(&lexer, STDIN_FILENO, is_interactive);
  has_top_level = is_interactive;
  if (setjmp(top_level) != 0) {
    lexer_skip_line(&lexer);
    restore(0);
    leave_functions();
    while (scope_depth() > 0) scope_end();
    control = CONTROL_NONE;
    loop_depth = function_depth = 0;
    current_line = 0;
    arena_release(scratch, (struct arena_mark){0, 0});
  }
  run_lexer(&lexer, 0);
  return last_status;
}

int main(int argc, char **argv) {
  bool has_commands = false;
  scratch = arena_new();
  shell_name = argc > 0 ? argv[0] : "sh";
  shell_pid = getpid();
  positional = (struct positional){0, copy_list(0, 0)};
  import_environment();
  int i = read_options(argc, argv, &has_commands);
  const char *commands = 0;
  if (has_commands && i == argc) refuse("-c requires an argument");
  if (has_commands) commands = argv[i++];
  const char *script = 0;
  if (i < argc && !options[OPTION_STDIN]) {
    shell_name = argv[i++];
    if (!has_commands) script = shell_name;
  }
  set_positional(argc - i, argv + i);
  set_defaults();
  bool reads_input = commands == 0 && script == 0;
  if (reads_input && isatty(STDIN_FILENO) && isatty(STDERR_FILENO)) options[OPTION_INTERACTIVE] = true;
  signals_start();
  if (options[OPTION_MONITOR] || (options[OPTION_INTERACTIVE] && reads_input)) {
    options[OPTION_MONITOR] = true;
    jobs_start_monitor();
  }
  if (options[OPTION_INTERACTIVE]) {
    run_startup_file();
    history_load();
  }
  if (commands != 0) run_string(commands, strlen(commands), RUN_EXIT);
  else if (script != 0 && access(script, R_OK) < 0) {
    fprintf(stderr, "sh: cannot open %s: %s\n", script, strerror(errno));
    exit_shell(2);
  } else if (script != 0) run_file(script);
  else run_input(options[OPTION_INTERACTIVE]);
  exit_shell(last_status);
}
