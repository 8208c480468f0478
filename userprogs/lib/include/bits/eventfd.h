// Counters with a descriptor.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_EVENTFD_H
#define _BITS_EVENTFD_H

#define EFD_SEMAPHORE 01
#define EFD_CLOEXEC   02000000
#define EFD_NONBLOCK  04000

#endif
