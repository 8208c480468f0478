// System V semaphores.
#ifndef _SYS_SEM_H
#define _SYS_SEM_H

#include <bits/sem.h>
#include <bits/time.h>
#include <sys/ipc.h>

int semget(key_t key, int count, int flags);
int semop(int id, struct sembuf *operations, size_t count);
int semtimedop(int id, struct sembuf *operations, size_t count, const struct timespec *timeout);
// With most commands, one more argument: a union semun, which the program declares itself.
int semctl(int id, int index, int command, ...);

#endif
