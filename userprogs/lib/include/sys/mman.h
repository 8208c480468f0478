// Mapping memory.
#ifndef _SYS_MMAN_H
#define _SYS_MMAN_H

#include <bits/mman.h>
#include <sys/types.h>

#define MAP_ANON MAP_ANONYMOUS
#define MAP_FAILED ((void *)-1)

void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset);
int munmap(void *address, size_t length);

#endif
