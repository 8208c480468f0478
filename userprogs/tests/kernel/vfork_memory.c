// vfork: the child borrows its parent's memory, and the parent goes on only when the child has ended.
#include "show.h"

static volatile int shared = 1;

int main(void) {
  for (volatile int i = 0; i < 5; i++) {
    fflush(stdout);
    volatile int local = i;
    pid_t child = vfork();
    REQUIRE(child >= 0);
    if (child == 0) {
      shared += 10;
      local += 100;
      _exit(i);
    }
    printf("shared is %d, local is %d: the child wrote them before the parent went on\n", shared, local);
    show_status("child", finish(child));
  }
  char *no_arguments[] = {0};
  volatile int error = 0;
  if (vfork() == 0) {
    execve("/tmp/there is no such program", no_arguments, no_arguments);
    error = errno;
    _exit(127);
  }
  printf("the child's exec: %s\n", error_name(error));
  int status;
  wait(&status);
  show_status("child", status);
}
