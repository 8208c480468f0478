// How a terminal behaves: whether it echoes, edits lines and turns keys into signals.
#ifndef _TERMIOS_H
#define _TERMIOS_H

#include <bits/ioctl.h>
#include <bits/termios.h>
#include <sys/types.h>

typedef unsigned char cc_t;
typedef unsigned int speed_t;
typedef unsigned int tcflag_t;

#define TCSANOW 0
#define TCSADRAIN 1  // when all output is written
#define TCSAFLUSH 2  // and input that nobody read is forgotten
#define TCIFLUSH 0
#define TCOFLUSH 1
#define TCIOFLUSH 2
#define TCOOFF 0
#define TCOON 1
#define TCIOFF 2
#define TCION 3

int tcgetattr(int descriptor, struct termios *settings);
int tcsetattr(int descriptor, int when, const struct termios *settings);
int tcflush(int descriptor, int queue);
int tcflow(int descriptor, int action);
int tcdrain(int descriptor);
int tcsendbreak(int descriptor, int duration);
pid_t tcgetsid(int descriptor);
// The settings in which every byte comes and goes as it is.
void cfmakeraw(struct termios *settings);
speed_t cfgetispeed(const struct termios *settings);
speed_t cfgetospeed(const struct termios *settings);
int cfsetispeed(struct termios *settings, speed_t speed);
int cfsetospeed(struct termios *settings, speed_t speed);

#endif
