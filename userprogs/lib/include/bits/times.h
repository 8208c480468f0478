// Processor times in clock ticks.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_TIMES_H
#define _BITS_TIMES_H

// What times tells, in ticks of which AT_CLKTCK are a second.
struct tms {
  long tms_utime;
  long tms_stime;
  long tms_cutime;
  long tms_cstime;
};
_Static_assert(__builtin_offsetof(struct tms, tms_utime) == 0, "struct tms");
_Static_assert(__builtin_offsetof(struct tms, tms_stime) == 8, "struct tms");
_Static_assert(__builtin_offsetof(struct tms, tms_cutime) == 16, "struct tms");
_Static_assert(__builtin_offsetof(struct tms, tms_cstime) == 24, "struct tms");
_Static_assert(sizeof(struct tms) == 32, "struct tms");

#endif
