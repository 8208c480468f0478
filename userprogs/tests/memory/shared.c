// More shared memory than the machine has: its pages go to the swap disk and come back to whoever wants them.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 4096, PAGES = 3000 };

static unsigned char mark(long page, int round) { return (unsigned char)(page * 7 + round + 1); }

static void fill(unsigned char *memory, int round) {
  for (long page = 0; page < PAGES; page++) memory[page * PAGE + page % PAGE] = mark(page, round);
}

static long wrong(const unsigned char *memory, int round) {
  long count = 0;
  for (long page = 0; page < PAGES; page++) count += memory[page * PAGE + page % PAGE] != mark(page, round);
  return count;
}

static void look(const char *who, unsigned char *memory) {
  fill(memory, 0);
  printf("%s: %ld wrong\n", who, wrong(memory, 0));
  fflush(stdout);
  if (fork() == 0) {
    printf("%s, a child: %ld wrong\n", who, wrong(memory, 0));
    fill(memory, 1);
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
  printf("%s, after the child: %ld wrong\n", who, wrong(memory, 1));
  fflush(stdout);
}

int main(void) {
  size_t size = (size_t)PAGES * PAGE;
  unsigned char *anonymous = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (anonymous == MAP_FAILED) return perror("mmap"), 1;
  look("an anonymous mapping", anonymous);
  munmap(anonymous, size);

  int segment = shmget(IPC_PRIVATE, size, IPC_CREAT | 0600);
  unsigned char *attached = shmat(segment, NULL, 0);
  if (attached == (void *)-1) return perror("shmat"), 1;
  look("a segment", attached);
  // Nobody maps it for a while, and others need the frames.
  shmdt(attached);
  unsigned char *other = malloc(size);
  memset(other, 5, size);
  attached = shmat(segment, NULL, SHM_RDONLY);
  printf("attached again: %ld wrong\n", wrong(attached, 1));
  shmdt(attached);
  shmctl(segment, IPC_RMID, NULL);
  return 0;
}
