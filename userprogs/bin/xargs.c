// xargs: makes command lines of what it reads.
#define TOOL "xargs"
#include "tool.h"

#include <ctype.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

const char help[] =
  "Usage: xargs [OPTION]... [COMMAND [ARGUMENT]...]\n"
  "Run COMMAND (echo) with the words of standard input behind its ARGUMENTs, as often as needed.\n"
  "\n"
  "  -0, --null             words end at null bytes, and nothing in them is special\n"
  "  -d, --delimiter=CHAR   words end at CHAR, and nothing in them is special\n"
  "  -n, --max-args=N       at most N words for each run\n"
  "  -L, --max-lines=N      the words of at most N lines for each run\n"
  "  -s, --max-chars=N      at most N characters in each command line      -x, --exit  end where that fails\n"
  "  -I TEXT                one run for each line, which takes TEXT's place in the ARGUMENTs; -i for {}\n"
  "  -E TEXT                the words end at a line that is TEXT\n"
  "  -P, --max-procs=N      up to N runs at once\n"
  "  -r, --no-run-if-empty  no run at all where there are no words\n"
  "  -t, --verbose          show each command before it is run\n"
  "  -a, --arg-file=FILE    read FILE, not standard input\n"
  "      --help             show this help\n"
  "\n"
  "A word may be quoted by ' and \" and backslash.\n"
  "Example: find . -name '*.c' -print0 | xargs -0 wc -l\n";

enum { MOST_BYTES = 100000 };
static long most_bytes = MOST_BYTES, command_bytes;

static int delimiter = -1;
static long most_words = -1, most_lines = -1, most_processes = 1;
static const char *placeholder, *last_word;
static bool not_if_empty, is_verbose;
static FILE *input;

static char **command;
static int command_length;
static char **words;
static long word_count, word_bytes, line_count, processes;
static int status;

static void note_end(int child_status) {
  if (WIFSIGNALED(child_status)) status = 125;
  else if (WEXITSTATUS(child_status) == 255) status = 124;
  else if (WEXITSTATUS(child_status) >= 126) status = WEXITSTATUS(child_status);
  else if (WEXITSTATUS(child_status) != 0 && status == 0) status = 123;
}

static void wait_for_one(void) {
  int child_status;
  while (waitpid(-1, &child_status, 0) < 0)
    if (errno != EINTR) return;
  processes--;
  note_end(child_status);
}

static void run(char **arguments) {
  if (is_verbose) {
    for (char **word = arguments; *word != 0; word++)
      fprintf(stderr, word == arguments ? "%s" : " %s", *word);
    putc('\n', stderr);
  }
  while (processes >= most_processes) wait_for_one();
  if (status == 124 || status == 125 || status >= 126) exit(status);
  fflush(stdout);
  pid_t child = fork();
  if (child < 0) fail(FAILURE, "cannot fork", "");
  if (child == 0) {
    int nothing = open("/dev/null", O_RDONLY);
    if (nothing > 0) dup2(nothing, STDIN_FILENO), close(nothing);
    execvp(arguments[0], arguments);
    bool is_missing = errno == ENOENT;
    complain(arguments[0]);
    _exit(is_missing ? 127 : 126);
  }
  processes++;
}

static void run_words(void) {
  char **all = take_memory(0, ((size_t)command_length + (size_t)word_count + 1) * sizeof *all);
  memcpy(all, command, (size_t)command_length * sizeof *all);
  if (word_count > 0) memcpy(all + command_length, words, (size_t)word_count * sizeof *all);
  all[command_length + word_count] = 0;
  run(all);
  free(all);
  for (long i = 0; i < word_count; i++) free(words[i]);
  word_count = word_bytes = line_count = 0;
}

// The argument with every placeholder replaced.
static char *replace(const char *argument, const char *word) {
  size_t length = strlen(placeholder), size = strlen(argument) + 1;
  for (const char *p = argument; (p = strstr(p, placeholder)) != 0; p += length) size += strlen(word);
  char *result = take_memory(0, size), *end = result;
  while (*argument != 0) {
    const char *found = length > 0 ? strstr(argument, placeholder) : 0;
    size_t before = found == 0 ? strlen(argument) : (size_t)(found - argument);
    end = mempcpy(end, argument, before);
    argument += before;
    if (found == 0) break;
    end = stpcpy(end, word);
    argument += length;
  }
  *end = 0;
  return result;
}

static void run_replaced(const char *word) {
  char **arguments = take_memory(0, ((size_t)command_length + 1) * sizeof *arguments);
  for (int i = 0; i < command_length; i++) arguments[i] = replace(command[i], word);
  arguments[command_length] = 0;
  run(arguments);
  for (int i = 0; i < command_length; i++) free(arguments[i]);
  free(arguments);
}

