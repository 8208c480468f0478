// Mapping memory.
#ifndef _SYS_MMAN_H
#define _SYS_MMAN_H

#include <bits/mman.h>
#include <sys/types.h>

#define MAP_FAILED ((void *)-1)

void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset);
int munmap(void *address, size_t length);
int mprotect(void *address, size_t length, int protection);
// With MREMAP_FIXED, one more argument: the new address.
void *mremap(void *address, size_t old_length, size_t new_length, int flags, ...);
int madvise(void *address, size_t length, int advice);
int msync(void *address, size_t length, int flags);
int mlock(const void *address, size_t length);
int mlock2(const void *address, size_t length, unsigned flags);
int munlock(const void *address, size_t length);
int mlockall(int flags);
int munlockall(void);
// One byte a page; its lowest bit says whether the page is in memory.
int mincore(void *address, size_t length, unsigned char *pages);

// Memory under a name, to be mapped by several processes: a file in /dev/shm.
int shm_open(const char *name, int flags, mode_t mode);
int shm_unlink(const char *name);
// Memory as a file without a name.
int memfd_create(const char *name, unsigned flags);

#endif
