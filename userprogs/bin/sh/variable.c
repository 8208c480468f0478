// Variables: names and values, which of them programs see, and those of a function.
#include "sh.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 64 };
static struct variable *buckets[BUCKETS];

// What a function, or a command with assignments before it, has changed and must give back.
struct kept {
  struct kept *next;
  char *name, *value;
  bool was_exported, was_readonly;
};
static struct scope {
  struct scope *below;
  struct kept *kept;
} *scopes;
static int depth;

extern char **environ;

size_t name_length(const char *text) {
  if (!isalpha((unsigned char)*text) && *text != '_') return 0;
  size_t length = 1;
  while (isalnum((unsigned char)text[length]) || text[length] == '_') length++;
  return length;
}

bool is_name(const char *text, size_t length) { return length > 0 && name_length(text) == length; }

static struct variable **bucket(const char *name) {
  unsigned hash = 5381;
  for (; *name != 0; name++) hash = 33 * hash + (unsigned char)*name;
  return &buckets[hash % BUCKETS];
}

struct variable *find_variable(const char *name) {
  struct variable *variable = *bucket(name);
  while (variable != 0 && strcmp(variable->name, name) != 0) variable = variable->next;
  return variable;
}

// The variable, made if there is none; it may not be set.
static struct variable *want_variable(const char *name) {
  struct variable *variable = find_variable(name);
  if (variable != 0) return variable;
  variable = take_memory(sizeof *variable);
  struct variable **place = bucket(name);
  *variable = (struct variable){.next = *place, .name = copy_string(name)};
  return *place = variable;
}

const char *get_variable(const char *name) {
  struct variable *variable = find_variable(name);
  return variable == 0 ? 0 : variable->value;
}

static void put(struct variable *variable, char *value) {
  if (variable->is_readonly) {
    free(value);
    fail("%s: is read only", variable->name);
  }
  free(variable->value);
  variable->value = value;
}

void set_variable(const char *name, const char *value) {
  struct variable *variable = want_variable(name);
  put(variable, copy_string(value));
  if (options[OPTION_ALLEXPORT]) variable->is_exported = true;
  if (strcmp(name, "OPTIND") == 0) getopts_command(0, 0);
}

void unset_variable(const char *name) {
  struct variable *variable = find_variable(name);
  if (variable == 0) return;
  put(variable, 0);
  variable->is_exported = false;
}

void set_assignment(const char *assignment) {
  size_t length = strcspn(assignment, "=");
  char *name = arena_copy(scratch, assignment, length);
  set_variable(name, assignment + length + (assignment[length] == '='));
}

void export_variable(const char *name) { want_variable(name)->is_exported = true; }
void make_readonly(const char *name) { want_variable(name)->is_readonly = true; }

// All that are exported and set, as execve wants them; in scratch.
char **environment(void) {
  size_t count = 0;
  for (int i = 0; i < BUCKETS; i++)
    for (struct variable *v = buckets[i]; v != 0; v = v->next) count += v->is_exported && v->value != 0;
  char **list = arena_take(scratch, (count + 1) * sizeof *list), **next = list;
  for (int i = 0; i < BUCKETS; i++)
    for (struct variable *v = buckets[i]; v != 0; v = v->next) {
      if (!v->is_exported || v->value == 0) continue;
      char *text = arena_take(scratch, strlen(v->name) + strlen(v->value) + 2);
      strcpy(stpcpy(stpcpy(text, v->name), "="), v->value);
      *next++ = text;
    }
  return list;
}

// In quotes that this shell, and others, read again.
void print_quoted(FILE *file, const char *text) {
  putc('\'', file);
  for (; *text != 0; text++)
    if (*text == '\'') fputs("'\"'\"'", file);
    else putc(*text, file);
  putc('\'', file);
}

static int compare(const void *a, const void *b) {
  return strcmp((*(struct variable *const *)a)->name, (*(struct variable *const *)b)->name);
}

void print_variables(bool (*wanted)(const struct variable *), const char *before) {
  size_t count = 0;
  for (int i = 0; i < BUCKETS; i++)
    for (struct variable *v = buckets[i]; v != 0; v = v->next) count++;
  struct variable **list = arena_take(scratch, (count + 1) * sizeof *list), **next = list;
  for (int i = 0; i < BUCKETS; i++)
    for (struct variable *v = buckets[i]; v != 0; v = v->next)
      if (wanted(v)) *next++ = v;
  qsort(list, (size_t)(next - list), sizeof *list, compare);
  for (struct variable **v = list; v < next; v++) {
    printf("%s%s", before, (*v)->name);
    if ((*v)->value != 0) putchar('='), print_quoted(stdout, (*v)->value);
    putchar('\n');
  }
}

void scope_begin(void) {
  struct scope *scope = take_memory(sizeof *scope);
  *scope = (struct scope){scopes, 0};
  scopes = scope;
  depth++;
}

int scope_depth(void) { return depth; }

void scope_save(const char *name) {
  struct variable *variable = want_variable(name);
  struct kept *kept = take_memory(sizeof *kept);
  *kept = (struct kept){
    scopes->kept, copy_string(name), variable->value == 0 ? 0 : copy_string(variable->value),
    variable->is_exported, variable->is_readonly};
  scopes->kept = kept;
}

void scope_end(void) {
  struct scope *scope = scopes;
  scopes = scope->below;
  depth--;
  while (scope->kept != 0) {
    struct kept *kept = scope->kept;
    struct variable *variable = want_variable(kept->name);
    scope->kept = kept->next;
    free(variable->value);
    variable->value = kept->value;
    variable->is_exported = kept->was_exported;
    variable->is_readonly = kept->was_readonly;
    free(kept->name);
    free(kept);
  }
  free(scope);
}
