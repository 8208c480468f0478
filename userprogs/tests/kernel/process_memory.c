// process_vm_readv: what a process reads in another one's memory, and what it may not.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static char text[] = "the parent's";
static char *page, *hole, *untouched;
static int ready[2];

static void wait_in_child(void) {
  strcpy(text, "the child's!");
  strcpy(page, "private to the child");
  memset(page + 4096, 'z', 10);
  write(ready[1], "x", 1);
  for (;;) pause();
}

static void show(const char *what, ssize_t result, const char *bytes) {
  if (result < 0) printf("%s: %s\n", what, strerror(errno));
  else printf("%s: %zd %.*s\n", what, result, (int)result, bytes);
}

static ssize_t copy(pid_t pid, void *to, size_t size, void *from, size_t length) {
  struct iovec here = {to, size}, there = {from, length};
  return process_vm_readv(pid, &here, 1, &there, 1, 0);
}

int main(void) {
  page = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  untouched = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  hole = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memset(hole, 'h', 8192);
  munmap(hole + 4096, 4096);
  pipe(ready);
  pid_t child = fork();
  if (child == 0) wait_in_child();
  char bytes[9000], c;
  read(ready[0], &c, 1);
  show("data", copy(child, bytes, 12, text, 12), bytes);
  show("less room", copy(child, bytes, 5, page, 20), bytes);
  show("across pages", copy(child, bytes, 14, page + 4092, 14) == 14 && bytes[3] == 0 ? 10 : -1, bytes + 4);
  ssize_t size = copy(child, bytes, 4096, untouched, 4096);
  printf("untouched: %zd %d\n", size, bytes[0] | bytes[4095]);
  printf("up to a hole: %zd\n", copy(child, bytes, 8192, hole, 8192));
  show("a hole", copy(child, bytes, 10, hole + 4096, 10), bytes);
  show("no address", copy(child, bytes, 10, (void *)16, 10), bytes);
  show("nothing", copy(child, bytes, 0, page, 10), bytes);
  struct iovec here[] = {{bytes, 3}, {bytes + 3, 0}, {bytes + 3, 100}};
  struct iovec there[] = {{text, 4}, {page, 7}, {text + 4, 2}};
  show("pieces", process_vm_readv(child, here, 3, there, 3, 0), bytes);
  show("flags", process_vm_readv(child, here, 3, there, 3, 1), bytes);
  show("too many", process_vm_readv(child, here, 2000, there, 3, 0), bytes);
  show("itself", copy(getpid(), bytes, 12, text, 12), bytes);
  show("to nowhere", copy(child, (void *)16, 10, text, 10), bytes);
  kill(child, SIGKILL);
  waitpid(child, 0, 0);
  show("gone", copy(child, bytes, 10, text, 10), bytes);
}
