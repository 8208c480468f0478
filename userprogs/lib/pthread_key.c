// Values that each thread has for itself, under keys made while the program runs.
//
// (Where the variable is known beforehand, _Thread_local is simpler, and faster.)

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include "thread.h"

static struct {
  bool is_used;
  void (*destructor)(void *);
} keys[PTHREAD_KEYS_MAX];
static int keys_lock;

int pthread_key_create(pthread_key_t *key, void (*destructor)(void *)) {
  __lock(&keys_lock);
  unsigned found = 0;
  while (found < PTHREAD_KEYS_MAX && keys[found].is_used) found++;
  if (found < PTHREAD_KEYS_MAX) {
    keys[found].is_used = true;
    keys[found].destructor = destructor;
    *key = found;
  }
  __unlock(&keys_lock);
  return found < PTHREAD_KEYS_MAX ? 0 : EAGAIN;
}

static bool exists(pthread_key_t key) { return key < PTHREAD_KEYS_MAX && keys[key].is_used; }

int pthread_key_delete(pthread_key_t key) {
  if (!exists(key)) return EINVAL;
  keys[key].is_used = false;
  return 0;
}

void *pthread_getspecific(pthread_key_t key) {
  void **values = __self()->specific;
  return values != 0 && exists(key) ? values[key] : 0;
}

int pthread_setspecific(pthread_key_t key, const void *value) {
  if (!exists(key)) return EINVAL;
  struct thread *self = __self();
  if (self->specific == 0) self->specific = calloc(PTHREAD_KEYS_MAX, sizeof(void *));
  if (self->specific == 0) return ENOMEM;
  self->specific[key] = (void *)value;
  return 0;
}

// Calls the destructors of values that are not null. True if there were any.
static bool destroy_round(void **values) {
  bool any = false;
  for (unsigned key = 0; key < PTHREAD_KEYS_MAX; key++) {
    void *value = values[key];
    if (value == 0 || !exists(key)) continue;
    values[key] = 0;
    if (keys[key].destructor == 0) continue;
    keys[key].destructor(value);
    any = true;
  }
  return any;
}

// A destructor may set values again: so this goes round several times.
void __destroy_specific(struct thread *thread) {
  void **values = thread->specific;
  if (values == 0) return;
  for (int round = 0; round < PTHREAD_DESTRUCTOR_ITERATIONS && destroy_round(values); round++) {}
  thread->specific = 0;
  free(values);
}
