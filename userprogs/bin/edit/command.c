// Which key does what.
#include "edit.h"

const char key_help[] =
  "Arrows, Home, End, Page Up, Page Down move; with Ctrl by words, or to the ends.\n"
  "\n"
  "  Ctrl-S  save               Ctrl-Q  quit             Ctrl-O  save under a name\n"
  "  Ctrl-F  find               Ctrl-N  find the next    Ctrl-R  replace\n"
  "  Ctrl-U  undo               Ctrl-Y  redo             Ctrl-G  go to a line\n"
  "  Ctrl-K  cut the line       Ctrl-C  copy the line    Ctrl-V  paste\n"
  "  Ctrl-T  line numbers       Ctrl-L  draw anew        Ctrl-Z  back to the shell\n"
  "\n"
  "In a question, Escape gives up.\n";

static bool save_as(const char *name) {
  size_t count = line_count;
  if (!write_file(name)) return false;
  say("saved %zu %s", count, count == 1 ? "line" : "lines");
  return true;
}

bool save(bool asks_name) {
  if (asks_name || file_name == 0) return ask("Save as: ", file_name == 0 ? "" : file_name) && *answer != 0
    && save_as(answer);
  bool is_safe = !has_changed_on_disk()
    || ask_key("Someone else has changed the file. Save over it? (y)es (n)o", "yn") == 'y';
  return is_safe && save_as(file_name);
}

static bool may_quit(void) {
  if (!is_modified()) return true;
  int key = ask_key("Save the changes? (y)es (n)o, Escape: stay", "yn");
  return key == 'n' || (key == 'y' && save(false));
}

static void type(int byte) {
  char text[4] = {(char)byte};
  size_t length = 1;
  // The rest of a character of several bytes is there already.
  while (byte >= 0xc2 && length < (byte < 0xe0 ? 2u : byte < 0xf0 ? 3u : 4u)) {
    int next = read_key();
    if (next < 0x80 || next > 0xff) break;
    text[length++] = (char)next;
  }
  move_to(change_insert(cursor, text, length, true));
}

static void erase(bool is_backwards) {
  struct place from = cursor;
  move(is_backwards ? KEY_LEFT : KEY_RIGHT);
  struct place to = cursor;
  if (is_backwards) change_delete(to, from), move_to(to);
  else change_delete(from, to), move_to(from);
}

static void take_back(bool (*change)(struct place *), const char *nothing) {
  struct place place = cursor;
  if (change(&place)) move_to(place);
  else say("%s", nothing);
}

static void run_control(int key) {
  switch (key) {
  case CONTROL('S'): save(false); break;
  case CONTROL('O'): save(true); break;
  case CONTROL('F'): find(); break;
  case CONTROL('N'): case KEY_NEXT: find_next(); break;
  case CONTROL('R'): replace(); break;
  case CONTROL('U'): take_back(undo, "nothing to undo"); break;
  case CONTROL('Y'): take_back(redo, "nothing to redo"); break;
  case CONTROL('G'): go_to_line(); break;
  case CONTROL('K'): cut_line(); break;
  case CONTROL('C'): copy_line(); break;
  case CONTROL('V'): paste(); break;
  case CONTROL('T'): shows_numbers = !shows_numbers; break;
  case CONTROL('Z'): suspend(); break;
  case CONTROL('L'): draw_anew(); break;
  case KEY_HELP: show_help(); break;
  case KEY_BACKSPACE: erase(true); break;
  case KEY_DELETE: case CONTROL('D'): erase(false); break;
  default: if (key < KEY_UP) say("Ctrl-%c does nothing; F1 tells what does", key + 64); else move(key);
  }
}

bool run_command(int key) {
  begin_command();
  say("%s", "");
  marked = marked_end = (struct place){0, 0};
  if (key != CONTROL('K')) end_cutting();
  if (key == KEY_RESIZED) {
    find_size();
    draw_anew();
  } else if (key == CONTROL('Q')) {
    return !may_quit();
  } else if (key == '\r' || key == '\n') {
    move_to(change_insert(cursor, "\n", 1, false));
  } else if (key == '\t' || (key >= ' ' && key < 256 && key != KEY_BACKSPACE)) {
    type(key);
  } else if (key != KEY_ESCAPE && key != KEY_UNKNOWN) {
    run_control(key);
  }
  return true;
}
