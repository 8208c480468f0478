// vfork and exec: the parent goes on when the child has its own program, and its memory is as it was.
#include "show.h"

#include <sys/auxv.h>

int main(int count, char **arguments) {
  if (count == 2) return atoi(arguments[1]) + 1;
  char *none[] = {0};
  const char *self = (const char *)getauxval(AT_EXECFN);
  int sum = 0;
  static char code[8];
  for (volatile int i = 0; i < 10; i++) {
    sprintf(code, "%d", i * 3);
    char *list[] = {"again", code, 0};
    fflush(stdout);
    pid_t child = vfork();
    if (child == 0) {
      execve(self, list, none);
      _exit(126);
    }
    strcpy(code, "99");
    int status = finish(child);
    printf("child %d: %d\n", i, WEXITSTATUS(status));
    sum += WEXITSTATUS(status);
  }
  printf("sum %d\n", sum);
}
