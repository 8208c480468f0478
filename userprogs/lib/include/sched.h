// How threads are made and scheduled.
#ifndef _SCHED_H
#define _SCHED_H

#include <bits/sched.h>
#include <bits/time.h>
#include <sys/types.h>

// A new process or thread that shares what `flags` say and runs `function` on a stack that grows down from
// `stack`. Three more arguments: pid_t *parent's, void *tls, pid_t *child's.
int clone(int (*function)(void *), void *stack, int flags, void *argument, ...);
int unshare(int flags);

int sched_yield(void);
int sched_setscheduler(pid_t thread, int policy, const struct sched_param *parameters);
int sched_getscheduler(pid_t thread);
int sched_setparam(pid_t thread, const struct sched_param *parameters);
int sched_getparam(pid_t thread, struct sched_param *parameters);
int sched_get_priority_max(int policy);
int sched_get_priority_min(int policy);
int sched_rr_get_interval(pid_t thread, struct timespec *interval);

// Sets of processors.
#define CPU_SETSIZE 1024
#define __CPU_BITS (8 * sizeof(unsigned long))
typedef struct {
  unsigned long __bits[CPU_SETSIZE / (8 * sizeof(unsigned long))];
} cpu_set_t;

int sched_setaffinity(pid_t thread, size_t size, const cpu_set_t *set);
int sched_getaffinity(pid_t thread, size_t size, cpu_set_t *set);
int sched_getcpu(void);
int getcpu(unsigned *processor, unsigned *node);
int __cpu_count(size_t size, const cpu_set_t *set);

#define CPU_ALLOC_SIZE(count) (((count) + __CPU_BITS - 1) / __CPU_BITS * sizeof(unsigned long))
#define CPU_ALLOC(count) ((cpu_set_t *)__builtin_calloc(1, CPU_ALLOC_SIZE(count)))
#define CPU_FREE(set) __builtin_free(set)
#define CPU_ZERO_S(size, set) __builtin_memset(set, 0, size)
#define CPU_SET_S(cpu, size, set) \
  ((size_t)(cpu) < 8 * (size) \
     ? (void)((set)->__bits[(size_t)(cpu) / __CPU_BITS] |= 1ul << (size_t)(cpu) % __CPU_BITS) \
     : (void)0)
#define CPU_CLR_S(cpu, size, set) \
  ((size_t)(cpu) < 8 * (size) \
     ? (void)((set)->__bits[(size_t)(cpu) / __CPU_BITS] &= ~(1ul << (size_t)(cpu) % __CPU_BITS)) \
     : (void)0)
#define CPU_ISSET_S(cpu, size, set) \
  ((size_t)(cpu) < 8 * (size) \
     ? (int)((set)->__bits[(size_t)(cpu) / __CPU_BITS] >> (size_t)(cpu) % __CPU_BITS & 1) \
     : 0)
#define CPU_COUNT_S(size, set) __cpu_count(size, set)
#define CPU_EQUAL_S(size, a, b) (__builtin_memcmp(a, b, size) == 0)
#define CPU_ZERO(set) CPU_ZERO_S(sizeof(cpu_set_t), set)
#define CPU_SET(cpu, set) CPU_SET_S(cpu, sizeof(cpu_set_t), set)
#define CPU_CLR(cpu, set) CPU_CLR_S(cpu, sizeof(cpu_set_t), set)
#define CPU_ISSET(cpu, set) CPU_ISSET_S(cpu, sizeof(cpu_set_t), set)
#define CPU_COUNT(set) CPU_COUNT_S(sizeof(cpu_set_t), set)
#define CPU_EQUAL(a, b) CPU_EQUAL_S(sizeof(cpu_set_t), a, b)

#endif
