// What a process may use, and what it has used.
#ifndef _SYS_RESOURCE_H
#define _SYS_RESOURCE_H

#include <bits/resource.h>
#include <sys/time.h>
#include <sys/types.h>

typedef unsigned long rlim_t;

int getrlimit(int resource, struct rlimit *limit);
int setrlimit(int resource, const struct rlimit *limit);
int prlimit(pid_t process, int resource, const struct rlimit *limit, struct rlimit *old);
int getrusage(int who, struct rusage *usage);
int getpriority(int which, id_t who);
int setpriority(int which, id_t who, int priority);

#endif
