// Bytes from one descriptor to another, without a detour through the program.
#ifndef _SYS_SENDFILE_H
#define _SYS_SENDFILE_H

#include <sys/types.h>

ssize_t sendfile(int to, int from, off_t *offset, size_t size);

#endif
