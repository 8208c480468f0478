// How a terminal behaves.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_TERMIOS_H
#define _BITS_TERMIOS_H

// How a terminal behaves.
struct termios {
  unsigned int c_iflag;
  unsigned int c_oflag;
  unsigned int c_cflag;
  unsigned int c_lflag;
  unsigned char c_line;
  unsigned char c_cc[19];
};
_Static_assert(__builtin_offsetof(struct termios, c_iflag) == 0, "struct termios");
_Static_assert(__builtin_offsetof(struct termios, c_oflag) == 4, "struct termios");
_Static_assert(__builtin_offsetof(struct termios, c_cflag) == 8, "struct termios");
_Static_assert(__builtin_offsetof(struct termios, c_lflag) == 12, "struct termios");
_Static_assert(__builtin_offsetof(struct termios, c_line) == 16, "struct termios");
_Static_assert(__builtin_offsetof(struct termios, c_cc) == 17, "struct termios");
_Static_assert(sizeof(struct termios) == 36, "struct termios");

#define NCCS 19

#define IGNBRK  01
#define BRKINT  02
#define IGNPAR  04
#define PARMRK  010
#define INPCK   020
#define ISTRIP  040
#define INLCR   0100
#define IGNCR   0200
#define ICRNL   0400
#define IUCLC   01000
#define IXON    02000
#define IXANY   04000
#define IXOFF   010000
#define IMAXBEL 020000
#define IUTF8   040000

#define OPOST  01
#define OLCUC  02
#define ONLCR  04
#define OCRNL  010
#define ONOCR  020
#define ONLRET 040
#define OFILL  0100
#define OFDEL  0200
#define XTABS  014000

#define CS5    0
#define CS6    020
#define CS7    040
#define CS8    060
#define CSTOPB 0100
#define CREAD  0200
#define PARENB 0400
#define PARODD 01000
#define HUPCL  02000
#define CLOCAL 04000
#define B9600  015
#define B38400 017

#define ISIG    01
#define ICANON  02
#define XCASE   04
#define ECHO    010
#define ECHOE   020
#define ECHOK   040
#define ECHONL  0100
#define NOFLSH  0200
#define TOSTOP  0400
#define ECHOCTL 01000
#define ECHOPRT 02000
#define ECHOKE  04000
#define FLUSHO  010000
#define PENDIN  040000
#define IEXTEN  0100000

#define VINTR    0
#define VQUIT    1
#define VERASE   2
#define VKILL    3
#define VEOF     4
#define VTIME    5
#define VMIN     6
#define VSWTC    7
#define VSTART   8
#define VSTOP    9
#define VSUSP    10
#define VEOL     11
#define VREPRINT 12
#define VDISCARD 13
#define VWERASE  14
#define VLNEXT   15
#define VEOL2    16

#endif
