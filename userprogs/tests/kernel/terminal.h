// What the programs about terminals share: a pseudo terminal whose master is where the keys come from.
#pragma once

#include "show.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <utmp.h>

static int master, slave;

static inline void open_terminal(void) { REQUIRE(openpty(&master, &slave, 0, 0, 0) == 0); }

// Prints bytes so that each can be seen.
static inline void show_bytes(const char *what, const char *bytes, ssize_t count) {
  if (count < 0) {
    printf("%s: %s\n", what, error_name(errno));
    return;
  }
  printf("%s: %zd \"", what, count);
  for (ssize_t i = 0; i < count; i++) {
    unsigned char c = (unsigned char)bytes[i];
    if (c == '\\' || c == '"') printf("\\%c", c);
    else if (c >= 32 && c < 127) putchar(c);
    else if (c == '\n') printf("\\n");
    else if (c == '\r') printf("\\r");
    else printf("\\x%02x", c);
  }
  printf("\"\n");
}

static inline void press(const char *keys) { REQUIRE(write(master, keys, strlen(keys)) == (ssize_t)strlen(keys)); }

// The line discipline works on its own on some systems: what is asked for is waited for.
static inline short ready(int descriptor, short events, int milliseconds) {
  struct pollfd request = {.fd = descriptor, .events = events};
  return poll(&request, 1, milliseconds) > 0 ? request.revents : 0;
}

// Prints what programs have shown since this was last asked, once its last byte has come and nothing follows it.
static inline void show_screen(const char *what, char last) {
  char bytes[8192];
  ssize_t count = 0;
  do {
    REQUIRE(ready(master, POLLIN, 5000) & POLLIN);
    ssize_t got = read(master, bytes + count, sizeof bytes - (size_t)count);
    REQUIRE(got > 0);
    count += got;
  } while (bytes[count - 1] != last || (ready(master, POLLIN, 30) & POLLIN) != 0);
  show_bytes(what, bytes, count);
}

// Prints what one read of the terminal gets.
static inline void show_line(const char *what, size_t size) {
  char bytes[8192];
  REQUIRE(ready(slave, POLLIN, 5000) & POLLIN);
  show_bytes(what, bytes, read(slave, bytes, size));
}

static inline struct termios settings_of(int terminal) {
  struct termios settings;
  REQUIRE(tcgetattr(terminal, &settings) == 0);
  return settings;
}

static inline void change(tcflag_t input, tcflag_t output, tcflag_t local, bool is_on) {
  struct termios settings = settings_of(slave);
  if (is_on) settings.c_iflag |= input, settings.c_oflag |= output, settings.c_lflag |= local;
  else settings.c_iflag &= ~input, settings.c_oflag &= ~output, settings.c_lflag &= ~local;
  REQUIRE(tcsetattr(slave, TCSANOW, &settings) == 0);
}

static inline void set_character(int which, cc_t value) {
  struct termios settings = settings_of(slave);
  settings.c_cc[which] = value;
  REQUIRE(tcsetattr(slave, TCSANOW, &settings) == 0);
}
