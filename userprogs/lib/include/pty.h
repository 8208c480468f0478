// Pairs of a pseudo terminal and its master.
#ifndef _PTY_H
#define _PTY_H

#include <sys/ioctl.h>
#include <sys/types.h>
#include <termios.h>

// Opens both; the settings and the size may be null, and the name, if it is not, has room for its path.
int openpty(int *master, int *slave, char *name, const struct termios *settings, const struct winsize *size);
// The same, and a child whose session and whose standard streams it is.
pid_t forkpty(int *master, char *name, const struct termios *settings, const struct winsize *size);

#endif
