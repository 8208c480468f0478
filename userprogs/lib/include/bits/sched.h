// How threads are made and scheduled.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_SCHED_H
#define _BITS_SCHED_H

#define CLONE_VM             0x100
#define CLONE_FS             0x200
#define CLONE_FILES          0x400
#define CLONE_SIGHAND        0x800
#define CLONE_PIDFD          0x1000
#define CLONE_PTRACE         0x2000
#define CLONE_VFORK          0x4000
#define CLONE_PARENT         0x8000
#define CLONE_THREAD         0x10000
#define CLONE_NEWNS          0x20000
#define CLONE_SYSVSEM        0x40000
#define CLONE_SETTLS         0x80000
#define CLONE_PARENT_SETTID  0x100000
#define CLONE_CHILD_CLEARTID 0x200000
#define CLONE_DETACHED       0x400000
#define CLONE_UNTRACED       0x800000
#define CLONE_CHILD_SETTID   0x1000000
#define CLONE_NEWCGROUP      0x2000000
#define CLONE_NEWUTS         0x4000000
#define CLONE_NEWIPC         0x8000000
#define CLONE_NEWUSER        0x10000000
#define CLONE_NEWPID         0x20000000
#define CLONE_NEWNET         0x40000000
#define CLONE_IO             0x80000000
#define CLONE_CLEAR_SIGHAND  0x100000000
#define CLONE_INTO_CGROUP    0x200000000
#define CSIGNAL              0xff

// What clone3 is asked to do.
struct clone_args {
  unsigned long flags;
  unsigned long pidfd;
  unsigned long child_tid;
  unsigned long parent_tid;
  unsigned long exit_signal;
  unsigned long stack;
  unsigned long stack_size;
  unsigned long tls;
  unsigned long set_tid;
  unsigned long set_tid_size;
  unsigned long cgroup;
};
_Static_assert(__builtin_offsetof(struct clone_args, flags) == 0, "struct clone_args");
_Static_assert(__builtin_offsetof(struct clone_args, pidfd) == 8, "struct clone_args");
_Static_assert(__builtin_offsetof(struct clone_args, child_tid) == 16, "struct clone_args");
_Static_assert(__builtin_offsetof(struct clone_args, parent_tid) == 24, "struct clone_args");
_Static_assert(__builtin_offsetof(struct clone_args, exit_signal) == 32, "struct clone_args");
_Static_assert(__builtin_offsetof(struct clone_args, stack) == 40, "struct clone_args");
_Static_assert(__builtin_offsetof(struct clone_args, stack_size) == 48, "struct clone_args");
_Static_assert(__builtin_offsetof(struct clone_args, tls) == 56, "struct clone_args");
_Static_assert(__builtin_offsetof(struct clone_args, set_tid) == 64, "struct clone_args");
_Static_assert(__builtin_offsetof(struct clone_args, set_tid_size) == 72, "struct clone_args");
_Static_assert(__builtin_offsetof(struct clone_args, cgroup) == 80, "struct clone_args");
_Static_assert(sizeof(struct clone_args) == 88, "struct clone_args");

#define SCHED_OTHER         0
#define SCHED_FIFO          1
#define SCHED_RR            2
#define SCHED_BATCH         3
#define SCHED_IDLE          5
#define SCHED_DEADLINE      6
#define SCHED_RESET_ON_FORK 0x40000000

// The priority of a thread.
struct sched_param {
  int sched_priority;
};
_Static_assert(__builtin_offsetof(struct sched_param, sched_priority) == 0, "struct sched_param");
_Static_assert(sizeof(struct sched_param) == 4, "struct sched_param");

// All of how a thread is scheduled.
struct sched_attr {
  unsigned int size;
  unsigned int sched_policy;
  unsigned long sched_flags;
  int sched_nice;
  unsigned int sched_priority;
  unsigned long sched_runtime;
  unsigned long sched_deadline;
  unsigned long sched_period;
  unsigned int sched_util_min;
  unsigned int sched_util_max;
};
_Static_assert(__builtin_offsetof(struct sched_attr, size) == 0, "struct sched_attr");
_Static_assert(__builtin_offsetof(struct sched_attr, sched_policy) == 4, "struct sched_attr");
_Static_assert(__builtin_offsetof(struct sched_attr, sched_flags) == 8, "struct sched_attr");
_Static_assert(__builtin_offsetof(struct sched_attr, sched_nice) == 16, "struct sched_attr");
_Static_assert(__builtin_offsetof(struct sched_attr, sched_priority) == 20, "struct sched_attr");
_Static_assert(__builtin_offsetof(struct sched_attr, sched_runtime) == 24, "struct sched_attr");
_Static_assert(__builtin_offsetof(struct sched_attr, sched_deadline) == 32, "struct sched_attr");
_Static_assert(__builtin_offsetof(struct sched_attr, sched_period) == 40, "struct sched_attr");
_Static_assert(__builtin_offsetof(struct sched_attr, sched_util_min) == 48, "struct sched_attr");
_Static_assert(__builtin_offsetof(struct sched_attr, sched_util_max) == 52, "struct sched_attr");
_Static_assert(sizeof(struct sched_attr) == 56, "struct sched_attr");

#endif
