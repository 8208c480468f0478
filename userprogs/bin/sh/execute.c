// Execution: walks the tree.
#include "sh.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int last_status, current_line, builtin_flags;
enum control control;
int control_count, loop_depth, function_depth;

static int run_node(struct node *node, int flags);

// After each command: signals that came, and `set -e`.
static int finish(int status, int flags) {
  last_status = status;
  run_traps();
  if (options[OPTION_ERREXIT] && status != 0 && (flags & RUN_TESTED) == 0) exit_shell(status);
  return last_status = status;
}

// Simple commands.

static void trace(char **assignments, char **arguments) {
  if (!options[OPTION_XTRACE]) return;
  const char *prompt = get_variable("PS4");
  fputs(prompt == 0 ? "+ " : expand_prompt(prompt), stderr);
  const char *space = "";
  for (; *assignments != 0; assignments++, space = " ") fprintf(stderr, "%s%s", space, *assignments);
  for (; *arguments != 0; arguments++, space = " ") fprintf(stderr, "%s%s", space, *arguments);
  putc('\n', stderr);
}

// Where there is no command, each assignment can use the one before it.
static char **expand_assignments(struct word *words, bool assigns) {
  size_t count = 0;
  for (struct word *word = words; word != 0; word = word->next) count++;
  char **list = arena_take(scratch, (count + 1) * sizeof *list);
  for (size_t i = 0; words != 0; words = words->next) {
    list[i++] = expand_assignment(words);
    if (assigns) set_assignment(list[i - 1]);
  }
  return list;
}

// Assignments for one command only: what the variables are now comes back at the scope's end.
static void assign_for_command(char **assignments) {
  scope_begin();
  for (; *assignments != 0; assignments++) {
    char *name = arena_copy(scratch, *assignments, strcspn(*assignments, "="));
    scope_save(name);
    set_assignment(*assignments);
    export_variable(name);
  }
}

static void set_all(char **assignments, bool exports) {
  for (; *assignments != 0; assignments++) {
    set_assignment(*assignments);
    if (exports) export_variable(arena_copy(scratch, *assignments, strcspn(*assignments, "=")));
  }
}

static int run_builtin(
  const struct builtin_entry *entry, int argc, char **argv, char **assignments, int flags) {
  builtin_flags = flags;
  if (entry->is_special) {
    set_all(assignments, strcmp(argv[0], "exec") == 0);
    return entry->run(argc, argv);
  }
  if (*assignments == 0) return entry->run(argc, argv);
  assign_for_command(assignments);
  int status = entry->run(argc, argv);
  scope_end();
  return status;
}

static int start_program(struct node *node, char **argv, char **assignments, int flags) {
  fflush(stdout);
  bool needs_child = (flags & RUN_EXIT) == 0 || has_traps();
  struct job *job = needs_child ? job_new(node) : 0;
  if (needs_child && job_fork(job, false) > 0) return job_wait(job);
  if (!redirect(node->redirections, true)) _exit(2);
  set_all(assignments, true);
  execute_program(argv);
}

// A function or a builtin, with redirections that end when it does.
static int run_here(struct node *node, int argc, char **argv, char **assignments, int flags) {
  struct function *function = find_function(argv[0]);
  const struct builtin_entry *entry = find_builtin(argv[0]);
  struct saved *mark = redirection_mark();
  bool is_special = entry != 0 && entry->is_special && function == 0;
  bool is_exec = is_special && strcmp(argv[0], "exec") == 0;
  if (!redirect(node->redirections, is_exec)) {
    restore(mark);
    if (is_special) fail("redirection failed");
    return 2;
  }
  int status;
  if (function != 0 && !is_special) {
    if (*assignments != 0) assign_for_command(assignments);
    status = call_function(function, argc, argv, flags);
    if (*assignments != 0) scope_end();
  } else status = run_builtin(entry, argc, argv, assignments, flags);
  fflush(stdout);
  if (ferror(stdout)) {
    complain("%s: write error: %s", argv[0], strerror(errno));
    clearerr(stdout);
    if (status == 0) status = 1;
  }
  restore(mark);
  return status;
}

