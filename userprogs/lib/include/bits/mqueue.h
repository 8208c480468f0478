// POSIX message queues.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_MQUEUE_H
#define _BITS_MQUEUE_H

// What a POSIX message queue holds, and how it behaves.
struct mq_attr {
  long mq_flags;
  long mq_maxmsg;
  long mq_msgsize;
  long mq_curmsgs;
  long __reserved[4];
};
_Static_assert(__builtin_offsetof(struct mq_attr, mq_flags) == 0, "struct mq_attr");
_Static_assert(__builtin_offsetof(struct mq_attr, mq_maxmsg) == 8, "struct mq_attr");
_Static_assert(__builtin_offsetof(struct mq_attr, mq_msgsize) == 16, "struct mq_attr");
_Static_assert(__builtin_offsetof(struct mq_attr, mq_curmsgs) == 24, "struct mq_attr");
_Static_assert(__builtin_offsetof(struct mq_attr, __reserved) == 32, "struct mq_attr");
_Static_assert(sizeof(struct mq_attr) == 64, "struct mq_attr");

#endif
