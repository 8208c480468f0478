// Control of devices.
#ifndef _SYS_IOCTL_H
#define _SYS_IOCTL_H

#include <bits/ioctl.h>

int ioctl(int descriptor, unsigned long request, ...);

#endif
