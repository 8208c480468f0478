// What clone3 takes, for programs that make the call themselves.
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <bits/sched.h>

#endif
