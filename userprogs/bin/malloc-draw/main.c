// The command line.
#include "malloc-draw.h"

#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "../proc.h"

const char help[] =
  "Usage: malloc-draw [OPTION]... PROCESS\n"
  "Draw the heap of a process: what is in use and what is free, block by block or as a map.\n"
  "\n"
  "  -b, --blocks         list all blocks\n"
  "  -s, --summary        only the figures\n"
  "  -n, --interval=N     again every N seconds\n"
  "  -w, --width=N        lines of N characters\n"
  "      --color[=WHEN]   colours: always, never, or auto (on a terminal)\n"
  "      --help           show this help\n"
  "\n"
  "The process must be one that uses the malloc of this C library. While it is changing its heap, what is\n"
  "shown may not fit together: stop it with kill -STOP.\n"
  "Example: malloc-draw $(pidof sh)\n";

static bool lists_blocks, only_summary;
static int width;

static int terminal_width(void) {
  struct winsize size;
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

// False if the process, or a heap of it, is not there.
static bool draw(int pid) {
  struct process process;
  struct heap heap;
  if (!read_process(&process, pid) || !open_memory(pid)) {
    fprintf(stderr, "malloc-draw: %d: %s\n", pid, strerror(ESRCH));
    return false;
  }
  unsigned long root = find_heap(pid);
  if (root == 0) {
    fprintf(stderr, "malloc-draw: %d (%s): no heap of this C library was found\n", pid, process.name);
    return false;
  }
  open_memory(pid);
  read_heap(root, &heap);
  draw_figures(&heap, process.name, pid);
  if (!only_summary) draw_map(&heap, width);
  if (!only_summary) draw_bins(&heap);
  if (lists_blocks) draw_blocks(&heap);
  if (heap.damage != 0) {
    fflush(stdout);
    fprintf(stderr, "malloc-draw: the heap is damaged, or changing, at %#lx\n", heap.damage);
  }
  free_heap(&heap);
  return heap.damage == 0;
}

static void set_color(const char *when) {
  colors = when == 0 || strcmp(when, "always") == 0 || (strcmp(when, "auto") == 0 && isatty(STDOUT_FILENO));
}

int main(int argc, char **argv) {
  enum { COLOR = 2000 };
  static const struct option names[] = {
    {"blocks", no_argument, 0, 'b'}, {"summary", no_argument, 0, 's'},
    {"interval", required_argument, 0, 'n'},
    {"width", required_argument, 0, 'w'}, {"color", optional_argument, 0, COLOR}, HELP_OPTION,
  };
  long interval = 0;
  width = terminal_width();
  set_color("auto");
  for (int option; (option = next_option(argc, argv, "bsn:w:", names, FAILURE)) != -1;) switch (option) {
    case 'b': lists_blocks = true; break;
    case 's': only_summary = true; break;
    case 'n': interval = read_size(optarg, "interval"); break;
    case 'w': width = (int)read_size(optarg, "width"); break;
    case COLOR: set_color(optarg); break;
  }
  if (argc - optind != 1) {
    fputs("malloc-draw: the number of one process is needed\n", stderr);
    refuse(FAILURE);
  }
  char *end;
  int pid = (int)strtol(argv[optind], &end, 10);
  if (end == argv[optind] || *end != 0) fail(FAILURE, "not the number of a process: ", argv[optind]);
  bool done = draw(pid);
  while (done && interval > 0) {
    fflush(stdout);
    sleep((unsigned)interval);
    if (isatty(STDOUT_FILENO)) fputs("\033[H\033[2J", stdout);
    done = draw(pid);
  }
  return finish(done ? 0 : FAILURE);
}
