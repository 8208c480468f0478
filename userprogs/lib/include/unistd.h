// The POSIX calls on files and processes.
#ifndef _UNISTD_H
#define _UNISTD_H

#include <bits/access.h>
#include <getopt.h>
#include <sys/types.h>

#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

#define F_ULOCK 0
#define F_LOCK 1
#define F_TLOCK 2
#define F_TEST 3

#define _POSIX_VERSION 200809L
#define _POSIX_THREADS 200809L
#define _POSIX_TIMERS 200809L
#define _POSIX_MONOTONIC_CLOCK 200809L
#define _POSIX_SEMAPHORES 200809L
#define _POSIX_SHARED_MEMORY_OBJECTS 200809L
#define _POSIX_MESSAGE_PASSING 200809L
#define _POSIX_BARRIERS 200809L
#define _POSIX_SPIN_LOCKS 200809L
#define _POSIX_THREAD_ROBUST_PRIO_INHERIT 200809L

extern char **environ;

// Files.
ssize_t read(int descriptor, void *buffer, size_t size);
ssize_t write(int descriptor, const void *buffer, size_t size);
ssize_t pread(int descriptor, void *buffer, size_t size, off_t offset);
ssize_t pwrite(int descriptor, const void *buffer, size_t size, off_t offset);
ssize_t copy_file_range(int from, off_t *from_offset, int to, off_t *to_offset, size_t size, unsigned flags);
off_t lseek(int descriptor, off_t offset, int origin);
int close(int descriptor);
int close_range(unsigned first, unsigned last, int flags);
int dup(int descriptor);
int dup2(int descriptor, int wanted);
int dup3(int descriptor, int wanted, int flags);
int pipe(int ends[2]);
int pipe2(int ends[2], int flags);
int ftruncate(int descriptor, off_t size);
int truncate(const char *path, off_t size);
int fsync(int descriptor);
int fdatasync(int descriptor);
void sync(void);
int lockf(int descriptor, int command, off_t size);
// Whether the descriptor is a terminal, and its path.
int isatty(int descriptor);
char *ttyname(int descriptor);
int ttyname_r(int descriptor, char *name, size_t size);

// Names of files.
int access(const char *path, int mode);
int eaccess(const char *path, int mode);
int faccessat(int directory, const char *path, int mode, int flags);
int link(const char *path, const char *name);
int linkat(int directory, const char *path, int name_directory, const char *name, int flags);
int symlink(const char *target, const char *name);
int symlinkat(const char *target, int directory, const char *name);
ssize_t readlink(const char *restrict path, char *restrict target, size_t size);
ssize_t readlinkat(int directory, const char *restrict path, char *restrict target, size_t size);
int unlink(const char *path);
int unlinkat(int directory, const char *path, int flags);
int rmdir(const char *path);
int chdir(const char *path);
int fchdir(int descriptor);
int chroot(const char *path);
char *getcwd(char *path, size_t size);
int chown(const char *path, uid_t owner, gid_t group);
int lchown(const char *path, uid_t owner, gid_t group);
int fchown(int descriptor, uid_t owner, gid_t group);
int fchownat(int directory, const char *path, uid_t owner, gid_t group, int flags);

// Processes.
pid_t fork(void);
// The child borrows the parent's memory, stack included, until it calls _exit or an exec function.
pid_t vfork(void) __attribute__((__returns_twice__));
pid_t _Fork(void);
int execve(const char *path, char *const *arguments, char *const *environment);
int execv(const char *path, char *const *arguments);
int execvp(const char *file, char *const *arguments);
int execvpe(const char *file, char *const *arguments, char *const *environment);
int execl(const char *path, const char *argument, ...);
int execlp(const char *file, const char *argument, ...);
int execle(const char *path, const char *argument, ...);
int fexecve(int descriptor, char *const *arguments, char *const *environment);
_Noreturn void _exit(int status);
pid_t getpid(void);
pid_t getppid(void);
pid_t gettid(void);
pid_t getpgrp(void);
pid_t getpgid(pid_t process);
int setpgid(pid_t process, pid_t group);
int setpgrp(void);
pid_t getsid(pid_t process);
pid_t setsid(void);
pid_t tcgetpgrp(int descriptor);
int tcsetpgrp(int descriptor, pid_t group);
uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
gid_t getegid(void);
int setuid(uid_t user);
int seteuid(uid_t user);
int setreuid(uid_t real, uid_t effective);
int setresuid(uid_t real, uid_t effective, uid_t saved);
int getresuid(uid_t *real, uid_t *effective, uid_t *saved);
int setgid(gid_t group);
int setegid(gid_t group);
int setregid(gid_t real, gid_t effective);
int setresgid(gid_t real, gid_t effective, gid_t saved);
int getresgid(gid_t *real, gid_t *effective, gid_t *saved);
int getgroups(int count, gid_t *groups);
int nice(int increment);

// Time.
unsigned sleep(unsigned seconds);
int usleep(useconds_t microseconds);
unsigned alarm(unsigned seconds);
useconds_t ualarm(useconds_t first, useconds_t interval);
int pause(void);

// The system.
int gethostname(char *name, size_t size);
int sethostname(const char *name, size_t size);
int getpagesize(void);
int getentropy(void *memory, size_t size);

enum {
  _SC_ARG_MAX, _SC_CHILD_MAX, _SC_CLK_TCK, _SC_NGROUPS_MAX, _SC_OPEN_MAX, _SC_STREAM_MAX, _SC_IOV_MAX,
  _SC_PAGESIZE, _SC_PAGE_SIZE = _SC_PAGESIZE, _SC_NPROCESSORS_CONF, _SC_NPROCESSORS_ONLN, _SC_PHYS_PAGES,
  _SC_AVPHYS_PAGES, _SC_HOST_NAME_MAX, _SC_LOGIN_NAME_MAX, _SC_SEM_NSEMS_MAX, _SC_SEM_VALUE_MAX,
  _SC_MQ_OPEN_MAX, _SC_RTSIG_MAX, _SC_SIGQUEUE_MAX, _SC_THREADS, _SC_THREAD_KEYS_MAX, _SC_THREAD_STACK_MIN,
  _SC_THREAD_DESTRUCTOR_ITERATIONS, _SC_THREAD_THREADS_MAX, _SC_MONOTONIC_CLOCK, _SC_VERSION
};
// A limit or property of the system; -1 with errno unchanged if there is no limit.
long sysconf(int name);

enum { _PC_LINK_MAX, _PC_NAME_MAX, _PC_PATH_MAX, _PC_PIPE_BUF };
long pathconf(const char *path, int name);
long fpathconf(int descriptor, int name);

// The end of the heap: set it, or move it and get the old one. A program that uses malloc has little use for
// them.
int brk(void *end);
void *sbrk(long increment);

// Any system call by its number; see sys/syscall.h.
long syscall(long number, ...);

#endif
