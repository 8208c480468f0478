// Reading diffs of the unified kind.

#include "patch.h"

void add_line(struct lines *lines, char *text, size_t length) {
  if (lines->count == lines->room)
    lines->lines = take_memory(lines->lines, (lines->room = 2 * lines->room + 64) * sizeof *lines->lines);
  lines->lines[lines->count++] = (struct line){text, length};
}

bool read_lines(FILE *file, struct lines *lines) {
  for (;;) {
    char *text = 0;
    size_t room = 0;
    ssize_t length = getline(&text, &room, file);
    if (length < 0) return free(text), !ferror(file);
    add_line(lines, text, (size_t)length);
  }
}

static bool begins(const struct line *line, const char *text) {
  size_t length = strlen(text);
  return line->length >= length && memcmp(line->text, text, length) == 0;
}

// The name behind --- or +++; a tab and a time may follow it.
static char *name_of(const struct line *line) {
  size_t length = strcspn(line->text + 4, "\t\r\n");
  char *name = strndup(line->text + 4, length);
  if (name != 0 && strcmp(name, "/dev/null") != 0) return name;
  free(name);
  return 0;
}

// START or START,COUNT
static bool read_range(const char **text, size_t *start, size_t *count) {
  char *end;
  *start = strtoul(*text, &end, 10);
  if (end == *text) return false;
  *count = 1;
  if (*end == ',') *count = strtoul(end + 1, &end, 10);
  *text = end;
  return true;
}

// @@ -RANGE +RANGE @@
static bool read_title(const struct line *line, struct hunk *hunk) {
  const char *text = line->text + 4;
  if (!begins(line, "@@ -") || !read_range(&text, &hunk->old_start, &hunk->old_count)) return false;
  if (strncmp(text, " +", 2) != 0) return false;
  text += 2;
  return read_range(&text, &hunk->new_start, &hunk->new_count);
}

static _Noreturn void refuse_patch(size_t line) {
  fflush(stdout);
  fprintf(stderr, "patch: **** malformed patch at line %zu\n", line + 1);
  exit(TROUBLE);
}

// The lines of a hunk, until there are as many as its title says. A line that says so has no newline.
static void read_hunk(const struct lines *patch, size_t *place, struct hunk *hunk) {
  size_t old_left = hunk->old_count, new_left = hunk->new_count;
  while (old_left > 0 || new_left > 0) {
    if (*place == patch->count) refuse_patch(*place);
    const struct line *line = &patch->lines[*place];
    char kind = line->text[0] == '\n' ? ' ' : line->text[0];
    if (strchr(" -+", kind) == 0 || kind == 0) refuse_patch(*place);
    if ((kind != '+' && old_left-- == 0) || (kind != '-' && new_left-- == 0)) refuse_patch(*place);
    bool is_blank = line->text[0] == '\n';
    char *text = take_memory(0, line->length + 2);
    text[0] = kind;
    size_t length = line->length - !is_blank;
    memcpy(text + 1, line->text + !is_blank, length);
    (*place)++;
    if (*place < patch->count && begins(&patch->lines[*place], "\\")) {
      if (length > 0) length--;
      (*place)++;
    }
    add_line(&hunk->lines, text, length + 1);
  }
}

bool read_change(const struct lines *patch, size_t *place, struct change *change) {
  *change = (struct change){0};
  for (;; (*place)++) {
    if (*place + 2 >= patch->count) return false;
    struct hunk hunk;
    const struct line *line = &patch->lines[*place];
    if (begins(line, "--- ") && begins(line + 1, "+++ ") && read_title(line + 2, &hunk)) break;
  }
  change->old_name = name_of(&patch->lines[*place]);
  change->new_name = name_of(&patch->lines[*place + 1]);
  *place += 2;
  for (struct hunk hunk = {0}; *place < patch->count && read_title(&patch->lines[*place], &hunk);
       hunk = (struct hunk){0}) {
    (*place)++;
    read_hunk(patch, place, &hunk);
    change->hunks = take_memory(change->hunks, (change->hunk_count + 1) * sizeof *change->hunks);
    change->hunks[change->hunk_count++] = hunk;
  }
  return true;
}

void reverse(struct change *change) {
  char *name = change->old_name;
  change->old_name = change->new_name;
  change->new_name = name;
  for (size_t i = 0; i < change->hunk_count; i++) {
    struct hunk *hunk = &change->hunks[i], old = *hunk;
    hunk->old_start = old.new_start, hunk->old_count = old.new_count;
    hunk->new_start = old.old_start, hunk->new_count = old.old_count;
    for (size_t j = 0; j < hunk->lines.count; j++) {
      char *kind = hunk->lines.lines[j].text;
      *kind = *kind == '+' ? '-' : *kind == '-' ? '+' : ' ';
    }
  }
}

void free_change(struct change *change) {
  for (size_t i = 0; i < change->hunk_count; i++) {
    for (size_t j = 0; j < change->hunks[i].lines.count; j++) free(change->hunks[i].lines.lines[j].text);
    free(change->hunks[i].lines.lines);
  }
  free(change->hunks);
  free(change->old_name);
  free(change->new_name);
}
