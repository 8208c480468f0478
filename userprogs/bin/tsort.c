// tsort: an order in which everything comes before what depends on it.
#define TOOL "tsort"
#include "tool.h"

const char help[] =
  "Usage: tsort [FILE]\n"
  "Read pairs of words from FILE, or from standard input: the first of a pair comes before the second. Write all\n"
  "words in an order that fits. Two equal words only say that there is such a word.\n"
  "\n"
  "  --help  show this help\n"
  "\n"
  "Exit status: 1 if the pairs go round in a circle, which is then named and broken.\n"
  "\n"
  "Example: echo 'wash dry dry iron' | tsort\n";

struct arrow {
  struct word *to;
  struct arrow *next;
};

struct word {
  char *text;
  size_t waits_for;             // words that have to come before it and have not yet
  struct arrow *arrows;         // to those that come after it
  bool is_written;
  struct word *from;            // on the way of a search for a circle
  struct word *next;            // in the queue of words that may be written
};

static struct word **words;     // in alphabetical order
static size_t count, room;

// Where a word is among the others, or would be.
static size_t place_of(const char *text) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (strcmp(words[middle]->text, text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

static struct word *find_word(const char *text) {
  size_t place = place_of(text);
  if (place < count && strcmp(words[place]->text, text) == 0) return words[place];
  if (count == room) words = take_memory(words, (room = 2 * room + 64) * sizeof *words);
  memmove(words + place + 1, words + place, (count++ - place) * sizeof *words);
  struct word *word = words[place] = take_memory(0, sizeof *word);
  *word = (struct word){.text = copy_text(text)};
  return word;
}

static void add_pair(struct word *first, struct word *second) {
  if (first == second) return;
  struct arrow *arrow = take_memory(0, sizeof *arrow);
  *arrow = (struct arrow){second, first->arrows};
  first->arrows = arrow;
  second->waits_for++;
}

static void read_pairs(FILE *file, const char *name) {
  char *text = 0;
  size_t size = 0;
  struct word *first = 0;
  for (ssize_t length; (length = getline(&text, &size, file)) > 0;)
    for (char *word = strtok(text, " \t\n"); word != 0; word = strtok(0, " \t\n")) {
      struct word *found = find_word(word);
      if (first != 0) add_pair(first, found), first = 0;
      else first = found;
    }
  free(text);
  if (first == 0) return;
  fprintf(stderr, "tsort: %s: input contains an odd number of tokens\n", name);
  exit(FAILURE);
}

// Writes what waits for nothing, and so on; returns how many words that were.
static size_t write_free_words(void) {
  size_t written = 0;
  struct word *queue = 0, **end = &queue;
  for (size_t i = 0; i < count; i++)
    if (words[i]->waits_for == 0 && !words[i]->is_written) *end = words[i], end = &words[i]->next;
  for (; queue != 0; queue = queue->next) {
    puts(queue->text);
    queue->is_written = true;
    written++;
    for (struct arrow *arrow = queue->arrows; arrow != 0; arrow = arrow->next)
      if (--arrow->to->waits_for == 0) *end = arrow->to, end = &arrow->to->next;
  }
  return written;
}

// Goes back from a word that waits, to one that it waits for, until it comes to where it was: a circle.
static struct word *find_circle(void) {
  for (size_t i = 0; i < count; i++) words[i]->from = 0;
  struct word *word = 0;
  for (size_t i = 0; word == 0 && i < count; i++)
    if (!words[i]->is_written) word = words[i];
  while (word->from == 0)
    for (size_t i = 0; i < count; i++) {
      struct arrow *arrow = words[i]->is_written ? 0 : words[i]->arrows;
      while (arrow != 0 && arrow->to != word) arrow = arrow->next;
      if (arrow == 0) continue;
      word->from = words[i];
      word = words[i];
      break;
    }
  return word;
}

// Takes one arrow out of the circle.
static void break_circle(const char *name) {
  struct word *start = find_circle(), *word = start;
  fflush(stdout);
  fprintf(stderr, "tsort: %s: input contains a loop:\n", name);
  do fprintf(stderr, "tsort: %s\n", word->text);
  while ((word = word->from) != start);
  struct arrow **link = &start->from->arrows;
  while ((*link)->to != start) link = &(*link)->next;
  *link = (*link)->next;
  start->waits_for--;
}

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  if (argc - optind > 1) {
    fprintf(stderr, "tsort: extra operand '%s'\n", argv[optind + 1]);
    refuse(FAILURE);
  }
  const char *name = optind < argc ? argv[optind] : "-";
  FILE *file = open_input(name);
  if (file == 0) return FAILURE;
  read_pairs(file, name);
  close_input(file);
  int status = 0;
  for (size_t left = count; left > 0;) {
    left -= write_free_words();
    for (size_t i = 0; i < count; i++) words[i]->next = 0;
    if (left > 0) break_circle(name), status = FAILURE;
  }
  return finish(status);
}
