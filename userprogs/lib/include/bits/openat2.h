// How openat2 opens a file, and how far a path may lead.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_OPENAT2_H
#define _BITS_OPENAT2_H

// How openat2 opens a file.
struct open_how {
  unsigned long long flags;
  unsigned long long mode;
  unsigned long long resolve;
};
_Static_assert(__builtin_offsetof(struct open_how, flags) == 0, "struct open_how");
_Static_assert(__builtin_offsetof(struct open_how, mode) == 8, "struct open_how");
_Static_assert(__builtin_offsetof(struct open_how, resolve) == 16, "struct open_how");
_Static_assert(sizeof(struct open_how) == 24, "struct open_how");

#define RESOLVE_NO_XDEV       0x1
#define RESOLVE_NO_MAGICLINKS 0x2
#define RESOLVE_NO_SYMLINKS   0x4
#define RESOLVE_BENEATH       0x8
#define RESOLVE_IN_ROOT       0x10
#define RESOLVE_CACHED        0x20

#endif
