// Signals: sending them, and what happens when they arrive.
#ifndef _SIGNAL_H
#define _SIGNAL_H

#include <bits/signal.h>
#include <bits/time.h>
#include <sys/types.h>

typedef int sig_atomic_t;
typedef void (*sighandler_t)(int);
typedef sighandler_t __sighandler_t;

#define SA_NOMASK SA_NODEFER
#define SA_ONESHOT SA_RESETHAND

int kill(pid_t process, int signal);
int killpg(pid_t group, int signal);
int raise(int signal);
int tgkill(pid_t process, pid_t thread, int signal);
int sigqueue(pid_t process, int signal, union sigval value);

int sigaction(int signal, const struct sigaction *restrict action, struct sigaction *restrict old);
// The handler stays, and interrupted calls go on, as in BSD.
sighandler_t signal(int signal, sighandler_t handler);
int siginterrupt(int signal, int interrupts);
int sigaltstack(const stack_t *restrict stack, stack_t *restrict old);

int sigemptyset(sigset_t *set);
int sigfillset(sigset_t *set);
int sigaddset(sigset_t *set, int signal);
int sigdelset(sigset_t *set, int signal);
int sigismember(const sigset_t *set, int signal);
int sigisemptyset(const sigset_t *set);
int sigorset(sigset_t *result, const sigset_t *a, const sigset_t *b);
int sigandset(sigset_t *result, const sigset_t *a, const sigset_t *b);

int sigprocmask(int how, const sigset_t *restrict set, sigset_t *restrict old);
int pthread_sigmask(int how, const sigset_t *restrict set, sigset_t *restrict old);
int pthread_kill(pthread_t thread, int signal);
int sigpending(sigset_t *set);
int sigsuspend(const sigset_t *mask);
int sigwait(const sigset_t *restrict set, int *restrict signal);
int sigwaitinfo(const sigset_t *restrict set, siginfo_t *restrict info);
int sigtimedwait(
  const sigset_t *restrict set, siginfo_t *restrict info, const struct timespec *restrict timeout);

void psignal(int signal, const char *message);
void psiginfo(const siginfo_t *info, const char *message);

#endif
