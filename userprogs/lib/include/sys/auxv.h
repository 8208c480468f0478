// What the kernel tells a program about itself and the machine.
#ifndef _SYS_AUXV_H
#define _SYS_AUXV_H

#include <bits/auxv.h>

// The value for a key, or 0.
unsigned long getauxval(unsigned long key);

#endif
