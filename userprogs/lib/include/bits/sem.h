// System V semaphores.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_SEM_H
#define _BITS_SEM_H

#include <bits/ipc.h>

#define SEM_UNDO 0x1000

#define GETPID   11
#define GETVAL   12
#define GETALL   13
#define GETNCNT  14
#define GETZCNT  15
#define SETVAL   16
#define SETALL   17
#define SEM_STAT 18
#define SEM_INFO 19

// One operation of semop.
struct sembuf {
  unsigned short sem_num;
  short sem_op;
  short sem_flg;
};
_Static_assert(__builtin_offsetof(struct sembuf, sem_num) == 0, "struct sembuf");
_Static_assert(__builtin_offsetof(struct sembuf, sem_op) == 2, "struct sembuf");
_Static_assert(__builtin_offsetof(struct sembuf, sem_flg) == 4, "struct sembuf");
_Static_assert(sizeof(struct sembuf) == 6, "struct sembuf");

// What semctl tells about a set.
struct semid_ds {
  struct ipc_perm sem_perm;
  long sem_otime;
  long sem_ctime;
  unsigned long sem_nsems;
  unsigned long __reserved[2];
};
_Static_assert(__builtin_offsetof(struct semid_ds, sem_perm) == 0, "struct semid_ds");
_Static_assert(__builtin_offsetof(struct semid_ds, sem_otime) == 48, "struct semid_ds");
_Static_assert(__builtin_offsetof(struct semid_ds, sem_ctime) == 56, "struct semid_ds");
_Static_assert(__builtin_offsetof(struct semid_ds, sem_nsems) == 64, "struct semid_ds");
_Static_assert(__builtin_offsetof(struct semid_ds, __reserved) == 72, "struct semid_ds");
_Static_assert(sizeof(struct semid_ds) == 88, "struct semid_ds");

#endif
