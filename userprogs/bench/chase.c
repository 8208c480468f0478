// Benchmark kernel: following links through 16 MiB in a random order, a cache line at each step. Almost every
// step waits for memory, so that few instructions take long.
//
// With KERNEL_ONLY defined there is no main and no library: only kernel, for hosts that call it themselves.
#include <stdint.h>

enum { LINE = 64, NODES = (16 << 20) / LINE };

// A node fills a cache line.
struct node {
  uint32_t next;
  uint32_t value;
  unsigned char padding[LINE - 2 * sizeof(uint32_t)];
};

static struct node nodes[NODES];

// One cycle through all nodes, by Sattolo's shuffle.
static void link_nodes(void) {
  uint64_t seed = 1;
  for (uint32_t i = 0; i < NODES; i++) nodes[i] = (struct node){.next = i, .value = i * 2654435761u};
  for (uint32_t i = NODES - 1; i > 0; i--) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    uint32_t other = (uint32_t)((seed >> 33) % i), kept = nodes[i].next;
    nodes[i].next = nodes[other].next;
    nodes[other].next = kept;
  }
}

// Goes once round for each repeat.
uint64_t kernel(uint64_t repeats) {
  uint64_t sum = 0;
  uint32_t at = 0;
  link_nodes();
  for (uint64_t step = 0; step < repeats * NODES; step++) {
    sum = sum * 3 + nodes[at].value;
    at = nodes[at].next;
  }
  return sum;
}

#ifndef KERNEL_ONLY
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  uint64_t repeats = argc > 1 ? strtoul(argv[1], 0, 10) : 8;
  printf("%016llx\n", (unsigned long long)kernel(repeats));
  return 0;
}
#endif