// Without a command: the assignments have been made, and the redirections are tried. The status is that of
// the last command substitution.
static int try_redirections(struct node *node) {
  struct saved *mark = redirection_mark();
  bool done = redirect(node->redirections, false);
  restore(mark);
  return done ? substitution_status : 2;
}

static int run_simple(struct node *node, int flags) {
  int argc;
  current_line = node->line;
  substitution_status = 0;
  char **argv = expand_words(node->words, &argc);
  char **assignments = expand_assignments(node->assignments, argc == 0);
  trace(assignments, argv);
  if (argc == 0) return try_redirections(node);
  if (find_function(argv[0]) != 0 || find_builtin(argv[0]) != 0)
    return run_here(node, argc, argv, assignments, flags);
  return start_program(node, argv, assignments, flags);
}

// Pipelines, subshells and background commands: all of them are children.

static int run_pipeline(struct node *node, int flags) {
  (void)flags;
  struct job *job = job_new(node);
  int input = -1;
  fflush(stdout);
  for (struct node *command = node->first; command != 0; command = command->next) {
    int ends[2] = {-1, -1};
    if (command->next != 0 && pipe2(ends, O_CLOEXEC) < 0) fail("Pipe call failed");
    if (job_fork(job, false) == 0) {
      if (input >= 0) dup2(input, STDIN_FILENO), close(input);
      if (ends[1] >= 0) dup2(ends[1], STDOUT_FILENO), close(ends[1]), close(ends[0]);
      exit_shell(run(command, RUN_EXIT));
    }
    if (input >= 0) close(input);
    if (ends[1] >= 0) close(ends[1]);
    input = ends[0];
  }
  return job_wait(job);
}

static int run_subshell(struct node *node, int flags) {
  fflush(stdout);
  bool needs_child = (flags & RUN_EXIT) == 0 || has_traps();
  struct job *job = needs_child ? job_new(node) : 0;
  if (needs_child && job_fork(job, false) > 0) return job_wait(job);
  is_subshell = true;
  if (!redirect(node->redirections, true)) exit_shell(2);
  exit_shell(run(node->first, RUN_EXIT | (flags & RUN_TESTED)));
}

static int run_background(struct node *node) {
  fflush(stdout);
  struct job *job = job_new(node->first);
  pid_t child = job_fork(job, true);
  if (child == 0) exit_shell(run(node->first, RUN_EXIT));
  last_background = child;
  if (options[OPTION_INTERACTIVE] && options[OPTION_MONITOR])
    fprintf(stderr, "[%d] %d\n", job->number, (int)child);
  return 0;
}

// Compound commands.

// After the body of a loop: whether the loop goes on.
static bool loop_goes_on(void) {
  if (control == CONTROL_NONE) return true;
  if (control == CONTROL_RETURN) return false;
  bool is_continue = control == CONTROL_CONTINUE;
  if (--control_count > 0) return false;
  control = CONTROL_NONE;
  return is_continue;
}

static int run_while(struct node *node, int flags) {
  int status = 0;
  loop_depth++;
  for (;;) {
    int condition = run(node->first, RUN_TESTED);
    if (control != CONTROL_NONE) {
      if (control == CONTROL_RETURN) status = condition;
      if (loop_goes_on()) continue;
      break;
    }
    if ((condition == 0) != (node->kind == NODE_WHILE)) break;
    status = run(node->second, flags & RUN_TESTED);
    if (!loop_goes_on()) break;
  }
  loop_depth--;
  return status;
}

static int run_for(struct node *node, int flags) {
  int count, status = 0;
  char **values = node->has_list ? expand_words(node->words, &count) : positional.values;
  if (!node->has_list) count = positional.count;
  values = copy_list(values, count);
  loop_depth++;
  for (int i = 0; i < count; i++) {
    set_variable(node->name, values[i]);
    status = run(node->first, flags & RUN_TESTED);
    if (!loop_goes_on()) break;
  }
  loop_depth--;
  free_list(values, count);
  return status;
}

static int run_case(struct node *node, int flags) {
  const char *text = expand_text(node->words);
  for (struct case_item *item = node->items; item != 0; item = item->next)
    for (struct word *pattern = item->patterns; pattern != 0; pattern = pattern->next)
      if (pattern_matches(expand_pattern(pattern), text)) return item->body == 0 ? 0 : run(item->body, flags);
  return 0;
}

