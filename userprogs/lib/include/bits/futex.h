// Waiting on a word of memory.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_FUTEX_H
#define _BITS_FUTEX_H

#define FUTEX_WAIT            0
#define FUTEX_WAKE            1
#define FUTEX_FD              2
#define FUTEX_REQUEUE         3
#define FUTEX_CMP_REQUEUE     4
#define FUTEX_WAKE_OP         5
#define FUTEX_LOCK_PI         6
#define FUTEX_UNLOCK_PI       7
#define FUTEX_TRYLOCK_PI      8
#define FUTEX_WAIT_BITSET     9
#define FUTEX_WAKE_BITSET     10
#define FUTEX_WAIT_REQUEUE_PI 11
#define FUTEX_CMP_REQUEUE_PI  12
#define FUTEX_LOCK_PI2        13

#define FUTEX_PRIVATE_FLAG   128
#define FUTEX_CLOCK_REALTIME 256

#define FUTEX_WAITERS          0x80000000
#define FUTEX_OWNER_DIED       0x40000000
#define FUTEX_TID_MASK         0x3fffffff
#define FUTEX_BITSET_MATCH_ANY 0xffffffff

// Where a thread keeps the locks that it holds.
struct robust_list_head {
  void *list;
  long futex_offset;
  void *list_op_pending;
};
_Static_assert(__builtin_offsetof(struct robust_list_head, list) == 0, "struct robust_list_head");
_Static_assert(__builtin_offsetof(struct robust_list_head, futex_offset) == 8, "struct robust_list_head");
_Static_assert(__builtin_offsetof(struct robust_list_head, list_op_pending) == 16, "struct robust_list_head");
_Static_assert(sizeof(struct robust_list_head) == 24, "struct robust_list_head");

#endif
