// Questions, asked in the last row.
#include "edit.h"

#include <string.h>

enum { LONGEST_ANSWER = 255 };

char answer[LONGEST_ANSWER + 1];

static void answer_insert(int byte) {
  size_t length = strlen(answer);
  if (length == LONGEST_ANSWER) return;
  memmove(answer + answer_at + 1, answer + answer_at, length - answer_at + 1);
  answer[answer_at++] = (char)byte;
}

static void answer_erase(void) {
  struct line line = {.bytes = answer, .length = strlen(answer)};
  if (answer_at == 0) return;
  size_t start = character_before(&line, answer_at);
  memmove(answer + start, answer + answer_at, line.length - answer_at + 1);
  answer_at = start;
}

static void edit_answer(int key) {
  struct line line = {.bytes = answer, .length = strlen(answer)};
  switch (key) {
  case KEY_LEFT: if (answer_at > 0) answer_at = character_before(&line, answer_at); break;
  case KEY_RIGHT:
    if (answer_at < line.length) answer_at += next_character(answer, line.length, answer_at);
    break;
  case KEY_HOME: answer_at = 0; break;
  case KEY_END: answer_at = line.length; break;
  case KEY_BACKSPACE: answer_erase(); break;
  case CONTROL('U'): answer_at = 0, *answer = 0; break;
  default: if ((key >= ' ' && key < 127) || (key >= 0x80 && key < 0x100)) answer_insert(key);
  }
}

// A key, with the window drawn before; a resize is seen to here.
static int next_key(void) {
  for (;;) {
    if (!has_input()) draw();
    int key = read_key();
    if (key != KEY_RESIZED) return key;
    find_size();
    draw_anew();
  }
}

// Asks for a line, which begins with `start`. False if the answer is given up.
bool ask(const char *text, const char *start) {
  strncpy(answer, start, LONGEST_ANSWER);
  answer_at = strlen(answer);
  question = text;
  int key;
  while ((key = next_key()) != '\r' && key != '\n') {
    if (key == KEY_ESCAPE || key == CONTROL('G') || key == CONTROL('Q') || key == KEY_GONE) break;
    edit_answer(key);
  }
  question = 0;
  return key == '\r' || key == '\n';
}

// Asks for one of the keys. 0 if the answer is given up.
int ask_key(const char *text, const char *keys) {
  *answer = 0;
  answer_at = 0;
  question = text;
  int key;
  do key = next_key();
  while (key != KEY_ESCAPE && key != KEY_GONE && (key == 0 || key > 127 || strchr(keys, key) == 0));
  question = 0;
  return key == KEY_ESCAPE || key == KEY_GONE ? 0 : key;
}
