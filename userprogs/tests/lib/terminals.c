// What is no terminal says so; the settings' own functions.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// A call's result, and what errno says then.
#define SHOW(what, call)                                       \
  do {                                                         \
    int result = (call);                                       \
    printf("%s: %d %s\n", what, result, strerror(errno));      \
  } while (0)

int main(void) {
  struct termios settings;
  int ends[2], nothing = open("/dev/null", O_RDWR);
  if (pipe(ends) < 0) return 1;
  memset(&settings, 0xff, sizeof settings);
  SHOW("pipe", tcgetattr(ends[0], &settings));
  SHOW("/dev/null", tcgetattr(nothing, &settings));
  SHOW("isatty /dev/null", isatty(nothing));
  SHOW("closed", tcgetattr(99, &settings));
  SHOW("isatty closed", isatty(99));
  printf("ttyname: %d\n", ttyname(ends[0]) == 0);
  SHOW("bad action", tcsetattr(ends[0], 77, &settings));
  memset(&settings, 0, sizeof settings);
  settings.c_iflag = IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON | IXANY;
  settings.c_oflag = OPOST | ONLCR;
  settings.c_lflag = ECHO | ECHONL | ICANON | ISIG | IEXTEN | TOSTOP;
  settings.c_cflag = CS7 | PARENB | CREAD;
  cfmakeraw(&settings);
  printf("%o %o %o %o %d %d\n", settings.c_iflag, settings.c_oflag, settings.c_lflag, settings.c_cflag,
    settings.c_cc[VMIN],
         settings.c_cc[VTIME]);
  cfsetospeed(&settings, B38400);
  printf("%o\n", cfgetospeed(&settings));
}
