// Signals as data to be read.
#ifndef _SYS_SIGNALFD_H
#define _SYS_SIGNALFD_H

#include <bits/signalfd.h>
#include <signal.h>
#include <stdint.h>

int signalfd(int descriptor, const sigset_t *mask, int flags);

#endif
