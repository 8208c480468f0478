// pstree: the processes as a tree.
#define TOOL "pstree"
#include "tool.h"

#include "proc.h"

const char help[] =
  "Usage: pstree [OPTION]... [PROCESS]\n"
  "Draw the processes as a tree, from PROCESS (the first one) on: children to the right of their parents.\n"
  "\n"
  "  -a, --arguments  with their command lines\n"
  "  -p, --show-pids  with their numbers\n"
  "      --help       show this help\n"
  "\n"
  "Example: pstree -p\n";

static struct process *list;
static size_t count;
static bool shows_arguments, shows_pids;

// The next child behind a place in the list; `count` if there is none.
static size_t next_child(int parent, size_t place) {
  while (place < count && !(list[place].parent == parent && list[place].pid != parent)) place++;
  return place;
}

// A process, and below it those that it started; `prefix` is what stands before each line.
static void draw(const struct process *process, const char *prefix) {
  char inner[1024];
  printf("%s", shows_arguments ? process->command : process->name);
  if (shows_pids) printf("(%d)", process->pid);
  putchar('\n');
  for (size_t child = next_child(process->pid, 0); child < count;) {
    size_t next = next_child(process->pid, child + 1);
    bool is_last = next == count;
    printf("%s%s", prefix, is_last ? "`-" : "|-");
    int length = snprintf(inner, sizeof inner, "%s%s", prefix, is_last ? "  " : "| ");
    if (length < (int)sizeof inner) draw(&list[child], inner);
    else putchar('\n');
    child = next;
  }
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"arguments", no_argument, 0, 'a'}, {"show-pids", no_argument, 0, 'p'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "ap", names, FAILURE)) != -1;)
    if (option == 'a') shows_arguments = true;
    else shows_pids = true;
  list = read_processes(&count);
  int first = optind < argc ? atoi(argv[optind]) : count > 0 ? list[0].pid : 0;
  for (size_t i = 0; i < count; i++)
    if (list[i].pid == first) {
      draw(&list[i], "");
      return finish(0);
    }
  fail(FAILURE, "no such process: ", argv[optind]);
}
