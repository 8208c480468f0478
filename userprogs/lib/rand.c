// Generators of random numbers with little state: rand_r, and the 48 bits that POSIX prescribes.

#include <stdint.h>
#include <stdlib.h>

// Three steps of a linear congruential generator, of whose better bits one number is put together.
int rand_r(unsigned *seed) {
  unsigned state = *seed, result = 0;
  static const unsigned char bits[] = {11, 10, 10};
  for (int step = 0; step < 3; step++) {
    state = state * 1103515245 + 12345;
    result = result << (step == 0 ? 0 : 10) ^ (state / 65536 & ((1u << bits[step]) - 1));
  }
  *seed = state;
  return (int)result;
}

static uint64_t state48;

static uint64_t next48(void) { return state48 = (state48 * 0x5deece66d + 0xb) & 0xffffffffffff; }

void srand48(long seed) { state48 = ((uint64_t)seed & 0xffffffff) << 16 | 0x330e; }
long lrand48(void) { return (long)(next48() >> 17); }
long mrand48(void) { return (int)(next48() >> 16); }
