// WNOHANG: 0 while children run, the child when one has ended, ECHILD when there is none.
#include "show.h"

int main(void) {
  int gate[2], status;
  REQUIRE(pipe(gate) == 0);
  pid_t child = start();
  if (child == 0) {
    char byte;
    close(gate[1]);
    _exit(read(gate[0], &byte, 1) == 0 ? 9 : 1);
  }
  SHOW(waitpid(child, &status, WNOHANG));
  SHOW(waitpid(-1, &status, WNOHANG));
  close(gate[1]);
  while (waitpid(-1, &status, WNOHANG) == 0) usleep(1000);
  show_status("child", status);
  SHOW(waitpid(-1, &status, WNOHANG));
  SHOW(waitpid(child, &status, 0));
  SHOW(waitpid(getpid(), &status, 0));
  SHOW(waitpid(-1, &status, 0x40));
  SHOW(wait(0));
}
