// The POSIX calls on files and processes.
#ifndef _UNISTD_H
#define _UNISTD_H

#include <getopt.h>
#include <sys/types.h>

#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif

extern char **environ;

ssize_t read(int descriptor, void *buffer, size_t size);
ssize_t write(int descriptor, const void *buffer, size_t size);
off_t lseek(int descriptor, off_t offset, int origin);
int close(int descriptor);
// Whether the descriptor is a character device, which is what the library takes for a terminal.
int isatty(int descriptor);

pid_t getpid(void);
_Noreturn void _exit(int status);

// The end of the heap: set it, or move it and get the old one. A program that uses malloc has little use for
// them.
int brk(void *end);
void *sbrk(long increment);

// Any system call by its number; see sys/syscall.h.
long syscall(long number, ...);

#endif
