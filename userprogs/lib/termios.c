// Terminals: names for the ioctls that control one.

#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>
#include "thread.h"

#define SPEED_BITS 010017

int tcgetattr(int descriptor, struct termios *settings) { return ioctl(descriptor, TCGETS, settings); }

int tcsetattr(int descriptor, int when, const struct termios *settings) {
  if (when < TCSANOW || when > TCSAFLUSH) return errno = EINVAL, -1;
  return ioctl(descriptor, (unsigned long)(TCSETS + when), settings);
}

int tcflush(int descriptor, int queue) { return ioctl(descriptor, TCFLSH, queue); }
int tcflow(int descriptor, int action) { return ioctl(descriptor, TCXONC, action); }
int tcdrain(int descriptor) { return __test_point(), ioctl(descriptor, TCSBRK, 1); }
int tcsendbreak(int descriptor, int duration) { return (void)duration, ioctl(descriptor, TCSBRK, 0); }

pid_t tcgetsid(int descriptor) {
  pid_t session;
  return ioctl(descriptor, TIOCGSID, &session) < 0 ? -1 : session;
}

void cfmakeraw(struct termios *settings) {
  settings->c_iflag &= ~(unsigned)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  settings->c_oflag &= ~(unsigned)OPOST;
  settings->c_lflag &= ~(unsigned)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  settings->c_cflag &= ~(unsigned)(CS8 | PARENB);
  settings->c_cflag |= CS8;
  settings->c_cc[VMIN] = 1;
  settings->c_cc[VTIME] = 0;
}

speed_t cfgetospeed(const struct termios *settings) { return settings->c_cflag & SPEED_BITS; }
speed_t cfgetispeed(const struct termios *settings) { return cfgetospeed(settings); }

int cfsetospeed(struct termios *settings, speed_t speed) {
  if ((speed & ~(unsigned)SPEED_BITS) != 0) return errno = EINVAL, -1;
  settings->c_cflag = (settings->c_cflag & ~(unsigned)SPEED_BITS) | speed;
  return 0;
}

// 0 means: as the output's.
int cfsetispeed(struct termios *settings, speed_t speed) {
  return speed == 0 ? 0 : cfsetospeed(settings, speed);
}
