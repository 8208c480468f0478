// rand: a linear congruential generator of 64 bits (Knuth's multiplier), of which the best 31 bits are given
// out.

#include <stdlib.h>

static unsigned long state = 1;

static unsigned long next(unsigned long seed) { return seed * 6364136223846793005ul + 1442695040888963407ul; }

int rand(void) {
  state = next(state);
  return (int)(state >> 33);
}

void srand(unsigned seed) { state = seed; }

int rand_r(unsigned *seed) {
  unsigned long mixed = next(next(*seed));
  *seed = (unsigned)(mixed >> 32);
  return (int)(mixed >> 33);
}
