// What the programs of this folder share: results, errors, signals and wait statuses by their names.
#pragma once

// Before every other header: glibc then declares all that Linux has.
#define _GNU_SOURCE

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static inline const char *error_name(int error) {
  static char other[24];
#define NAME(name) case name: return #name;
  switch (error) {
    NAME(EPERM) NAME(ENOENT) NAME(ESRCH) NAME(EINTR) NAME(EIO) NAME(ENXIO) NAME(E2BIG) NAME(ENOEXEC) NAME(EBADF)
    NAME(ECHILD) NAME(EAGAIN) NAME(ENOMEM) NAME(EACCES) NAME(EFAULT) NAME(EBUSY) NAME(EEXIST) NAME(EXDEV)
    NAME(ENODEV) NAME(ENOTDIR) NAME(EISDIR) NAME(EINVAL) NAME(ENFILE) NAME(EMFILE) NAME(ENOTTY) NAME(ETXTBSY)
    NAME(EFBIG) NAME(ENOSPC) NAME(ESPIPE) NAME(EROFS) NAME(EMLINK) NAME(EPIPE) NAME(ERANGE) NAME(EDEADLK)
    NAME(ENAMETOOLONG) NAME(ENOSYS) NAME(ENOTEMPTY) NAME(ELOOP) NAME(ENOMSG) NAME(EIDRM) NAME(EOVERFLOW)
    NAME(ENOTSOCK) NAME(EDESTADDRREQ) NAME(EMSGSIZE) NAME(EPROTOTYPE) NAME(ENOPROTOOPT) NAME(EPROTONOSUPPORT)
    NAME(EOPNOTSUPP) NAME(EAFNOSUPPORT) NAME(EADDRINUSE) NAME(ECONNABORTED) NAME(ECONNRESET) NAME(ENOBUFS)
    NAME(EISCONN) NAME(ENOTCONN) NAME(ETIMEDOUT) NAME(ECONNREFUSED) NAME(EALREADY) NAME(EINPROGRESS)
    NAME(ECANCELED) NAME(EOWNERDEAD) NAME(ENOTRECOVERABLE) NAME(ESOCKTNOSUPPORT)
  }
  sprintf(other, "error %d", error);
  return other;
}

static inline const char *signal_name(int signal) {
  static char other[24];
  switch (signal) {
    NAME(SIGHUP) NAME(SIGINT) NAME(SIGQUIT) NAME(SIGILL) NAME(SIGTRAP) NAME(SIGABRT) NAME(SIGBUS) NAME(SIGFPE)
    NAME(SIGKILL) NAME(SIGUSR1) NAME(SIGSEGV) NAME(SIGUSR2) NAME(SIGPIPE) NAME(SIGALRM) NAME(SIGTERM)
    NAME(SIGSTKFLT) NAME(SIGCHLD) NAME(SIGCONT) NAME(SIGSTOP) NAME(SIGTSTP) NAME(SIGTTIN) NAME(SIGTTOU)
    NAME(SIGURG) NAME(SIGXCPU) NAME(SIGXFSZ) NAME(SIGVTALRM) NAME(SIGPROF) NAME(SIGWINCH) NAME(SIGIO)
    NAME(SIGPWR) NAME(SIGSYS)
  }
  sprintf(other, "signal %d", signal);
  return other;
}
#undef NAME

// Prints a call as it is written and its result: a number, or the error's name.
#define SHOW(call) (errno = 0, show_result(#call, (long)(call)))
static inline long show_result(const char *call, long result) {
  if (result == -1) printf("%s: %s\n", call, error_name(errno));
  else printf("%s = %ld\n", call, result);
  return result;
}

// The same for a call whose good result is not the same everywhere.
#define SHOW_OK(call) (errno = 0, show_success(#call, (long)(call)))
static inline long show_success(const char *call, long result) {
  printf("%s: %s\n", call, result == -1 ? error_name(errno) : "ok");
  return result;
}

// The same for calls, as pthread's, that return the error.
#define SHOW_ERROR(call) show_error(#call, (call))
static inline int show_error(const char *call, int error) {
  printf("%s: %s\n", call, error == 0 ? "ok" : error_name(error));
  return error;
}

// Ends the program where something that must hold does not.
#define REQUIRE(condition)                                                    \
  do                                                                          \
    if (!(condition)) {                                                       \
      printf("line %d: not so: %s (%s)\n", __LINE__, #condition, error_name(errno)); \
      exit(99);                                                               \
    }                                                                         \
  while (0)

// fork, with nothing in the buffers that both would write.
static inline pid_t start(void) {
  fflush(stdout);
  pid_t child = fork();
  REQUIRE(child >= 0);
  return child;
}

// Waits for the end of a child and returns its status.
static inline int finish(pid_t child) {
  int status = -1;
  while (waitpid(child, &status, 0) < 0) REQUIRE(errno == EINTR);
  return status;
}

static inline void show_status(const char *who, int status) {
  if (WIFEXITED(status)) printf("%s exited %d\n", who, WEXITSTATUS(status));
  else if (WIFSIGNALED(status)) printf("%s was killed by %s\n", who, signal_name(WTERMSIG(status)));
  else if (WIFSTOPPED(status)) printf("%s was stopped by %s\n", who, signal_name(WSTOPSIG(status)));
  else if (WIFCONTINUED(status)) printf("%s was continued\n", who);
}
