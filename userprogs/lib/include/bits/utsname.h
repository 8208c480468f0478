// The system's names.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_UTSNAME_H
#define _BITS_UTSNAME_H

// What uname tells about the system.
struct utsname {
  char sysname[65];
  char nodename[65];
  char release[65];
  char version[65];
  char machine[65];
  char domainname[65];
};
_Static_assert(__builtin_offsetof(struct utsname, sysname) == 0, "struct utsname");
_Static_assert(__builtin_offsetof(struct utsname, nodename) == 65, "struct utsname");
_Static_assert(__builtin_offsetof(struct utsname, release) == 130, "struct utsname");
_Static_assert(__builtin_offsetof(struct utsname, version) == 195, "struct utsname");
_Static_assert(__builtin_offsetof(struct utsname, machine) == 260, "struct utsname");
_Static_assert(__builtin_offsetof(struct utsname, domainname) == 325, "struct utsname");
_Static_assert(sizeof(struct utsname) == 390, "struct utsname");

#endif
