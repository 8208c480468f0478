// The command s.
#include "sed.h"

#include <ctype.h>

static regex_t *last_regex;

bool match(regex_t *regex, size_t from, regmatch_t *matches) {
  if (regex == 0) regex = last_regex;
  if (regex == 0) refuse_script("no previous regular expression");
  last_regex = regex;
  matches[0] = (regmatch_t){.rm_so = (regoff_t)from, .rm_eo = (regoff_t)pattern.length};
  return regexec(regex, pattern.text, 10, matches, REG_STARTEND | (from > 0 ? REG_NOTBOL : 0)) == 0;
}

// The letters that \U \L \u \l make of what follows, up to \E.
struct letters {
  char all, next;
};

static void append_letters(struct buffer *result, struct letters *letters, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    char how = letters->next != 0 ? letters->next : letters->all;
    int c = (unsigned char)text[i];
    letters->next = 0;
    append(result, &(char){(char)(how == 'U' ? toupper(c) : how == 'L' ? tolower(c) : c)}, 1);
  }
}

// The replacement, with & and \1 to \9 for what matched.
static void add_replacement(struct buffer *result, const char *text, const regmatch_t *matches) {
  struct letters letters = {0, 0};
  for (; *text != 0; text++) {
    int group = *text == '&' ? 0 : *text == '\\' && isdigit((unsigned char)text[1]) ? text[1] - '0' : -1;
    if (group >= 0) {
      if (matches[group].rm_so >= 0)
        append_letters(result, &letters, pattern.text + matches[group].rm_so,
          (size_t)(matches[group].rm_eo - matches[group].rm_so));
      text += *text == '\\';
    } else if (*text == '\\' && text[1] != 0) {
      text++;
      if (*text == 'U' || *text == 'L') letters = (struct letters){*text, 0};
      else if (*text == 'E') letters = (struct letters){0, 0};
      else if (*text == 'u' || *text == 'l') letters.next = *text == 'u' ? 'U' : 'L';
      else append_letters(result, &letters, text, 1);
    } else append_letters(result, &letters, text, 1);
  }
}

bool substitute(struct command *command) {
  struct buffer result = {0};
  regmatch_t matches[10];
  size_t from = 0, copied = 0;
  bool changed = false;
  for (long count = 1; from <= pattern.length && match(command->regex, from, matches); count++) {
    size_t start = (size_t)matches[0].rm_so, end = (size_t)matches[0].rm_eo;
    bool is_after_match = start == end && start == copied && count > 1;  // nothing, right behind a match
    if (is_after_match) count--;
    else if (count >= command->number) {
      append(&result, pattern.text + copied, start - copied);
      add_replacement(&result, command->text, matches);
      copied = end;
      changed = true;
      if (!command->is_global) break;
    } else if (start < end) {
      append(&result, pattern.text + copied, end - copied);
      copied = end;
    }
    from = end > start ? end : end + 1;
  }
  if (!changed) {
    free(result.text);
    return false;
  }
  append(&result, pattern.text + copied, pattern.length - copied);
  free(pattern.text);
  pattern = result;
  return true;
}
