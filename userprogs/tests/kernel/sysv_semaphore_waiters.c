// Who waits at a System V semaphore is counted, is woken by values in the order of arrival, or by its removal.
#include "show.h"

#include <sys/ipc.h>
#include <sys/sem.h>

union semun { int val; struct semid_ds *buf; unsigned short *array; };

static int set;

static int operate(int number, int change, int flags) {
  struct sembuf operation = {number, change, flags};
  return semop(set, &operation, 1);
}

static pid_t waiter(int change) {
  pid_t child = start();
  if (child == 0) {
    int result = operate(0, change, 0);
    _exit(result == 0 ? 0 : errno == EIDRM ? 43 : 1);
  }
  return child;
}

static void await(int command, int count) {
  while (semctl(set, 0, command) != count) usleep(500);
}

int main(void) {
  set = semget(IPC_PRIVATE, 1, IPC_CREAT | 0600);
  pid_t first = waiter(-1);
  await(GETNCNT, 1);
  pid_t second = waiter(-3);
  await(GETNCNT, 2);
  printf("for more wait %d, for zero %d\n", semctl(set, 0, GETNCNT), semctl(set, 0, GETZCNT));
  operate(0, 1, 0);
  show_status("first", finish(first));
  printf("for more wait %d, the value is %d\n", semctl(set, 0, GETNCNT), semctl(set, 0, GETVAL));
  operate(0, 2, 0);
  SHOW(waitpid(second, 0, WNOHANG));
  operate(0, 2, 0);
  show_status("second", finish(second));
  printf("the value is %d\n", semctl(set, 0, GETVAL));
  pid_t zero = waiter(0);
  await(GETZCNT, 1);
  operate(0, -1, 0);
  show_status("for zero", finish(zero));
  pid_t doomed[2] = {waiter(-1), waiter(-5)};
  await(GETNCNT, 2);
  SHOW(semctl(set, 0, IPC_RMID));
  for (int i = 0; i < 2; i++) show_status("removed under it: errno is EIDRM, it", finish(doomed[i]));
  SHOW(semget(IPC_PRIVATE, -1, IPC_CREAT | 0600));
  SHOW(semget(0x52334e, 1, 0600));
  set = semget(0x52334e, 2, IPC_CREAT | IPC_EXCL | 0600);
  SHOW(semget(0x52334e, 2, IPC_CREAT | IPC_EXCL | 0600));
  SHOW(semget(0x52334e, 3, 0600));
  SHOW(semget(0x52334e, 1, 0600) == set);
  SHOW(operate(2, 1, 0));
  SHOW(operate(0, 32767, 0));
  SHOW(operate(0, 1, 0));
  SHOW(semctl(set, 5, GETVAL));
  SHOW(semctl(set, 0, SETVAL, (union semun){.val = 40000}));
  SHOW(semctl(set, 0, SETVAL, (union semun){.val = -1}));
  struct timespec bit = {0, 5000000};
  struct sembuf down = {1, -1, 0};
  SHOW(semtimedop(set, &down, 1, &bit));
  SHOW(semop(set, &down, 0));
  SHOW(semctl(set, 0, IPC_RMID));
}
