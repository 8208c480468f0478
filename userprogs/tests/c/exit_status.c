// The exit status is the low byte of what main returns; _Exit writes nothing out.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  printf("seen\n");
  fflush(stdout);
  printf("not seen");
  _Exit(0x12a);
}
