// Waiting for children.
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H

#include <bits/wait.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/types.h>

typedef unsigned idtype_t;

#define WAIT_ANY (-1)
#define WAIT_MYPGRP 0
#define W_EXITCODE(status, signal) ((status) << 8 | (signal))
#define W_STOPCODE(signal) ((signal) << 8 | 0x7f)

pid_t wait(int *status);
pid_t waitpid(pid_t process, int *status, int options);
int waitid(idtype_t type, id_t id, siginfo_t *info, int options);
pid_t wait3(int *status, int options, struct rusage *usage);
pid_t wait4(pid_t process, int *status, int options, struct rusage *usage);

#endif
