// What a program finds at its start: arguments, environment, errno, zeroed memory, initialised memory.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char zeroed[100000];
static int initialised[] = {3, 1, 4, 1, 5};
static const char *const texts[] = {"pointers", "to", "texts"};
static int *self = &initialised[2];

int main(int argc, char **argv) {
  int zeros = 0;
  for (size_t i = 0; i < sizeof zeroed; i++) zeros += zeroed[i] == 0;
  printf("%d %d %d\n", argc, argv[0] != 0 && strlen(argv[0]) > 0, argv[argc] == 0);
  printf("%d %d %d %s %s\n", zeros, initialised[4], *self, texts[0], texts[2]);
  printf("%d %d\n", errno, getenv("NO SUCH VARIABLE") == 0);
  int entries = 0, odd = 0;
  for (char **entry = environ; *entry != 0; entry++) {
    entries++;
    odd += strchr(*entry, '=') == 0;
  }
  printf("%d\n", odd);
  printf("%d %d\n", getpid() > 0, getpid() == getpid());
  return entries < 0;
}
