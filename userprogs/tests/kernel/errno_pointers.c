// Every call that reads or writes memory, with a pointer to none, to read-only and to closed memory: EFAULT.
#include "show.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <time.h>

int main(void) {
  char *closed = mmap(0, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *constant = mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  void *pointers[] = {(void *)16, (void *)0x4000000000000000, (void *)-4096, closed, constant};
  static const char *names[] = {"not mapped", "no address", "the kernel's half", "closed", "read-only"};
  int zero = open("/dev/zero", O_RDONLY), ends[2], pair[2];
  REQUIRE(pipe(ends) == 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
  REQUIRE(write(ends[1], "data", 4) == 4 && write(pair[0], "data", 4) == 4);
  for (int i = 0; i < 5; i++) {
    void *bad = pointers[i];
    puts(names[i]);
    SHOW(syscall(SYS_read, zero, bad, 8));
    SHOW(syscall(SYS_read, ends[0], bad, 8));
    SHOW(syscall(SYS_recvfrom, pair[1], bad, 8, 0, 0, 0));
    SHOW(syscall(SYS_getcwd, bad, 100));
    SHOW(syscall(SYS_uname, bad));
    SHOW(syscall(SYS_fstat, zero, bad));
    SHOW(syscall(SYS_times, bad));
    SHOW(syscall(SYS_getrusage, RUSAGE_SELF, bad));
    SHOW(syscall(SYS_prlimit64, 0, RLIMIT_STACK, 0, bad));
    SHOW(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, bad));
    SHOW(syscall(SYS_getitimer, ITIMER_REAL, bad));
    SHOW(syscall(SYS_rt_sigaction, SIGUSR1, 0, bad, 8));
    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, 0, bad, 8));
    SHOW(syscall(SYS_rt_sigpending, bad, 8));
    SHOW(syscall(SYS_pipe2, bad, 0));
    SHOW(syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, bad));
    SHOW(syscall(SYS_sched_getaffinity, 0, 128, bad));
    SHOW(syscall(SYS_getrandom, bad, 8, 0));
    if (i == 4) break;
    SHOW(syscall(SYS_ppoll, bad, 1, 0, 0, 0));
    SHOW(syscall(SYS_openat, AT_FDCWD, bad, O_RDONLY));
    SHOW(syscall(SYS_write, ends[1], bad, 8));
    SHOW(syscall(SYS_writev, ends[1], bad, 1));
    SHOW(syscall(SYS_nanosleep, bad, 0));
    SHOW(syscall(SYS_setitimer, ITIMER_REAL, bad, 0));
    SHOW(syscall(SYS_rt_sigaction, SIGUSR1, bad, 0, 8));
    SHOW(syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, bad));
    SHOW(syscall(SYS_chdir, bad));
    SHOW(syscall(SYS_futex, bad, 0, 0, 0, 0, 0));
  }
}
