// Random bytes from the kernel.
#ifndef _SYS_RANDOM_H
#define _SYS_RANDOM_H

#include <bits/random.h>
#include <sys/types.h>

ssize_t getrandom(void *memory, size_t size, unsigned flags);
int getentropy(void *memory, size_t size);

#endif
