// Raw mode: VMIN and VTIME say for how many bytes, and how long, a read waits.
#include "terminal.h"

#include <time.h>

static void set(cc_t minimum, cc_t tenths) {
  struct termios settings = settings_of(slave);
  cfmakeraw(&settings);
  settings.c_cc[VMIN] = minimum;
  settings.c_cc[VTIME] = tenths;
  REQUIRE(tcsetattr(slave, TCSANOW, &settings) == 0);
}

static long tenths_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 10 + now.tv_nsec / 100000000;
}

static void read_now(const char *what, size_t size) {
  char bytes[100];
  errno = 0;
  show_bytes(what, bytes, read(slave, bytes, size));
}

// Presses keys a while after one another, as the reader waits.
static void press_later(const char *keys, int milliseconds) {
  pid_t child = start();
  if (child != 0) return;
  for (; *keys != 0; keys++) {
    usleep((useconds_t)milliseconds * 1000);
    REQUIRE(write(master, keys, 1) == 1);
  }
  _exit(0);
}

int main(void) {
  open_terminal();
  set(1, 0);
  press("\x03\x04\r\n\x7f");
  ready(slave, POLLIN, 1000);
  read_now("every byte as it is", 100);
  set(0, 0);
  read_now("nothing there, nothing waited for", 100);
  press_later("abc", 50);
  set(3, 0);
  printf("ready before: %d\n", ready(slave, POLLIN, 0));
  read_now("three bytes", 100);
  wait(0);
  press_later("de", 50);
  read_now("two that were asked for", 2);
  wait(0);
  set(0, 5);
  long before = tenths_now();
  read_now("half a second for nothing", 100);
  long passed = tenths_now() - before;
  printf("waited: %s\n", passed >= 4 && passed < 15 ? "about that" : "another time");
  press_later("x", 50);
  read_now("the first byte ends it", 100);
  wait(0);
  set(10, 3);
  press_later("1234", 50);
  read_now("until nothing comes for a while", 100);
  wait(0);
  set(1, 0);
  fcntl(slave, F_SETFL, O_NONBLOCK);
  read_now("O_NONBLOCK", 100);
  set(5, 0);
  press("ab");
  for (int count = 0; count != 2;) ioctl(slave, FIONREAD, &count);
  read_now("O_NONBLOCK with some", 100);
  return 0;
}
