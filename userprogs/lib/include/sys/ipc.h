// What System V's shared memory, semaphores and queues have in common: keys.
#ifndef _SYS_IPC_H
#define _SYS_IPC_H

#include <bits/ipc.h>
#include <sys/types.h>

// A key from a file's name and a number.
key_t ftok(const char *path, int project);

#endif
