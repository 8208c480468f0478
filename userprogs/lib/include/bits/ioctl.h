// What ioctl does, and a terminal's size.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_IOCTL_H
#define _BITS_IOCTL_H

#define TCGETS     0x5401
#define TCSETS     0x5402
#define TCSETSW    0x5403
#define TCSETSF    0x5404
#define TCSBRK     0x5409
#define TCXONC     0x540a
#define TCFLSH     0x540b
#define TIOCSCTTY  0x540e
#define TIOCGPGRP  0x540f
#define TIOCSPGRP  0x5410
#define TIOCOUTQ   0x5411
#define TIOCGWINSZ 0x5413
#define TIOCSWINSZ 0x5414
#define FIONREAD   0x541b
#define FIONBIO    0x5421
#define TIOCNOTTY  0x5422
#define TIOCGSID   0x5429
#define FIONCLEX   0x5450
#define FIOCLEX    0x5451
#define FIOASYNC   0x5452
#define TIOCGPTN   0x80045430
#define TIOCSPTLCK 0x40045431
#define TIOCGPTLCK 0x80045439

// A terminal's size.
struct winsize {
  unsigned short ws_row;
  unsigned short ws_col;
  unsigned short ws_xpixel;
  unsigned short ws_ypixel;
};
_Static_assert(__builtin_offsetof(struct winsize, ws_row) == 0, "struct winsize");
_Static_assert(__builtin_offsetof(struct winsize, ws_col) == 2, "struct winsize");
_Static_assert(__builtin_offsetof(struct winsize, ws_xpixel) == 4, "struct winsize");
_Static_assert(__builtin_offsetof(struct winsize, ws_ypixel) == 6, "struct winsize");
_Static_assert(sizeof(struct winsize) == 8, "struct winsize");

#endif
