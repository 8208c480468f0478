// Locks on whole files.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_FLOCK_H
#define _BITS_FLOCK_H

#define LOCK_SH 1
#define LOCK_EX 2
#define LOCK_NB 4
#define LOCK_UN 8

#endif
