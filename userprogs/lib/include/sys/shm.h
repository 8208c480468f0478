// System V shared memory.
#ifndef _SYS_SHM_H
#define _SYS_SHM_H

#include <bits/shm.h>
#include <sys/ipc.h>

typedef unsigned long shmatt_t;

#define SHMLBA 4096

int shmget(key_t key, size_t size, int flags);
void *shmat(int id, const void *address, int flags);
int shmdt(const void *address);
int shmctl(int id, int command, struct shmid_ds *status);

#endif
