// A signal to a thread runs in that thread; one to the process in some thread that does not block it.
#include "show.h"

#include <pthread.h>
#include <semaphore.h>

static __thread int me;
static volatile sig_atomic_t ran_in[4];
static sem_t handled, ready;
static volatile int stop;

static void note(int signal) {
  (void)signal;
  ran_in[me]++;
  sem_post(&handled);
}

static void *wait_for_signals(void *argument) {
  me = *(int *)argument;
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  // SIGUSR2 to the process is for thread 3 only.
  pthread_sigmask(me == 3 ? SIG_UNBLOCK : SIG_BLOCK, &set, 0);
  sem_post(&ready);
  while (!stop) usleep(500);
  return 0;
}

static void take(sem_t *semaphore) {
  while (sem_wait(semaphore) != 0) {}
}

int main(void) {
  pthread_t threads[4];
  int numbers[4] = {0, 1, 2, 3};
  sigset_t set;
  sem_init(&handled, 0, 0), sem_init(&ready, 0, 0);
  signal(SIGUSR1, note), signal(SIGUSR2, note);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  pthread_sigmask(SIG_BLOCK, &set, 0);
  threads[0] = pthread_self();
  for (int i = 1; i < 4; i++) pthread_create(&threads[i], 0, wait_for_signals, &numbers[i]);
  for (int i = 1; i < 4; i++) take(&ready);
  for (int i = 0; i < 12; i++) {
    pthread_kill(threads[i % 4], SIGUSR1);
    take(&handled);
  }
  printf("each thread handled its own: %d %d %d %d\n", ran_in[0], ran_in[1], ran_in[2], ran_in[3]);
  for (int i = 0; i < 5; i++) {
    kill(getpid(), SIGUSR2);
    take(&handled);
  }
  printf("the process's go to who lets them in: %d %d %d %d\n", ran_in[0], ran_in[1], ran_in[2], ran_in[3]);
  SHOW_ERROR(pthread_kill(threads[1], 0));
  SHOW_ERROR(pthread_kill(threads[1], 65));
  pthread_kill(threads[0], SIGUSR2);
  sigpending(&set);
  printf("blocked, it is pending: %d\n", sigismember(&set, SIGUSR2));
  stop = 1;
  for (int i = 1; i < 4; i++) pthread_join(threads[i], 0);
}
