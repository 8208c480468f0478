// umount: Linux for RISC-V itself has only umount2.

#include <sys/mount.h>

int umount(const char *target) { return umount2(target, 0); }
