// Named POSIX semaphores: the same one for all who open the name; unnamed ones for parent and child.
#include "show.h"

#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>

int main(void) {
  const char *name = "/ring3-posix-sem";
  sem_unlink(name);
  SHOW(sem_open(name, 0) == SEM_FAILED ? -1 : 0);
  sem_t *semaphore = sem_open(name, O_CREAT | O_EXCL, 0600, 2);
  REQUIRE(semaphore != SEM_FAILED);
  SHOW(sem_open(name, O_CREAT | O_EXCL, 0600, 2) == SEM_FAILED ? -1 : 0);
  SHOW(sem_wait(semaphore));
  SHOW(sem_trywait(semaphore));
  SHOW(sem_trywait(semaphore));
  pid_t child = start();
  if (child == 0) {
    sem_t *mine = sem_open(name, 0);
    REQUIRE(mine != SEM_FAILED);
    for (int i = 0; i < 3; i++) sem_post(mine);
    _exit(0);
  }
  for (int i = 0; i < 3; i++) SHOW(sem_wait(semaphore));
  finish(child);
  int value;
  SHOW(sem_getvalue(semaphore, &value));
  printf("value %d\n", value);
  SHOW(sem_unlink(name));
  SHOW(sem_unlink(name));
  SHOW(sem_post(semaphore));
  SHOW(sem_wait(semaphore));
  SHOW(sem_close(semaphore));
  sem_t *pair = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(&pair[0], 1, 0), sem_init(&pair[1], 1, 0);
  child = start();
  if (child == 0) {
    for (int i = 0; i < 100; i++) sem_wait(&pair[0]), sem_post(&pair[1]);
    _exit(0);
  }
  for (int i = 0; i < 100; i++) sem_post(&pair[0]), sem_wait(&pair[1]);
  show_status("a hundred turns: child", finish(child));
}