static int run_if(struct node *node, int flags) {
  int condition = run(node->first, RUN_TESTED);
  if (control != CONTROL_NONE) return condition;
  if (condition == 0) return run(node->second, flags);
  return node->third == 0 ? 0 : run(node->third, flags);
}

static int run_two(struct node *node, int flags) {
  bool is_list = node->kind == NODE_SEQUENCE;
  int status = run(node->first, is_list ? flags & RUN_TESTED : RUN_TESTED);
  if (control != CONTROL_NONE) return status;
  if (node->kind == NODE_AND && status != 0) return status;
  if (node->kind == NODE_OR && status == 0) return status;
  return run(node->second, flags);
}

static int run_compound(struct node *node, int flags) {
  if (node->redirections != 0) flags &= ~RUN_EXIT;
  struct saved *mark = redirection_mark();
  if (!redirect(node->redirections, false)) {
    restore(mark);
    return finish(2, flags);
  }
  int status;
  switch (node->kind) {
    case NODE_IF: status = run_if(node, flags); break;
    case NODE_WHILE: case NODE_UNTIL: status = run_while(node, flags); break;
    case NODE_FOR: status = run_for(node, flags); break;
    case NODE_CASE: status = run_case(node, flags); break;
    default: status = run(node->first, flags);
  }
  fflush(stdout);
  restore(mark);
  return last_status = status;
}

static int run_node(struct node *node, int flags) {
  switch (node->kind) {
    case NODE_SIMPLE: return finish(run_simple(node, flags), flags);
    case NODE_PIPELINE: return finish(run_pipeline(node, flags), flags);
    case NODE_SUBSHELL: return finish(run_subshell(node, flags), flags);
    case NODE_BACKGROUND: return last_status = run_background(node);
    case NODE_NOT: {
      int status = run(node->first, RUN_TESTED);
      return last_status = control != CONTROL_NONE ? status : status == 0;
    }
    case NODE_AND: case NODE_OR: case NODE_SEQUENCE: return run_two(node, flags);
    case NODE_FUNCTION: define_function(node->name, node); return last_status = 0;
    default: return run_compound(node, flags);
  }
}

int run(struct node *node, int flags) {
  if (node == 0) return last_status = 0;
  if (options[OPTION_NOEXEC] && !options[OPTION_INTERACTIVE]) return 0;
  if (take_interrupt()) {
    putc('\n', stderr);
    abandon();
  }
  struct arena_mark mark = arena_mark(scratch);
  int status = run_node(node, flags);
  arena_release(scratch, mark);
  return status;
}

// Scripts.

int run_lexer(struct lexer *lexer, int flags) {
  int status = 0;
  for (bool at_end = false; !at_end && control == CONTROL_NONE;) {
    lexer->arena = arena_new();
    lexer->is_continued = false;
    struct node *node = parse_command(lexer, &at_end);
    if (node != 0) status = run(node, flags);
    else if (!at_end) run_traps();
    arena_drop(lexer->arena);
  }
  return status;
}

// With RUN_EXIT, the text's last command takes the place of the shell.
int run_string(const char *text, size_t length, int flags) {
  struct lexer lexer;
  int status = 0;
  lexer_start_string(&lexer, text, length, 0);
  for (bool at_end = false; !at_end && control == CONTROL_NONE;) {
    lexer.arena = arena_new();
    struct node *node = parse_command(&lexer, &at_end);
    bool is_last = lexer.position == lexer.length && !lexer.has_token && lexer.pushed == 0;
    if (node != 0) status = run(node, is_last ? flags : flags & ~RUN_EXIT);
    arena_drop(lexer.arena);
  }
  lexer_end(&lexer);
  return status;
}

int run_file(const char *path) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail("%s: %s", path, strerror(errno));
  if (descriptor < 10) {
    int high = fcntl(descriptor, F_DUPFD_CLOEXEC, 10);
    close(descriptor);
    descriptor = high;
  }
  struct lexer lexer;
  lexer_start_descriptor(&lexer, descriptor, false);
  int status = run_lexer(&lexer, 0);
  lexer_end(&lexer);
  close(descriptor);
  return status;
}
