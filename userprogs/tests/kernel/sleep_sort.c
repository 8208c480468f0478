// The sleep sort: each process sleeps as long as its number says and then writes it; time puts them in order.
#include "show.h"

#include <time.h>

int main(void) {
  static const int numbers[] = {5, 1, 4, 2, 7, 3, 6};
  int ends[2], value;
  REQUIRE(pipe(ends) == 0);
  for (int i = 0; i < 7; i++)
    if (start() == 0) {
      struct timespec time = {0, numbers[i] * 100000000l};
      nanosleep(&time, 0);
      REQUIRE(write(ends[1], &numbers[i], sizeof(int)) == sizeof(int));
      _exit(0);
    }
  close(ends[1]);
  while (read(ends[0], &value, sizeof value) == sizeof value) printf("%d\n", value);
  while (wait(0) > 0) {}
}
