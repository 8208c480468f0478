// Putting file systems into the tree of names.
#ifndef _SYS_MOUNT_H
#define _SYS_MOUNT_H

#include <bits/mount.h>

int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data);
int umount2(const char *target, int flags);
int umount(const char *target);

#endif
