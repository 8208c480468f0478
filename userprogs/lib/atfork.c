// pthread_atfork: functions to be called around fork.

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

static struct entry {
  void (*functions[3])(void);  // before; afterwards in the parent; in the child
  struct entry *next, *previous;
} *latest, *earliest;

int pthread_atfork(void (*before)(void), void (*in_parent)(void), void (*in_child)(void)) {
  struct entry *entry = malloc(sizeof *entry);
  if (entry == 0) return ENOMEM;
  *entry = (struct entry){{before, in_parent, in_child}, latest, 0};
  if (latest != 0) latest->previous = entry;
  else earliest = entry;
  latest = entry;
  return 0;
}

// Before the fork the latest first, afterwards the earliest first.
void __run_atfork(int stage) {
  for (struct entry *entry = stage == 0 ? latest : earliest; entry != 0;) {
    if (entry->functions[stage] != 0) entry->functions[stage]();
    entry = stage == 0 ? entry->next : entry->previous;
  }
}
