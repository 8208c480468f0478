// wait takes children as they end: an order that pipes enforce is the order that wait sees.
#include "show.h"

enum { CHILDREN = 6 };

int main(void) {
  static const int order[CHILDREN] = {3, 0, 5, 1, 4, 2};
  int gates[CHILDREN][2];
  pid_t children[CHILDREN];
  for (int i = 0; i < CHILDREN; i++) REQUIRE(pipe(gates[i]) == 0);
  for (int i = 0; i < CHILDREN; i++) {
    children[i] = start();
    if (children[i] == 0) {
      char byte;
      REQUIRE(read(gates[i][0], &byte, 1) == 1);
      _exit(10 + i);
    }
  }
  for (int i = 0; i < CHILDREN; i++) {
    REQUIRE(write(gates[order[i]][1], "x", 1) == 1);
    int status;
    pid_t ended = wait(&status);
    printf("child %d was let go, its pid came back: %d, status %d\n", order[i], ended == children[order[i]],
           WEXITSTATUS(status));
  }
  SHOW(wait(0));
}
