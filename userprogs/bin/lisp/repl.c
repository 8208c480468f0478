// The conversation: a line is read, more lines while a parenthesis is open, and the result is shown.
#include "lisp.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// How many parentheses are open; -1 within a string or a comment that does not end.
static int open_parentheses(const char *text) {
  int depth = 0;
  bool is_string = false;
  for (; *text != 0; text++) {
    if (is_string) {
      if (*text == '\\' && text[1] != 0) text++;
      else if (*text == '"') is_string = false;
    } else if (*text == '"') {
      is_string = true;
    } else if (*text == ';') {
      while (text[1] != 0 && text[1] != '\n') text++;
    } else if (*text == '#' && text[1] == '\\' && text[2] != 0) {
      text += 2;
    } else {
      depth += (*text == '(' || *text == '[') - (*text == ')' || *text == ']');
    }
  }
  return is_string ? -1 : depth;
}

static char *read_plain_line(const char *prompt) {
  char *line = 0;
  size_t room = 0;
  fputs(prompt, stdout);
  fflush(stdout);
  ssize_t length = getline(&line, &room, stdin);
  if (length < 0) return free(line), NULL;
  if (length > 0 && line[length - 1] == '\n') line[length - 1] = 0;
  return line;
}

static char *read_line(const char *prompt) {
  bool is_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
  return is_terminal ? edit_line(prompt) : read_plain_line(prompt);
}

// Lines until what is open is closed; none of them after Ctrl-C; null at the end of the input.
static char *read_entry(void) {
  was_interrupted = false;
  char *entry = read_line("> ");
  while (entry != 0 && open_parentheses(entry) != 0) {
    if (open_parentheses(entry) < -1) break;  // too many are closed: the reader will say so
    char *more = read_line("... ");
    if (more == 0) break;
    entry = take_memory(entry, strlen(entry) + strlen(more) + 2);
    strcat(strcat(entry, "\n"), more);
    free(more);
    if (was_interrupted) *entry = 0;
  }
  return entry;
}

int converse(void) {
  for (char *entry; (entry = read_entry()) != 0; free(entry)) {
    FILE *file = *entry == 0 ? 0 : fmemopen(entry, strlen(entry), "r");
    if (file == 0) continue;
    struct reader reader = {.file = file, .name = symbol("input"), .line = 1};
    was_interrupted = false;
    run_reader(&reader, true);
    fclose(file);
  }
  putchar('\n');
  return 0;
}
