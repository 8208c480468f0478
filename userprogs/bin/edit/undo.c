// Every change of the text, in order. Undo goes back along them, redo forth, and a new change drops what was
// undone.
#include "edit.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct change {
  bool is_insertion, is_typed;
  unsigned command;  // the changes of one command have the same number
  struct place from, to;
  char *text;
  size_t length;
};

static struct change *changes;
static size_t count, room, position;  // those before `position` are done, those behind it undone
static size_t saved;                  // where the file is as on disk; SIZE_MAX if nowhere
static unsigned command;

void begin_command(void) { command++; }

static struct change *add_change(void) {
  while (count > position) free(changes[--count].text);
  if (saved != SIZE_MAX && saved > position) saved = SIZE_MAX;
  if (count == room) {
    room = room == 0 ? 64 : 2 * room;
    changes = take_memory(changes, room * sizeof *changes);
  }
  position = ++count;
  return &changes[count - 1];
}

// Letters that are typed one after the other are one change, unless the file was saved between them.
static bool extend_typing(struct place place, const char *text, size_t length, struct place end) {
  if (position == 0 || position != count || saved == position) return false;
  struct change *last = &changes[position - 1];
  if (!last->is_typed || !is_same(last->to, place) || *text == '\n') return false;
  last->text = take_memory(last->text, last->length + length);
  memcpy(last->text + last->length, text, length);
  last->length += length;
  last->to = end;
  return true;
}

struct place change_insert(struct place place, const char *text, size_t length, bool is_typed) {
  struct place end = insert_text(place, text, length);
  if (is_typed && extend_typing(place, text, length, end)) return end;
  struct change *change = add_change();
  *change = (struct change){true, is_typed, command, place, end, take_memory(0, length), length};
  memcpy(change->text, text, length);
  return end;
}

void change_delete(struct place from, struct place to) {
  if (is_same(from, to)) return;
  struct change *change = add_change();
  *change = (struct change){.command = command, .from = from, .to = to};
  change->text = copy_text(from, to, &change->length);
  delete_text(from, to);
}

// Does a change, or takes it back; where the cursor belongs then.
static struct place apply(const struct change *change, bool is_insertion) {
  if (is_insertion) return insert_text(change->from, change->text, change->length);
  delete_text(change->from, change->to);
  return change->from;
}

bool undo(struct place *place) {
  if (position == 0) return false;
  unsigned number = changes[position - 1].command;
  while (position > 0 && changes[position - 1].command == number) {
    position--;
    *place = apply(&changes[position], !changes[position].is_insertion);
  }
  return true;
}

bool redo(struct place *place) {
  if (position == count) return false;
  unsigned number = changes[position].command;
  while (position < count && changes[position].command == number) {
    *place = apply(&changes[position], changes[position].is_insertion);
    position++;
  }
  return true;
}

bool is_modified(void) { return saved != position; }

void note_saved(void) { saved = position; }

void forget_changes(void) {
  while (count > 0) free(changes[--count].text);
  position = saved = 0;
}
