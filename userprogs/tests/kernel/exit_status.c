// The exit status is the low byte; exit runs the atexit functions, _exit does not; a killed child has a signal.
#include "show.h"

static void last(void) { puts("atexit: last"); }
static void first(void) { puts("atexit: first"); }

int main(void) {
  static const int codes[] = {0, 1, 2, 42, 127, 128, 255, 256, 257, -1, 0x12345};
  for (unsigned i = 0; i < sizeof codes / sizeof *codes; i++) {
    pid_t child = start();
    if (child == 0) _exit(codes[i]);
    printf("_exit(%d): ", codes[i]);
    show_status("child", finish(child));
  }
  pid_t child = start();
  if (child == 0) {
    atexit(last);
    atexit(first);
    exit(3);
  }
  show_status("by exit: child", finish(child));
  child = start();
  if (child == 0) {
    atexit(first);
    printf("never written");
    _exit(4);
  }
  show_status("by _exit: child", finish(child));
  return 5;
}
