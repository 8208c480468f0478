// Two processes throw a number to each other through two pipes.
#include "show.h"

int main(void) {
  int there[2], back[2], value = 0;
  REQUIRE(pipe(there) == 0 && pipe(back) == 0);
  pid_t child = start();
  if (child == 0) {
    close(there[1]);
    close(back[0]);
    while (read(there[0], &value, sizeof value) == sizeof value) {
      value = value * 2 + 1;
      REQUIRE(write(back[1], &value, sizeof value) == sizeof value);
    }
    _exit(17);
  }
  close(there[0]);
  close(back[1]);
  for (int i = 0; i < 500; i++) {
    int sent = i;
    REQUIRE(write(there[1], &sent, sizeof sent) == sizeof sent);
    REQUIRE(read(back[0], &value, sizeof value) == sizeof value);
    if (value != 2 * i + 1) printf("%d came back as %d\n", i, value);
  }
  printf("last %d\n", value);
  close(there[1]);
  SHOW(read(back[0], &value, sizeof value));
  show_status("child", finish(child));
}
