// System V message queues.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_MSG_H
#define _BITS_MSG_H

#include <bits/ipc.h>

#define MSG_NOERROR 010000
#define MSG_EXCEPT  020000
#define MSG_COPY    040000

#define MSG_STAT 11
#define MSG_INFO 12

// What msgctl tells about a queue.
struct msqid_ds {
  struct ipc_perm msg_perm;
  long msg_stime;
  long msg_rtime;
  long msg_ctime;
  unsigned long __msg_cbytes;
  unsigned long msg_qnum;
  unsigned long msg_qbytes;
  int msg_lspid;
  int msg_lrpid;
  unsigned long __reserved[2];
};
_Static_assert(__builtin_offsetof(struct msqid_ds, msg_perm) == 0, "struct msqid_ds");
_Static_assert(__builtin_offsetof(struct msqid_ds, msg_stime) == 48, "struct msqid_ds");
_Static_assert(__builtin_offsetof(struct msqid_ds, msg_rtime) == 56, "struct msqid_ds");
_Static_assert(__builtin_offsetof(struct msqid_ds, msg_ctime) == 64, "struct msqid_ds");
_Static_assert(__builtin_offsetof(struct msqid_ds, __msg_cbytes) == 72, "struct msqid_ds");
_Static_assert(__builtin_offsetof(struct msqid_ds, msg_qnum) == 80, "struct msqid_ds");
_Static_assert(__builtin_offsetof(struct msqid_ds, msg_qbytes) == 88, "struct msqid_ds");
_Static_assert(__builtin_offsetof(struct msqid_ds, msg_lspid) == 96, "struct msqid_ds");
_Static_assert(__builtin_offsetof(struct msqid_ds, msg_lrpid) == 100, "struct msqid_ds");
_Static_assert(__builtin_offsetof(struct msqid_ds, __reserved) == 104, "struct msqid_ds");
_Static_assert(sizeof(struct msqid_ds) == 120, "struct msqid_ds");

#endif
