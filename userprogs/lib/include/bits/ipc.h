// What all System V objects have.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_IPC_H
#define _BITS_IPC_H

#define IPC_CREAT   01000
#define IPC_EXCL    02000
#define IPC_NOWAIT  04000
#define IPC_PRIVATE 0

#define IPC_RMID 0
#define IPC_SET  1
#define IPC_STAT 2
#define IPC_INFO 3

// Whose a System V object is, and who may use it.
struct ipc_perm {
  int __key;
  unsigned int uid;
  unsigned int gid;
  unsigned int cuid;
  unsigned int cgid;
  unsigned int mode;
  unsigned short __seq;
  unsigned short __pad1;
  unsigned long __reserved[2];
};
_Static_assert(__builtin_offsetof(struct ipc_perm, __key) == 0, "struct ipc_perm");
_Static_assert(__builtin_offsetof(struct ipc_perm, uid) == 4, "struct ipc_perm");
_Static_assert(__builtin_offsetof(struct ipc_perm, gid) == 8, "struct ipc_perm");
_Static_assert(__builtin_offsetof(struct ipc_perm, cuid) == 12, "struct ipc_perm");
_Static_assert(__builtin_offsetof(struct ipc_perm, cgid) == 16, "struct ipc_perm");
_Static_assert(__builtin_offsetof(struct ipc_perm, mode) == 20, "struct ipc_perm");
_Static_assert(__builtin_offsetof(struct ipc_perm, __seq) == 24, "struct ipc_perm");
_Static_assert(__builtin_offsetof(struct ipc_perm, __pad1) == 26, "struct ipc_perm");
_Static_assert(__builtin_offsetof(struct ipc_perm, __reserved) == 32, "struct ipc_perm");
_Static_assert(sizeof(struct ipc_perm) == 48, "struct ipc_perm");

#endif
