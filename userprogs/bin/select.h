// Choosing processes by name, for pgrep, pkill and killall.
#ifndef SELECT_H
#define SELECT_H

#include <regex.h>
#include <signal.h>

#include "proc.h"

struct choice {
  regex_t expression;
  bool has_expression, whole_command, is_exact, ignores_case, is_negated, only_newest, only_oldest;
  const char *users, *parents;
};

// 0 to 64; ends the tool if it is none.
UNUSED static int signal_named(const char *text) {
  char *end;
  long number = strtol(text, &end, 10);
  if (end != text && *end == 0 && number >= 0 && number <= 64) return (int)number;
  const char *name = strncasecmp(text, "SIG", 3) == 0 ? text + 3 : text;
  for (int i = 1; i < 32; i++)
    if (strcasecmp(sigabbrev_np(i), name) == 0) return i;
  fail(2, "unknown signal: ", text);
}

UNUSED static void compile_choice(struct choice *choice, const char *pattern) {
  char *text = take_memory(0, strlen(pattern) + 8);
  sprintf(text, choice->is_exact ? "^(%s)$" : "%s", pattern);
  int error = regcomp(&choice->expression, text,
    REG_EXTENDED | REG_NOSUB | (choice->ignores_case ? REG_ICASE : 0));
  if (error != 0) {
    char message[100];
    regerror(error, &choice->expression, message, sizeof message);
    fail(2, message, "");
  }
  choice->has_expression = true;
  free(text);
}

UNUSED static bool is_number_in(const char *list, int number) {
  for (const char *p = list; *p != 0; p += strcspn(p, ","), p += *p != 0)
    if (atoi(p) == number) return true;
  return false;
}

UNUSED static bool is_user_in(const char *list, uid_t user) {
  char names[256];
  snprintf(names, sizeof names, "%s", list);
  for (char *name = strtok(names, ","); name != 0; name = strtok(0, ",")) {
    struct passwd *entry = getpwnam(name);
    if (entry != 0 && entry->pw_uid == user) return true;
    if (entry == 0 && isdigit((unsigned char)*name) && (uid_t)atoi(name) == user) return true;
  }
  return false;
}

UNUSED static bool fits_choice(const struct choice *choice, const struct process *process) {
  const char *text = choice->whole_command ? process->command : process->name;
  bool fits = !choice->has_expression || regexec(&choice->expression, text, 0, 0, 0) == 0;
  if (choice->users != 0) fits &= is_user_in(choice->users, process->user);
  if (choice->parents != 0) fits &= is_number_in(choice->parents, process->parent);
  return fits != choice->is_negated;
}

// Keeps those that fit, but never this process itself.
UNUSED static struct process *choose_processes(const struct choice *choice, size_t *count) {
  size_t all, kept = 0;
  struct process *list = read_processes(&all);
  for (size_t i = 0; i < all; i++)
    if (list[i].pid != getpid() && fits_choice(choice, &list[i])) list[kept++] = list[i];
  size_t best = 0;
  for (size_t i = 1; i < kept; i++)
    if (choice->only_newest ? list[i].start_ticks >= list[best].start_ticks
        : list[i].start_ticks < list[best].start_ticks) best = i;
  if (kept > 0 && (choice->only_newest || choice->only_oldest)) list[0] = list[best], kept = 1;
  *count = kept;
  return list;
}

// The options that pgrep and pkill share. False for another one.
UNUSED static bool read_choice(struct choice *choice, int option) {
  switch (option) {
    case 'f': return choice->whole_command = true;
    case 'i': return choice->ignores_case = true;
    case 'n': return choice->only_newest = true;
    case 'o': return choice->only_oldest = true;
    case 'P': return choice->parents = optarg, true;
    case 'u': case 'U': return choice->users = optarg, true;
    case 'v': return choice->is_negated = true;
    case 'x': return choice->is_exact = true;
    default: return false;
  }
}

#define CHOICE_OPTIONS                                                                              \
  {"full", no_argument, 0, 'f'}, {"ignore-case", no_argument, 0, 'i'}, {"newest", no_argument, 0, 'n'}, \
  {"oldest", no_argument, 0, 'o'}, {"parent", required_argument, 0, 'P'},                            \
  {"euid", required_argument, 0, 'u'}, {"inverse", no_argument, 0, 'v'}, {"exact", no_argument, 0, 'x'}

#define CHOICE_HELP                                                                                 \
  "  -f, --full         EXPRESSION is for the whole command line, not the name\n"                   \
  "  -i, --ignore-case  small letters and capitals are the same\n"                                  \
  "  -n, --newest  -o, --oldest   only the newest, the oldest of them\n"                            \
  "  -P, --parent=LIST  only children of these        -u, --euid=LIST   only processes of these users\n" \
  "  -v, --inverse      those that do not fit         -x, --exact       the whole name must fit\n"

#endif
