// What the harts did with their time, as /proc/stat tells: a hart whose program waits for the disk is idle in another
// column than one that has nothing to do. For Ring3 alone: with two harts, little memory and a disk to swap to.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COLUMNS = 10, IDLE = 3, WAITING = 4, SIZE = 3 << 20 };

static void times_of(int hart, long times[COLUMNS]) {
  static char text[4096];
  int file = open("/proc/stat", O_RDONLY);
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  text[length < 0 ? 0 : length] = 0;
  char name[16];
  sprintf(name, "cpu%d ", hart);
  char *p = strstr(text, name) + strlen(name);
  for (int i = 0; i < COLUMNS; i++) times[i] = strtol(p, &p, 10);
}

static void stay_on(int hart) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(hart, &set);
  sched_setaffinity(0, sizeof set, &set);
}

static long total(const long times[COLUMNS]) {
  long sum = 0;
  for (int i = 0; i < COLUMNS; i++) sum += times[i];
  return sum;
}

// Touches more memory than there is, so that each page has to come from the disk, and tells what the harts did.
static void swap_pages(const char *what, char *memory) {
  long before[2][COLUMNS], after[2][COLUMNS];
  for (int i = 0; i < 2; i++) times_of(i, before[i]);
  for (int round = 0; round < 3; round++)
    for (int i = 0; i < SIZE; i += 4096) memory[i]++;
  for (int i = 0; i < 2; i++) times_of(i, after[i]);
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < COLUMNS; j++) after[i][j] -= before[i][j];
  for (int i = 0; i < 2; i++) {
    long all = total(after[i]), waiting = after[i][WAITING] * 100 / all, idle = after[i][IDLE] * 100 / all;
    printf("%s, hart %d: waits for the disk %s, idle %s, works %s\n", what, i,
           waiting > 50 ? "mostly" : waiting > 5 ? "often" : "hardly", idle > 50 ? "mostly" : idle > 5 ? "often" : "hardly",
           100 - waiting - idle > 50 ? "mostly" : "less");
  }
  printf("both have had the same time: %d\n", labs(total(after[0]) - total(after[1])) <= COLUMNS);
}

static pid_t compute_on(int hart) {
  pid_t child = fork();
  if (child != 0) return child;
  stay_on(hart);
  nice(hart == 0 ? 19 : 0);
  for (volatile long i = 0;; i++) continue;
}

int main(void) {
  char *memory = mmap(0, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  stay_on(0);
  memset(memory, 1, SIZE);
  swap_pages("alone", memory);
  pid_t child = compute_on(1);
  swap_pages("while the other works", memory);
  kill(child, SIGKILL), wait(0);
  child = compute_on(0);
  swap_pages("while another works here", memory);
  kill(child, SIGKILL), wait(0);
  return 0;
}
