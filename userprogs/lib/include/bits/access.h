// What access asks; fcntl.h and unistd.h both define it.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_ACCESS_H
#define _BITS_ACCESS_H

#define F_OK 0
#define R_OK 4
#define W_OK 2
#define X_OK 1

#define SEEK_SET  0
#define SEEK_CUR  1
#define SEEK_END  2
#define SEEK_DATA 3
#define SEEK_HOLE 4

#endif
