// What the kernel does, a million times over: `system NAME COUNT` does one thing COUNT times.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 4096, PAGES = 1024, CHUNK = 65536 };

static void fail(const char *what) {
  perror(what);
  exit(1);
}

// A call that does nothing.
static void null_call(long count) {
  for (long i = 0; i < count; i++) syscall(SYS_getppid);
}

static void fork_exit_wait(long count) {
  for (long i = 0; i < count; i++) {
    pid_t child = fork();
    if (child < 0) fail("fork");
    if (child == 0) _exit(0);
    if (waitpid(child, 0, 0) != child) fail("waitpid");
  }
}

static void *nothing(void *argument) { return argument; }

static void create_join(long count) {
  for (long i = 0; i < count; i++) {
    pthread_t thread;
    if (pthread_create(&thread, 0, nothing, 0) != 0) fail("pthread_create");
    pthread_join(thread, 0);
  }
}

static void *yield_often(void *count) {
  for (long i = *(long *)count; i > 0; i--) sched_yield();
  return 0;
}

// Two threads that give each other the hart: COUNT switches in all.
static void yield_switch(long count) {
  pthread_t thread;
  long half = count / 2;
  if (pthread_create(&thread, 0, yield_often, &half) != 0) fail("pthread_create");
  yield_often(&half);
  pthread_join(thread, 0);
}

// A byte there and back between two processes.
static void ping_pong(long count) {
  int there[2], back[2];
  char byte = 0;
  if (pipe(there) != 0 || pipe(back) != 0) fail("pipe");
  pid_t child = fork();
  if (child < 0) fail("fork");
  for (long i = 0; i < count; i++) {
    int in = child ? back[0] : there[0], out = child ? there[1] : back[1];
    if (child && write(out, &byte, 1) != 1) fail("write");
    if (read(in, &byte, 1) != 1) fail("read");
    if (!child && write(out, &byte, 1) != 1) fail("write");
  }
  if (child == 0) _exit(0);
  waitpid(child, 0, 0);
}

// The first touch of an anonymous page.
static void page_fault(long count) {
  for (long done = 0; done < count; done += PAGES) {
    char *pages = mmap(0, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) fail("mmap");
    for (long i = 0; i < PAGES; i++) pages[i * PAGE] = 1;
    munmap(pages, PAGES * PAGE);
  }
}

// The first write to a page that is shared since fork; without writes, only the forks.
static void copy_on_write(long count, int writes) {
  char *pages = mmap(0, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) fail("mmap");
  memset(pages, 1, PAGES * PAGE);
  for (long done = 0; done < count; done += PAGES) {
    pid_t child = fork();
    if (child < 0) fail("fork");
    if (child == 0) {
      if (writes) {
        for (long i = 0; i < PAGES; i++) pages[i * PAGE] = 2;
      }
      _exit(0);
    }
    waitpid(child, 0, 0);
  }
}

// COUNT times 64 KiB through a pipe.
static void pipe_bytes(long count) {
  static char chunk[CHUNK];
  int ends[2];
  if (pipe(ends) != 0) fail("pipe");
  pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    close(ends[0]);
    for (long i = 0; i < count; i++) {
      if (write(ends[1], chunk, CHUNK) != CHUNK) fail("write");
    }
    _exit(0);
  }
  close(ends[1]);
  long total = 0;
  for (ssize_t got; (got = read(ends[0], chunk, CHUNK)) > 0;) total += got;
  waitpid(child, 0, 0);
  if (total != count * CHUNK) exit(1);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: system NAME COUNT\n");
    return 2;
  }
  // On one processor, so that a switch is a switch.
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(0, &one);
  sched_setaffinity(0, sizeof one, &one);
  const char *name = argv[1];
  long count = atol(argv[2]);
  if (strcmp(name, "null") == 0) null_call(count);
  else if (strcmp(name, "fork") == 0) fork_exit_wait(count);
  else if (strcmp(name, "thread") == 0) create_join(count);
  else if (strcmp(name, "switch") == 0) yield_switch(count);
  else if (strcmp(name, "pingpong") == 0) ping_pong(count);
  else if (strcmp(name, "fault") == 0) page_fault(count);
  else if (strcmp(name, "cow") == 0) copy_on_write(count, 1);
  else if (strcmp(name, "cow-base") == 0) copy_on_write(count, 0);
  else if (strcmp(name, "pipe") == 0) pipe_bytes(count);
  else return 2;
  return 0;
}
