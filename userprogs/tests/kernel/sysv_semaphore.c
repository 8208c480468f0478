// System V semaphores: mutual exclusion of processes, waiting for zero, several operations as one, undo.
#include "show.h"

#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/sem.h>

union semun { int val; struct semid_ds *buf; unsigned short *array; };

static int operate(int set, int number, int change, int flags) {
  struct sembuf operation = {number, change, flags};
  return semop(set, &operation, 1);
}

int main(void) {
  unsigned short values[3] = {1, 5, 0};
  int set = semget(IPC_PRIVATE, 3, IPC_CREAT | 0600);
  REQUIRE(set >= 0);
  SHOW(semctl(set, 0, SETALL, (union semun){.array = values}));
  int *shared = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < 4; i++)
    if (start() == 0) {
      for (int j = 0; j < 50; j++) {
        operate(set, 0, -1, 0);
        int value = *shared;
        if (j % 10 == 0) usleep(10);
        *shared = value + 1;
        operate(set, 0, 1, 0);
      }
      operate(set, 1, -1, 0);
      _exit(0);
    }
  // Semaphore 1 falls from 5 to 1 with each child that is done; one more makes it zero.
  operate(set, 1, -1, 0);
  SHOW(operate(set, 1, 0, 0));
  printf("counter %d\n", *shared);
  while (wait(0) > 0) {}
  SHOW(operate(set, 2, -1, IPC_NOWAIT));
  SHOW(operate(set, 0, 0, IPC_NOWAIT));
  SHOW(semctl(set, 2, SETVAL, (union semun){.val = 2}));
  struct sembuf both[2] = {{2, -1, IPC_NOWAIT}, {1, -1, IPC_NOWAIT}};
  SHOW(semop(set, both, 2));
  SHOW(semctl(set, 2, GETVAL));
  SHOW(operate(set, 1, 3, 0));
  SHOW(semop(set, both, 2));
  SHOW(semctl(set, 0, GETALL, (union semun){.array = values}));
  printf("%d %d %d\n", values[0], values[1], values[2]);
  pid_t child = start();
  if (child == 0) {
    operate(set, 0, -1, SEM_UNDO);
    operate(set, 1, 10, SEM_UNDO);
    _exit(semctl(set, 0, GETVAL) * 100 + semctl(set, 1, GETVAL));
  }
  show_status("child", finish(child));
  printf("its undo: %d %d\n", semctl(set, 0, GETVAL), semctl(set, 1, GETVAL));
  printf("the last to operate was the child: %d\n", semctl(set, 0, GETPID) == child);
  SHOW(semctl(set, 0, IPC_RMID));
  SHOW(operate(set, 0, 1, 0));
}
