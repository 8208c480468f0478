// A session and its terminal: who gets one, who may ask about it, and what happens when it goes.
#include "terminal.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>

static void lead(void) {
  char name[64];
  REQUIRE(ptsname_r(master, name, sizeof name) == 0);
  SHOW(open("/dev/tty", O_RDWR));
  SHOW(tcgetpgrp(slave));
  SHOW(ioctl(slave, TIOCSCTTY, 0));
  REQUIRE(setsid() == getpid());
  SHOW(open("/dev/tty", O_RDWR));
  int own = open(name, O_RDWR | O_NOCTTY);
  printf("with O_NOCTTY: ");
  SHOW(tcgetpgrp(own));
  close(own);
  own = open(name, O_RDWR);
  printf("opened: foreground %s, session %s\n", tcgetpgrp(own) == getpgrp() ? "mine" : "another",
         tcgetsid(own) == getsid(0) ? "mine" : "another");
  printf("ttyname: %s\n", strcmp(ttyname(own), name) == 0 ? "that of its master" : ttyname(own));
  int same = open("/dev/tty", O_RDWR);
  SHOW_OK(same);
  struct stat status;
  REQUIRE(fstat(own, &status) == 0);
  printf("a device %d of major %u\n", S_ISCHR(status.st_mode), major(status.st_rdev));
  REQUIRE(write(same, "x\n", 2) == 2);
  show_screen("screen", '\n');
  SHOW(tcsetpgrp(own, 999999));
  SHOW(tcsetpgrp(own, 1));
  SHOW(tcsetpgrp(own, -1));
  printf("by the master: %s\n", tcgetpgrp(master) == getpgrp() ? "the same foreground" : "another");
  fflush(stdout);
  pid_t child = start();
  if (child == 0) {
    SHOW(ioctl(own, TIOCNOTTY));
    SHOW(open("/dev/tty", O_RDWR));
    SHOW(tcgetpgrp(own));
    fflush(stdout);
    _exit(0);
  }
  show_status("a child that gave it up", finish(child));
  SHOW_OK(tcgetpgrp(own));
  signal(SIGHUP, SIG_IGN);
  SHOW(ioctl(own, TIOCNOTTY));
  SHOW(open("/dev/tty", O_RDWR));
  SHOW(ioctl(own, TIOCSCTTY, 0));
  SHOW_OK(open("/dev/tty", O_RDWR));
}

int main(void) {
  open_terminal();
  // A session of its own without a terminal, wherever this program runs.
  pid_t leader = start();
  if (leader == 0) {
    setsid();
    pid_t follower = start();
    if (follower == 0) {
      lead();
      fflush(stdout);
      _exit(0);
    }
    show_status("the session's leader", finish(follower));
    fflush(stdout);
    _exit(0);
  }
  show_status("the first", finish(leader));
  return 0;
}
