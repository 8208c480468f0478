// System V shared memory.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_SHM_H
#define _BITS_SHM_H

#include <bits/ipc.h>

#define SHM_RDONLY    010000
#define SHM_RND       020000
#define SHM_REMAP     040000
#define SHM_EXEC      0100000
#define SHM_DEST      01000
#define SHM_LOCKED    02000
#define SHM_HUGETLB   04000
#define SHM_NORESERVE 010000

#define SHM_LOCK   11
#define SHM_UNLOCK 12
#define SHM_STAT   13
#define SHM_INFO   14

// What shmctl tells about a segment.
struct shmid_ds {
  struct ipc_perm shm_perm;
  unsigned long shm_segsz;
  long shm_atime;
  long shm_dtime;
  long shm_ctime;
  int shm_cpid;
  int shm_lpid;
  unsigned long shm_nattch;
  unsigned long __reserved[2];
};
_Static_assert(__builtin_offsetof(struct shmid_ds, shm_perm) == 0, "struct shmid_ds");
_Static_assert(__builtin_offsetof(struct shmid_ds, shm_segsz) == 48, "struct shmid_ds");
_Static_assert(__builtin_offsetof(struct shmid_ds, shm_atime) == 56, "struct shmid_ds");
_Static_assert(__builtin_offsetof(struct shmid_ds, shm_dtime) == 64, "struct shmid_ds");
_Static_assert(__builtin_offsetof(struct shmid_ds, shm_ctime) == 72, "struct shmid_ds");
_Static_assert(__builtin_offsetof(struct shmid_ds, shm_cpid) == 80, "struct shmid_ds");
_Static_assert(__builtin_offsetof(struct shmid_ds, shm_lpid) == 84, "struct shmid_ds");
_Static_assert(__builtin_offsetof(struct shmid_ds, shm_nattch) == 88, "struct shmid_ds");
_Static_assert(__builtin_offsetof(struct shmid_ds, __reserved) == 96, "struct shmid_ds");
_Static_assert(sizeof(struct shmid_ds) == 112, "struct shmid_ds");

#endif
