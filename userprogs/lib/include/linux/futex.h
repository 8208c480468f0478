// The futex operations, for programs that make the call themselves.
#ifndef _LINUX_FUTEX_H
#define _LINUX_FUTEX_H

#include <bits/futex.h>

#endif
