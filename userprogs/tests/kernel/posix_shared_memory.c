// POSIX shared memory: a name, a size, mapped by processes that open it; gone by name after unlink.
#include "show.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

int main(void) {
  const char *name = "/ring3-posix-shm";
  shm_unlink(name);
  SHOW(shm_open("/ring3-posix-shm", O_RDWR, 0600));
  int memory = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
  REQUIRE(memory >= 0);
  SHOW(shm_open("/ring3-posix-shm", O_RDWR | O_CREAT | O_EXCL, 0600));
  struct stat state;
  fstat(memory, &state);
  printf("size %d\n", (int)state.st_size);
  SHOW(ftruncate(memory, 8192));
  int *words = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
  REQUIRE(words != MAP_FAILED);
  words[0] = 1;
  pid_t child = start();
  if (child == 0) {
    munmap(words, 8192);
    int again = shm_open(name, O_RDWR, 0);
    int *mine = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, again, 0);
    printf("the child finds %d\n", mine[0]);
    mine[1500] = 15;
    exit(0);
  }
  finish(child);
  printf("the parent finds %d\n", words[1500]);
  printf("close on exec: %d\n", fcntl(memory, F_GETFD) == FD_CLOEXEC);
  SHOW(shm_unlink(name));
  SHOW(shm_unlink(name));
  SHOW(shm_open("/ring3-posix-shm", O_RDWR, 0600));
  words[2] = 3;
  close(memory);
  printf("still there: %d %d\n", words[2], words[1500]);
  SHOW(shm_open("/", O_RDWR | O_CREAT, 0600));
}
