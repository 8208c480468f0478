// System V shared memory: attached twice, over fork, after its removal; what shmctl tells; errors.
#include "show.h"

#include <sys/ipc.h>
#include <sys/shm.h>

int main(void) {
  struct shmid_ds state;
  int id = shmget(IPC_PRIVATE, 10000, IPC_CREAT | 0600);
  REQUIRE(id >= 0);
  char *first = shmat(id, 0, 0), *second = shmat(id, 0, SHM_RDONLY);
  REQUIRE(first != (void *)-1 && second != (void *)-1);
  printf("two places: %d, zero: %d\n", first != second, first[9999] == 0);
  strcpy(first + 5000, "hello");
  puts(second + 5000);
  pid_t child = start();
  if (child == 0) {
    strcpy(first + 5000, "from the child");
    REQUIRE(shmctl(id, IPC_STAT, &state) == 0);
    printf("attached %d times\n", (int)state.shm_nattch);
    exit(0);
  }
  finish(child);
  puts(second + 5000);
  REQUIRE(shmctl(id, IPC_STAT, &state) == 0);
  printf("size %d, attached %d times, made by us: %d, last by the child: %d\n", (int)state.shm_segsz,
         (int)state.shm_nattch, state.shm_cpid == getpid(), state.shm_lpid == child);
  SHOW(shmdt(second));
  SHOW(shmdt(second));
  SHOW(shmctl(id, IPC_RMID, 0));
  printf("removed, but attached: %s\n", first + 5000);
  SHOW(shmdt(first));
  SHOW((long)shmat(id, 0, 0));
  SHOW(shmctl(id, IPC_STAT, &state));
  SHOW(shmget(IPC_PRIVATE, 0, IPC_CREAT | 0600));
  SHOW(shmget(0x52334d, 4096, 0600));
  id = shmget(0x52334d, 4096, IPC_CREAT | IPC_EXCL | 0600);
  printf("by a key: %d\n", id >= 0);
  SHOW(shmget(0x52334d, 4096, IPC_CREAT | IPC_EXCL | 0600));
  SHOW(shmget(0x52334d, 4096, 0600) == id);
  SHOW(shmget(0x52334d, 100000, 0600));
  SHOW((long)shmat(id, (void *)1, 0));
  SHOW(shmctl(id, 9999, 0));
  SHOW(shmctl(id, IPC_RMID, 0));
}
