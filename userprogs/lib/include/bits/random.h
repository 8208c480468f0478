// Random bytes.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_RANDOM_H
#define _BITS_RANDOM_H

#define GRND_NONBLOCK 0x1
#define GRND_RANDOM   0x2
#define GRND_INSECURE 0x4

#endif
