// How a process waits for its children.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_WAIT_H
#define _BITS_WAIT_H

#define WNOHANG     0x1
#define WEXITED     0x4
#define WSTOPPED    0x2
#define WUNTRACED   0x2
#define WCONTINUED  0x8
#define WNOWAIT     0x1000000
#define __WCLONE    0x80000000
#define __WALL      0x40000000
#define __WNOTHREAD 0x20000000

#define P_ALL   0
#define P_PID   1
#define P_PGID  2
#define P_PIDFD 3

#define WEXITSTATUS(status) (((status) & 0xff00) >> 8)
#define WTERMSIG(status) ((status) & 0x7f)
#define WSTOPSIG(status) WEXITSTATUS(status)
#define WIFEXITED(status) (WTERMSIG(status) == 0)
#define WIFSIGNALED(status) ((signed char)(WTERMSIG(status) + 1) >> 1 > 0)
#define WIFSTOPPED(status) (((status) & 0xff) == 0x7f)
#define WIFCONTINUED(status) ((status) == 0xffff)
#define WCOREDUMP(status) ((status) & 0x80)

#endif
