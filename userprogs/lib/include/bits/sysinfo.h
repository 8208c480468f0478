// Memory and load.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_SYSINFO_H
#define _BITS_SYSINFO_H

// What sysinfo tells about memory and load.
struct sysinfo {
  long uptime;
  unsigned long loads[3];
  unsigned long totalram;
  unsigned long freeram;
  unsigned long sharedram;
  unsigned long bufferram;
  unsigned long totalswap;
  unsigned long freeswap;
  unsigned short procs;
  unsigned short __pad1;
  unsigned long totalhigh;
  unsigned long freehigh;
  unsigned int mem_unit;
};
_Static_assert(__builtin_offsetof(struct sysinfo, uptime) == 0, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, loads) == 8, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, totalram) == 32, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, freeram) == 40, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, sharedram) == 48, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, bufferram) == 56, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, totalswap) == 64, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, freeswap) == 72, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, procs) == 80, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, __pad1) == 82, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, totalhigh) == 88, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, freehigh) == 96, "struct sysinfo");
_Static_assert(__builtin_offsetof(struct sysinfo, mem_unit) == 104, "struct sysinfo");
_Static_assert(sizeof(struct sysinfo) == 112, "struct sysinfo");

#endif