static void take_word(const char *word, bool ends_line) {
  if (placeholder != 0) {
    run_replaced(word);
    return;
  }
  long size = (long)strlen(word) + 1;
  if (word_count > 0 && command_bytes + word_bytes + size > most_bytes) run_words();
  if (command_bytes + size > most_bytes) fail(FAILURE, "argument line too long", "");
  words = take_memory(words, ((size_t)word_count + 1) * sizeof *words);
  words[word_count++] = copy_text(word);
  word_bytes += size;
  line_count += ends_line;
  if (word_count == most_words || line_count == most_lines) run_words();
}

// The next word, or with a placeholder the next line without its leading blanks. False at the end.
static bool read_word(char **word, size_t *room, bool *ends_line) {
  size_t length = 0;
  bool has_word = false;
  int quote = 0, c;
  *ends_line = false;
  while ((c = getc(input)) != EOF) {
    if (delimiter >= 0 ? c == delimiter : quote == 0 && c == '\n') {
      has_word |= delimiter >= 0;
      *ends_line = true;
      if (has_word) break;
      continue;
    }
    bool is_blank = delimiter < 0 && quote == 0 && (c == ' ' || c == '\t');
    if (is_blank && placeholder == 0 && has_word) break;
    if (is_blank && !has_word) continue;
    if (is_blank && placeholder == 0) continue;
    has_word = true;
    if (delimiter < 0 && quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
      continue;
    }
    if (quote != 0 && c == quote) {
      quote = 0;
      continue;
    }
    if (quote != 0 && c == '\n') break;
    if (delimiter < 0 && quote == 0 && c == '\\' && (c = getc(input)) == EOF) break;
    if (length + 2 > *room) *word = take_memory(*word, *room = 2 * *room + 64);
    (*word)[length++] = (char)c;
  }
  if (quote != 0) {
    if (word_count > 0) run_words();
    while (processes > 0) wait_for_one();
    fail(FAILURE, "unmatched quote", "");
  }
  if (has_word && *room == 0) *word = take_memory(*word, *room = 64);
  if (has_word) (*word)[length] = 0;
  return has_word;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"null", no_argument, 0, '0'}, {"delimiter", required_argument, 0, 'd'},
    {"max-args", required_argument, 0, 'n'},
    {"max-lines", required_argument, 0, 'L'}, {"max-procs", required_argument, 0, 'P'},
    {"no-run-if-empty", no_argument, 0, 'r'}, {"verbose", no_argument, 0, 't'},
    {"arg-file", required_argument, 0, 'a'}, {"max-chars", required_argument, 0, 's'},
    {"exit", no_argument, 0, 'x'}, {"replace", optional_argument, 0, 'i'}, {"eof", optional_argument, 0, 'e'},
    HELP_OPTION,
  };
  input = stdin;
  static const char letters[] = "+0d:n:L:l::I:i::E:e::P:rta:s:x";
  for (int option; (option = next_option(argc, argv, letters, names, FAILURE)) != -1;)
    switch (option) {
    case '0': delimiter = 0; break;
    case 'd': delimiter = optarg[0] == '\\' && optarg[1] == 'n' ? '\n' : optarg[0] == '\\' &&
      optarg[1] == 't' ? '\t' : (unsigned char)optarg[0]; break;
    case 'n': most_words = read_size(optarg, "number for -n"); break;
    case 'L': most_lines = read_size(optarg, "number for -L"); break;
    case 'l': most_lines = optarg == 0 ? 1 : read_size(optarg, "number for -l"); break;
    case 'I': placeholder = optarg; break;
    case 'i': placeholder = optarg == 0 ? "{}" : optarg; break;
    case 'E': case 'e': last_word = optarg; break;
    case 's': most_bytes = read_size(optarg, "number for -s"); break;
    case 'P': most_processes = read_size(optarg, "number for -P"); break;
    case 'r': not_if_empty = true; break;
    case 't': is_verbose = true; break;
    case 'a':
      input = open_input(optarg);
      if (input == 0) return FAILURE;
  }
  if (most_words == 0 || most_lines == 0) fail(FAILURE, "value should be >= 1", "");
  if (most_processes == 0) most_processes = 1000;
  static char *echo[] = {"echo"};
  command = optind < argc ? argv + optind : echo;
  command_length = optind < argc ? argc - optind : 1;
  for (int i = 0; i < command_length; i++) command_bytes += (long)strlen(command[i]) + 1;
  char *word = 0;
  size_t room = 0;
  bool any = false;
  for (bool ends_line; read_word(&word, &room, &ends_line);) {
    if (last_word != 0 && delimiter < 0 && strcmp(word, last_word) == 0) break;
    any = true;
    take_word(word, ends_line);
  }
  if (word_count > 0 || (!any && !not_if_empty && placeholder == 0)) run_words();
  while (processes > 0) wait_for_one();
  return status;
}
