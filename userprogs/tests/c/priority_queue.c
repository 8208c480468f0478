// A binary heap as a queue of timed events: a little simulation of a shop with two counters.
#include <stdio.h>
#include <stdlib.h>

struct event {
  int time, number;
  enum { ARRIVES, LEAVES } kind;
};
static struct event heap[256];
static int count;

static int is_before(struct event a, struct event b) {
  return a.time != b.time ? a.time < b.time : a.number != b.number ? a.number < b.number : a.kind < b.kind;
}

static void push(struct event e) {
  int i = count++;
  for (; i > 0 && is_before(e, heap[(i - 1) / 2]); i = (i - 1) / 2) heap[i] = heap[(i - 1) / 2];
  heap[i] = e;
}

static struct event pop(void) {
  struct event first = heap[0], last = heap[--count];
  int i = 0;
  for (int child; (child = 2 * i + 1) < count; i = child) {
    if (child + 1 < count && is_before(heap[child + 1], heap[child])) child++;
    if (!is_before(heap[child], last)) break;
    heap[i] = heap[child];
  }
  heap[i] = last;
  return first;
}

int main(void) {
  unsigned seed = 11;
  int queue[128], first = 0, last = 0, free_counters = 2, longest = 0, waited = 0, arrived[100];
  for (int i = 0, time = 0; i < 100; i++) {
    seed = seed * 1103515245 + 12345;
    time += (int)(seed >> 16) % 9;
    arrived[i] = time;
    push((struct event){time, i, ARRIVES});
  }
  while (count > 0) {
    struct event e = pop();
    if (e.kind == ARRIVES) queue[last++] = e.number;
    else free_counters++;
    while (free_counters > 0 && first < last) {
      int customer = queue[first++];
      seed = seed * 1103515245 + 12345;
      int service = 3 + (int)(seed >> 16) % 12;
      waited += e.time - arrived[customer];
      push((struct event){e.time + service, customer, LEAVES});
      free_counters--;
      if (customer % 10 == 0) printf("%d: customer %d waited %d\n", e.time, customer, e.time - arrived[customer]);
    }
    if (last - first > longest) longest = last - first;
    if (count == 0) printf("closed at %d\n", e.time);
  }
  printf("waited %d in all, longest queue %d\n", waited, longest);
  return 0;
}
