// Ping-pong by a condition variable: two threads take turns, strictly.
#include "show.h"

#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int turn, rounds;
static char log_of_turns[256];

static void *player(void *argument) {
  int me = argument != 0;
  for (int i = 0; i < 100; i++) {
    pthread_mutex_lock(&mutex);
    while (turn != me) pthread_cond_wait(&changed, &mutex);
    log_of_turns[rounds++] = me ? 'B' : 'A';
    turn = !me;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
  }
  return 0;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&b, 0, player, "b");
  pthread_create(&a, 0, player, 0);
  pthread_join(a, 0);
  pthread_join(b, 0);
  printf("%d turns: %s\n", rounds, log_of_turns);
}
