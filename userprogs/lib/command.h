// What system and popen have in common: a shell that runs a command.
#ifndef COMMAND_H
#define COMMAND_H

#include <sys/types.h>

// Turns the process, a child, into the shell with that command.
_Noreturn void __become_shell(const char *command);

// Waits for the child's end, whatever signals come. Returns its status, or -1 and errno.
int __wait_for(pid_t child);

#endif
