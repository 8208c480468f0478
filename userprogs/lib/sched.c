// Which processors a thread may run on.

#include <sched.h>
#include <string.h>

int __sched_getaffinity(pid_t thread, size_t size, void *set);

// The kernel fills in as many bytes as it has processors for.
int sched_getaffinity(pid_t thread, size_t size, cpu_set_t *set) {
  int filled = __sched_getaffinity(thread, size, set);
  if (filled < 0) return -1;
  memset((char *)set + filled, 0, size - (size_t)filled);
  return 0;
}

int __cpu_count(size_t size, const cpu_set_t *set) {
  int count = 0;
  for (size_t i = 0; i < 8 * size; i++) count += CPU_ISSET_S(i, size, set);
  return count;
}

int sched_getcpu(void) {
  unsigned processor;
  return getcpu(&processor, 0) < 0 ? -1 : (int)processor;
}
