// Commands that are run on what is found.
#include "find.h"

#include <limits.h>
#include <sys/wait.h>
#include <unistd.h>

static void enter_folder_of(const char *path) {
  char folder[PATH_MAX];
  snprintf(folder, sizeof folder, "%s", path);
  char *slash = strrchr(folder, '/');
  if (slash == 0) return;
  slash[slash == folder] = 0;
  if (chdir(folder) < 0) complain(folder), _exit(1);
}

// Runs it; in the folder where the path is, if there is one.
static bool run_command(char **arguments, const char *path) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    if (path != 0) enter_folder_of(path);
    execvp(arguments[0], arguments);
    complain(arguments[0]);
    _exit(1);
  }
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static char *replace(const char *word, const char *path) {
  size_t size = strlen(word) + 1;
  for (const char *p = word; (p = strstr(p, "{}")) != 0; p += 2) size += strlen(path);
  char *result = take_memory(0, size), *end = result;
  while (*word != 0)
    if (strncmp(word, "{}", 2) == 0) end = stpcpy(end, path), word += 2;
    else *end++ = *word++;
  *end = 0;
  return result;
}

// Asks on the terminal whether to run it.
static bool is_wanted(const struct test *test, const struct visit *visit) {
  if (!test->asks) return true;
  fflush(stdout);
  fprintf(stderr, "< %s ... %s > ? ", test->words[0], visit->path);
  int answer = getchar();
  for (int c = answer; c != '\n' && c != EOF;) c = getchar();
  return answer == 'y' || answer == 'Y';
}

bool execute(struct test *test, const struct visit *visit) {
  if (!is_wanted(test, visit)) return false;
  char inner[PATH_MAX + 2];
  snprintf(inner, sizeof inner, "./%s", visit->name);
  const char *path = test->in_folder ? inner : visit->path;
  char **arguments = take_memory(0, ((size_t)test->word_count + 1) * sizeof *arguments);
  for (int i = 0; i < test->word_count; i++) arguments[i] = replace(test->words[i], path);
  arguments[test->word_count] = 0;
  bool done = run_command(arguments, test->in_folder ? visit->path : 0);
  for (int i = 0; i < test->word_count; i++) free(arguments[i]);
  free(arguments);
  return done;
}

static void run_gathered(struct test *test) {
  if (test->gathered_count == 0) return;
  size_t own = (size_t)test->word_count;
  char **arguments = take_memory(0, (own + test->gathered_count + 1) * sizeof *arguments);
  memcpy(arguments, test->words, own * sizeof *arguments);
  memcpy(arguments + own, test->gathered, test->gathered_count * sizeof *arguments);
  arguments[own + test->gathered_count] = 0;
  if (!run_command(arguments, 0)) exit_status = FAILURE;
  for (size_t i = 0; i < test->gathered_count; i++) free(test->gathered[i]);
  free(arguments);
  test->gathered_count = test->gathered_bytes = 0;
}

bool gather(struct test *test, const struct visit *visit) {
  enum { MOST_BYTES = 100000 };
  if (test->gathered_bytes > MOST_BYTES) run_gathered(test);
  test->gathered = take_memory(test->gathered, (test->gathered_count + 1) * sizeof *test->gathered);
  test->gathered[test->gathered_count++] = copy_text(visit->path);
  test->gathered_bytes += strlen(visit->path) + 1;
  return true;
}

void finish_gathering(struct test *test) {
  if (test == 0) return;
  if (test->run == gather) run_gathered(test);
  finish_gathering(test->first);
  finish_gathering(test->second);
}

// The words up to a ; or, where {} stands before it, a +.
struct test *read_exec(char ***all, bool asks, bool in_folder) {
  char **words = *all;
  struct test *test = new_test(execute);
  test->words = words;
  test->asks = asks;
  test->in_folder = in_folder;
  for (; *words != 0; words++) {
    if (strcmp(*words, ";") == 0) break;
    if (strcmp(*words, "+") == 0 && test->word_count > 1 && strcmp(words[-1], "{}") == 0) {
      if (!in_folder) test->run = gather;
      test->word_count -= !in_folder;
      break;
    }
    test->word_count++;
  }
  if (*words == 0 || test->word_count == 0) fail(FAILURE, "missing argument to ", "-exec");
  *all = words + 1;
  return test;
}
