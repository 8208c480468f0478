// Signals with a descriptor.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_SIGNALFD_H
#define _BITS_SIGNALFD_H

#define SFD_CLOEXEC  02000000
#define SFD_NONBLOCK 04000

// What a read from a signalfd finds.
struct signalfd_siginfo {
  unsigned int ssi_signo;
  int ssi_errno;
  int ssi_code;
  unsigned int ssi_pid;
  unsigned int ssi_uid;
  int ssi_fd;
  unsigned int ssi_tid;
  unsigned int ssi_band;
  unsigned int ssi_overrun;
  unsigned int ssi_trapno;
  int ssi_status;
  int ssi_int;
  unsigned long ssi_ptr;
  unsigned long ssi_utime;
  unsigned long ssi_stime;
  unsigned long ssi_addr;
  unsigned char __pad[48];
};
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_signo) == 0, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_errno) == 4, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_code) == 8, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_pid) == 12, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_uid) == 16, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_fd) == 20, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_tid) == 24, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_band) == 28, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_overrun) == 32, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_trapno) == 36, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_status) == 40, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_int) == 44, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_ptr) == 48, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_utime) == 56, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_stime) == 64, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, ssi_addr) == 72, "struct signalfd_siginfo");
_Static_assert(__builtin_offsetof(struct signalfd_siginfo, __pad) == 80, "struct signalfd_siginfo");
_Static_assert(sizeof(struct signalfd_siginfo) == 128, "struct signalfd_siginfo");

#endif
