// The commands that the shell is itself: the table, and those that change how the script goes on.
#include "sh.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int colon_command(int argc, char **argv) { return (void)argc, (void)argv, 0; }
static int false_command(int argc, char **argv) { return (void)argc, (void)argv, 1; }

// A number of levels or a status; anything else is the end.
static int number_argument(char **argv, int least) {
  char *end;
  long number = strtol(argv[1], &end, 10);
  if (end == argv[1] || *end != 0 || number < least) fail("%s: Illegal number: %s", argv[0], argv[1]);
  return (int)number;
}

static int leave_loop(int argc, char **argv, enum control how) {
  int levels = argc > 1 ? number_argument(argv, 1) : 1;
  if (loop_depth == 0) return 0;
  control = how;
  control_count = levels < loop_depth ? levels : loop_depth;
  return 0;
}

static int break_command(int argc, char **argv) { return leave_loop(argc, argv, CONTROL_BREAK); }
static int continue_command(int argc, char **argv) { return leave_loop(argc, argv, CONTROL_CONTINUE); }

static int return_command(int argc, char **argv) {
  last_status = argc > 1 ? number_argument(argv, 0) & 255 : last_status;
  control = CONTROL_RETURN;
  return last_status;
}

static int exit_command(int argc, char **argv) {
  static bool was_warned;
  int status = argc > 1 ? number_argument(argv, 0) & 255 : last_status;
  if (options[OPTION_INTERACTIVE] && jobs_any_stopped() && !was_warned) {
    fputs("You have stopped jobs.\n", stderr);
    was_warned = true;
    return 0;
  }
  exit_shell(status);
}

static int eval_command(int argc, char **argv) {
  struct text text = {.arena = scratch};
  for (int i = 1; i < argc; i++) {
    if (i > 1) text_add(&text, ' ');
    text_append(&text, argv[i], strlen(argv[i]));
  }
  const char *script = text_end(&text);
  last_status = 0;
  return run_string(script, text.length, builtin_flags & RUN_TESTED);
}

// . file: a name without a slash is looked for along PATH, whether it may be executed or not.
static int dot_command(int argc, char **argv) {
  if (argc < 2) fail(".: filename argument required");
  const char *path = argv[1];
  if (strchr(path, '/') == 0) {
    const char *folders = get_variable("PATH");
    for (; folders != 0; folders = *folders == 0 ? 0 : folders + 1) {
      size_t length = strcspn(folders, ":");
      char *candidate = arena_take(scratch, length + strlen(argv[1]) + 2);
      memcpy(candidate, folders, length);
      strcpy(stpcpy(candidate + length, length == 0 ? "" : "/"), argv[1]);
      folders += length;
      if (access(candidate, R_OK) != 0) continue;
      path = candidate;
      break;
    }
    if (path == argv[1]) fail(".: %s: not found", argv[1]);
  }
  int status = run_file(path);
  if (control == CONTROL_RETURN) {
    control = CONTROL_NONE;
    status = last_status;
  }
  return status;
}

// With a command, the shell becomes it; without one, only the redirections were wanted.
static int exec_command(int argc, char **argv) {
  if (argc == 1) return 0;
  // What only a shell before a person ignores, its successor must not begin with.
  if (options[OPTION_INTERACTIVE] || options[OPTION_MONITOR]) reset_traps();
  options[OPTION_INTERACTIVE] = false;
  fflush(stdout);
  execute_program(argv + 1);
}

static bool is_exported(const struct variable *variable) { return variable->is_exported; }
static bool is_readonly(const struct variable *variable) { return variable->is_readonly; }

// export and readonly: assignments with a mark.
static int mark_variables(
  int argc, char **argv, void (*mark)(const char *), bool (*has)(const struct variable *)) {
  int first = argc > 1 && strcmp(argv[1], "-p") == 0 ? 2 : 1;
  if (first >= argc) {
    print_variables(has, mark == export_variable ? "export " : "readonly ");
    return 0;
  }
  for (int i = first; i < argc; i++) {
    size_t length = strcspn(argv[i], "=");
    if (!is_name(argv[i], length)) fail("%s: %s: bad variable name", argv[0], argv[i]);
    if (argv[i][length] == '=') set_assignment(argv[i]);
    mark(arena_copy(scratch, argv[i], length));
  }
  return 0;
}

static int export_command(int argc, char **argv) {
  return mark_variables(argc, argv, export_variable, is_exported);
}

static int readonly_command(int argc, char **argv) {
  return mark_variables(argc, argv, make_readonly, is_readonly);
}

static int local_command(int argc, char **argv) {
  if (function_depth == 0) fail("local: not in a function");
  for (int i = 1; i < argc; i++) {
    size_t length = strcspn(argv[i], "=");
    if (!is_name(argv[i], length)) fail("local: %s: bad variable name", argv[i]);
    scope_save(arena_copy(scratch, argv[i], length));
    if (argv[i][length] == '=') set_assignment(argv[i]);
  }
  return 0;
}

static int unset_command(int argc, char **argv) {
  bool functions = false;
  int i = 1;
  for (; i < argc && argv[i][0] == '-'; i++) functions = strcmp(argv[i], "-f") == 0;
  for (; i < argc; i++)
    if (functions) undefine_function(argv[i]);
    else unset_variable(argv[i]);
  return 0;
}

static int shift_command(int argc, char **argv) {
  int count = argc > 1 ? number_argument(argv, 0) : 1;
  if (count > positional.count) fail("shift: can't shift that many");
  char **values = positional.values;
  for (int i = 0; i < count; i++) free(values[i]);
  memmove(values, values + count, (size_t)(positional.count - count + 1) * sizeof *values);
  positional.count -= count;
  getopts_command(0, 0);
  return 0;
}

static const struct builtin_entry table[] = {
  {".", dot_command, true},
  {":", colon_command, true},
  {"[", test_main, false},
  {"alias", alias_command, false},
  {"bg", fg_command, false},
  {"break", break_command, true},
  {"cd", cd_command, false},
  {"command", command_command, false},
  {"continue", continue_command, true},
  {"echo", echo_command, false},
  {"eval", eval_command, true},
  {"exec", exec_command, true},
  {"exit", exit_command, true},
  {"export", export_command, true},
  {"false", false_command, false},
  {"fg", fg_command, false},
  {"getopts", getopts_command, false},
  {"hash", hash_command, false},
  {"help", help_command, false},
  {"history", history_command, false},
  {"jobs", jobs_command, false},
  {"kill", kill_command, false},
  {"local", local_command, false},
  {"printf", printf_main, false},
  {"pwd", pwd_command, false},
  {"read", read_command, false},
  {"readonly", readonly_command, true},
  {"return", return_command, true},
  {"set", set_command, true},
  {"shift", shift_command, true},
  {"test", test_main, false},
  {"times", times_command, true},
  {"trap", trap_command, true},
  {"true", colon_command, false},
  {"type", type_command, false},
  {"ulimit", ulimit_command, false},
  {"umask", umask_command, false},
  {"unalias", unalias_command, false},
  {"unset", unset_command, true},
  {"wait", wait_command, false},
};

const struct builtin_entry *builtin_table(int *count) {
  *count = sizeof table / sizeof *table;
  return table;
}

const struct builtin_entry *find_builtin(const char *name) {
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (strcmp(table[i].name, name) == 0) return &table[i];
  return 0;
}
