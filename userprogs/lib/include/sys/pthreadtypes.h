// The objects by which threads wait for each other. Zeros are a good beginning for all of them.
//
// Each is built on a word that the kernel can put a thread to sleep on (a futex); the sources pthread_*.c say
// what their members mean.
#ifndef _SYS_PTHREADTYPES_H
#define _SYS_PTHREADTYPES_H

typedef unsigned long pthread_t;
typedef unsigned pthread_key_t;
typedef int pthread_once_t;
typedef volatile int pthread_spinlock_t;

typedef struct __pthread_mutex {
  int __word;                                         // 0, or the owner's thread number and FUTEX_WAITERS
  unsigned __depth;                                   // how often its owner has it, beyond once
  int __kind;                                         // PTHREAD_MUTEX_ERRORCHECK and so on, and flags
  int __padding;
  struct __pthread_mutex_link {
    struct __pthread_mutex_link *__next, *__previous;
  } __link;                                           // in its owner's list of robust mutexes
} pthread_mutex_t;

typedef struct {
  unsigned __sequence;                                // changes with each signal
  unsigned __waiters;
  int __clock, __is_shared;                           // __clock 0: CLOCK_REALTIME
  pthread_mutex_t *__mutex;                           // that of the last waiter
  long __reserved[3];
} pthread_cond_t;

typedef struct {
  int __word;                                         // how many readers, or -1: a writer
  unsigned __waiting, __waiting_writers;              // threads that sleep, and those of them to write
  int __writer;                                       // the writer's thread number
  int __is_shared, __prefers_writers;
  long __reserved[4];
} pthread_rwlock_t;

typedef struct {
  unsigned __count, __arrived, __round, __inside;
  int __is_shared;
  int __reserved[3];
} pthread_barrier_t;

typedef struct {
  int __detach_state, __inherits, __policy, __priority;
  unsigned long __stack_size, __guard_size;
  void *__stack;                                      // lowest address; null if the library is to make one
  int __scope, __reserved;
} pthread_attr_t;

typedef struct {
  int __kind;
} pthread_mutexattr_t;

typedef struct {
  int __clock, __is_shared;
} pthread_condattr_t;

typedef struct {
  int __is_shared, __prefers_writers;
} pthread_rwlockattr_t;

typedef struct {
  int __is_shared;
} pthread_barrierattr_t;

#endif
