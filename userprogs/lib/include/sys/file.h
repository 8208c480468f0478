// Locks on whole files.
#ifndef _SYS_FILE_H
#define _SYS_FILE_H

#include <bits/flock.h>
#include <fcntl.h>

int flock(int descriptor, int operation);

#endif
