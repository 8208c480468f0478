// Random bytes from the kernel.
#ifndef _SYS_RANDOM_H
#define _SYS_RANDOM_H

#include <sys/types.h>

#define GRND_NONBLOCK 1
#define GRND_RANDOM 2

ssize_t getrandom(void *memory, size_t size, unsigned flags);
int getentropy(void *memory, size_t size);

#endif
