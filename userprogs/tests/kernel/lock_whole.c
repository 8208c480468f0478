// flock: shared and exclusive locks belong to open files: a copy and a child have the same one, a second open has not.
#include "show.h"

#include <fcntl.h>
#include <sys/file.h>

int main(void) {
  const char *path = "/tmp/ring3-lock-whole";
  int one = open(path, O_RDWR | O_CREAT, 0600), other = open(path, O_RDONLY), copy = dup(one);
  SHOW(flock(one, LOCK_SH));
  SHOW(flock(other, LOCK_SH | LOCK_NB));
  SHOW(flock(one, LOCK_EX | LOCK_NB));
  SHOW(flock(other, LOCK_UN));
  SHOW(flock(one, LOCK_EX | LOCK_NB));
  SHOW(flock(copy, LOCK_EX | LOCK_NB));
  SHOW(flock(other, LOCK_SH | LOCK_NB));
  close(one);
  SHOW(flock(other, LOCK_SH | LOCK_NB));
  pid_t child = start();
  if (child == 0) {
    SHOW(flock(copy, LOCK_EX | LOCK_NB));
    SHOW(flock(other, LOCK_EX | LOCK_NB));
    SHOW(flock(copy, LOCK_UN));
    fflush(stdout);
    usleep(20000);
    exit(0);
  }
  int result = flock(other, LOCK_EX);
  finish(child);
  printf("waited for the child: %d\n", result);
  SHOW(flock(copy, LOCK_SH | LOCK_NB));
  close(other);
  SHOW(flock(copy, LOCK_SH | LOCK_NB));
  SHOW(flock(copy, 0));
  SHOW(flock(copy, LOCK_SH | LOCK_EX));
  SHOW(flock(1000, LOCK_SH));
  struct flock record = {.l_type = F_WRLCK};
  SHOW(fcntl(open(path, O_RDWR), F_SETLK, &record));
  unlink(path);
}
