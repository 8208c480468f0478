// A table of tests, each a process of its own, in the way of xv6's usertests.
#pragma once

// Before every other header: glibc then declares all that Linux has.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct test {
  const char *name;
  void (*run)(void);
  // Is it fit for Ring3 only: does it try to use up or to break the machine below it?
  int hostile;
};

extern const struct test limit_tests[], ipc_tests[], memory_tests[], proc_tests[], mount_tests[], attack_tests[];

// The program's own file, for exec.
extern const char *self;

// Where the random tests start, and how many random calls are made.
extern uint64_t seed;
extern long calls;

// A number that looks random (the generator is xorshift64*).
uint64_t next_random(uint64_t *state);

// Waits so long for the end of a child, then kills it; returns its status.
int finish_within(pid_t child, long milliseconds);

// Kills all descendants that are left and waits for them.
void kill_descendants(void);

// Ends the test with a message where something that must hold does not.
#define CHECK(condition)                                                                          \
  do                                                                                              \
    if (!(condition)) {                                                                           \
      printf("%s:%d: not so: %s (%s)\n", __FILE__, __LINE__, #condition, strerror(errno));        \
      exit(1);                                                                                    \
    }                                                                                             \
  while (0)
