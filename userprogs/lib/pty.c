// Pseudo terminals: a program sits where otherwise the keyboard and the screen are.

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utmp.h>

int posix_openpt(int flags) { return open("/dev/ptmx", flags); }
int getpt(void) { return posix_openpt(O_RDWR); }

// The system has set owner and mode already: all that is left is to see whether it is a master.
int grantpt(int master) {
  int number;
  if (ioctl(master, TIOCGPTN, &number) == 0) return 0;
  if (errno == ENOTTY) errno = EINVAL;
  return -1;
}

int unlockpt(int master) {
  int lock = 0;
  if (ioctl(master, TIOCSPTLCK, &lock) == 0) return 0;
  if (errno == ENOTTY) errno = EINVAL;
  return -1;
}

// Returns an error number.
int ptsname_r(int master, char *name, size_t size) {
  int number;
  if (ioctl(master, TIOCGPTN, &number) < 0) return errno;
  if ((size_t)snprintf(name, size, "/dev/pts/%d", number) >= size) return errno = ERANGE;
  return 0;
}

char *ptsname(int master) {
  static char name[32];
  return ptsname_r(master, name, sizeof name) == 0 ? name : 0;
}

int openpty(int *master, int *slave, char *name, const struct termios *settings, const struct winsize *size) {
  char path[32];
  int ends[2] = {posix_openpt(O_RDWR | O_NOCTTY), -1};
  if (ends[0] < 0) return -1;
  if (grantpt(ends[0]) == 0 && unlockpt(ends[0]) == 0 && ptsname_r(ends[0], path, sizeof path) == 0)
    ends[1] = open(path, O_RDWR | O_NOCTTY);
  if (ends[1] < 0) {
    int error = errno;
    close(ends[0]);
    errno = error;
    return -1;
  }
  if (settings != 0) tcsetattr(ends[1], TCSAFLUSH, settings);
  if (size != 0) ioctl(ends[1], TIOCSWINSZ, size);
  if (name != 0) sprintf(name, "%s", path);
  *master = ends[0];
  *slave = ends[1];
  return 0;
}

int login_tty(int terminal) {
  setsid();
  if (ioctl(terminal, TIOCSCTTY, 0) < 0) return -1;
  for (int stream = 0; stream <= 2; stream++) dup2(terminal, stream);
  if (terminal > 2) close(terminal);
  return 0;
}

pid_t forkpty(int *master, char *name, const struct termios *settings, const struct winsize *size) {
  int slave;
  if (openpty(master, &slave, name, settings, size) < 0) return -1;
  pid_t child = fork();
  if (child == 0) {
    close(*master);
    if (login_tty(slave) < 0) _exit(1);
    return 0;
  }
  close(slave);
  if (child < 0) close(*master);
  return child;
}
