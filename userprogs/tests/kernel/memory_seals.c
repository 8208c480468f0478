// What seals keep from being done to a file of memfd_create, and what keeps seals from being set.
#include "show.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

enum { PAGE = 4096 };

static int make(unsigned flags, off_t size) {
  int file = memfd_create("sealed", flags);
  REQUIRE(file >= 0 && ftruncate(file, size) == 0);
  return file;
}

static long map(int file, int protection, int flags) {
  void *place = mmap(0, PAGE, protection, flags, file, 0);
  if (place == MAP_FAILED) return -1;
  munmap(place, PAGE);
  return 0;
}

static off_t size_of(int file) {
  struct stat status;
  REQUIRE(fstat(file, &status) == 0);
  return status.st_size;
}

// Everything that changes a file or shows it.
static void try_all(int seals) {
  printf("-- seals %#x\n", seals);
  int file = make(MFD_ALLOW_SEALING, PAGE);
  SHOW(fcntl(file, F_ADD_SEALS, seals));
  printf("seals %#x\n", fcntl(file, F_GET_SEALS));
  SHOW(pwrite(file, "abc", 3, 0));
  SHOW(pwrite(file, "abc", 3, PAGE - 1));
  SHOW(pwrite(file, "abc", 3, PAGE + 10));
  SHOW(pwrite(file, "", 0, 0));
  static char two_pages[2 * PAGE];
  printf("over the end: %s\n", pwrite(file, two_pages, sizeof two_pages, 0) < 0 ? error_name(errno) : "some");
  printf("%ld bytes\n", (long)size_of(file));
  SHOW(ftruncate(file, size_of(file)));
  SHOW(ftruncate(file, size_of(file) - 1));
  SHOW(ftruncate(file, size_of(file) + 1));
  SHOW(fallocate(file, 0, 0, 3 * PAGE));
  SHOW(fallocate(file, FALLOC_FL_KEEP_SIZE, 0, 5 * PAGE));
  SHOW(fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, PAGE));
  SHOW(map(file, PROT_READ | PROT_WRITE, MAP_SHARED));
  SHOW(map(file, PROT_READ | PROT_WRITE, MAP_PRIVATE));
  SHOW(fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK));
  char name[64];
  sprintf(name, "/proc/self/fd/%d", file);
  int again = open(name, O_RDWR | O_TRUNC);
  printf("truncated: %s\n", again < 0 ? error_name(errno) : "done");
  close(again);
  printf("%ld bytes\n", (long)size_of(file));
  close(file);
}

int main(void) {
  try_all(0);
  try_all(F_SEAL_SEAL);
  try_all(F_SEAL_SHRINK);
  try_all(F_SEAL_GROW);
  try_all(F_SEAL_SHRINK | F_SEAL_GROW);
  try_all(F_SEAL_WRITE);
  try_all(F_SEAL_FUTURE_WRITE);

  printf("-- who may seal\n");
  int plain = make(0, PAGE), file = make(MFD_ALLOW_SEALING, PAGE);
  printf("seals %#x and %#x\n", fcntl(plain, F_GET_SEALS), fcntl(file, F_GET_SEALS));
  SHOW(fcntl(plain, F_ADD_SEALS, F_SEAL_WRITE));
  SHOW(fcntl(file, F_ADD_SEALS, 1 << 10));
  char name[64];
  sprintf(name, "/proc/self/fd/%d", file);
  int reader = open(name, O_RDONLY);
  REQUIRE(reader >= 0);
  SHOW(fcntl(reader, F_ADD_SEALS, F_SEAL_WRITE));
  printf("seals %#x\n", fcntl(reader, F_GET_SEALS));
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  SHOW(fcntl(ends[1], F_ADD_SEALS, F_SEAL_WRITE));
  SHOW(fcntl(ends[1], F_GET_SEALS));
  SHOW(memfd_create("x", 1 << 20));

  printf("-- what is mapped\n");
  char *shared = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  REQUIRE(shared != MAP_FAILED);
  SHOW(fcntl(file, F_ADD_SEALS, F_SEAL_WRITE));
  REQUIRE(mprotect(shared, PAGE, PROT_READ) == 0);
  SHOW(fcntl(file, F_ADD_SEALS, F_SEAL_WRITE));
  REQUIRE(mprotect(shared, PAGE, PROT_READ | PROT_WRITE) == 0);
  SHOW(fcntl(file, F_ADD_SEALS, F_SEAL_FUTURE_WRITE));
  shared[0] = 'x';
  char byte = 0;
  REQUIRE(pread(file, &byte, 1, 0) == 1);
  printf("written through the old mapping: %c\n", byte);
  pid_t child = start();
  if (child == 0) {
    munmap(shared, PAGE);
    for (;;) pause();
  }
  munmap(shared, PAGE);
  char *seen = mmap(0, PAGE, PROT_READ, MAP_SHARED, file, 0);
  REQUIRE(seen != MAP_FAILED);
  SHOW(mprotect(seen, PAGE, PROT_READ | PROT_WRITE));
  kill(child, SIGKILL);
  finish(child);
  char *own = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
  REQUIRE(own != MAP_FAILED);
  own[0] = 'y';
  munmap(seen, PAGE);
  SHOW(fcntl(file, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SEAL));
  SHOW(fcntl(file, F_ADD_SEALS, F_SEAL_GROW));
  printf("seals %#x, own %c, file %c\n", fcntl(file, F_GET_SEALS), own[0],
         pread(file, &byte, 1, 0) == 1 ? byte : '?');
  return 0;
}
