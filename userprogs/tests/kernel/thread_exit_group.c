// exit from any thread ends the process, all threads with it; so does a signal that kills, and main's return.
#include "show.h"

#include <pthread.h>
#include <sys/syscall.h>

static void *forever(void *unused) {
  for (;;) pause();
  return unused;
}
static void *spin(void *unused) {
  for (volatile int i = 0;; i++) {}
  return unused;
}
static void *exits(void *unused) { return exit(31), unused; }
static void *exits_group(void *unused) { return syscall(SYS_exit_group, 32), unused; }
static void *exits_alone(void *unused) { return syscall(SYS_exit, 33), unused; }
static void *kills(void *unused) { return kill(getpid(), SIGKILL), unused; }
static void *faults(void *unused) { return *(volatile int *)16 = 1, unused; }

static void run(const char *what, void *(*function)(void *), int returns) {
  pid_t child = start();
  if (child == 0) {
    pthread_t threads[4];
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], 0, i < 2 ? forever : spin, 0);
    pthread_create(&threads[3], 0, function, 0);
    if (returns) {
      usleep(1000);
      _exit(34);
    }
    for (;;) pause();
  }
  printf("%s: ", what);
  show_status("child", finish(child));
}

int main(void) {
  run("exit", exits, 0);
  run("exit_group", exits_group, 0);
  run("SIGKILL", kills, 0);
  run("a fault", faults, 0);
  run("main's _exit", forever, 1);
  run("main's _exit after the end of a thread by exit", exits_alone, 1);
  pid_t child = start();
  if (child == 0) {
    pthread_t thread;
    pthread_create(&thread, 0, exits, 0);
    syscall(SYS_exit, 35);
  }
  show_status("the first thread ended first: child", finish(child));
}
