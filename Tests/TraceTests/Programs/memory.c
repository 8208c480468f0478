// Calls on memory; between the two marks a trace is the same everywhere, but for the addresses.
#include <sys/syscall.h>
#include <unistd.h>
#define CALL(name, ...) syscall(SYS_##name, ##__VA_ARGS__)
#define MARK CALL(close, -1000L)

int main(void) {
  MARK;
  long memory = CALL(mmap, 0L, 16384L, 3L, 0x22L, -1L, 0L);
  CALL(mprotect, memory, 4096L, 1L);
  CALL(mprotect, memory + 1, 4096L, 1L);
  CALL(madvise, memory, 4096L, 4L);
  CALL(madvise, memory, 4096L, 77L);
  CALL(msync, memory, 4096L, 4L);
  CALL(mmap, 0L, 0L, 1L, 0x22L, -1L, 0L);
  CALL(mmap, 0L, 4096L, 0L, 0x2L, 99L, 0L);
  CALL(mremap, memory + 8192, 8192L, 4096L, 0L);
  CALL(munmap, memory, 16384L);
  CALL(munmap, 1L, 4096L);
  CALL(munmap, 4096L, 0L);
  MARK;
  return 0;
}
