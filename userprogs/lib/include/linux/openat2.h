// What openat2 takes, for programs that make the call themselves.
#ifndef _LINUX_OPENAT2_H
#define _LINUX_OPENAT2_H

#include <bits/openat2.h>

#endif
