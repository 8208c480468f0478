// Odds and ends of a process.
#ifndef _SYS_PRCTL_H
#define _SYS_PRCTL_H

#include <bits/prctl.h>

int prctl(int operation, ...);

#endif
