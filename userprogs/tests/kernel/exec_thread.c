// exec from a second thread: all others end, the caller becomes the first thread and keeps the process's pid.
#include "show.h"

#include <pthread.h>
#include <sys/auxv.h>
#include <sys/syscall.h>

static void *forever(void *unused) {
  for (;;) pause();
  return unused;
}

static void *replace(void *unused) {
  char pid[32], *none[] = {0};
  sprintf(pid, "%d", getpid());
  printf("the caller is not the first thread: %d\n", syscall(SYS_gettid) != getpid());
  fflush(stdout);
  char *list[] = {"again", pid, 0};
  execve((const char *)getauxval(AT_EXECFN), list, none);
  return unused;
}

int main(int count, char **arguments) {
  if (count == 2) {
    printf("the pid stayed: %d\n", getpid() == atoi(arguments[1]));
    printf("there is one thread, the first: %d\n", syscall(SYS_gettid) == getpid());
    return 21;
  }
  pid_t child = start();
  if (child == 0) {
    pthread_t threads[4];
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], 0, forever, 0);
    pthread_create(&threads[3], 0, replace, 0);
    for (;;) pause();
  }
  show_status("child", finish(child));
}
