// Three pseudo-random generators, their first values and some statistics of their bits.
#include <stdint.h>
#include <stdio.h>

static uint32_t lcg_state = 1;
static uint32_t lcg(void) { return lcg_state = lcg_state * 1664525u + 1013904223u; }

static uint64_t xorshift_state = 88172645463325252ull;
static uint64_t xorshift(void) {
  xorshift_state ^= xorshift_state << 13;
  xorshift_state ^= xorshift_state >> 7;
  return xorshift_state ^= xorshift_state << 17;
}

// MT19937, 32 bits.
static uint32_t mt[624];
static int mt_index = 624;
static void mt_seed(uint32_t seed) {
  mt[0] = seed;
  for (uint32_t i = 1; i < 624; i++) mt[i] = 1812433253u * (mt[i - 1] ^ mt[i - 1] >> 30) + i;
}
static uint32_t mersenne(void) {
  if (mt_index == 624) {
    for (int i = 0; i < 624; i++) {
      uint32_t y = (mt[i] & 0x80000000u) | (mt[(i + 1) % 624] & 0x7fffffffu);
      mt[i] = mt[(i + 397) % 624] ^ y >> 1 ^ (y & 1 ? 2567483615u : 0);
    }
    mt_index = 0;
  }
  uint32_t y = mt[mt_index++];
  y ^= y >> 11;
  y ^= y << 7 & 2636928640u;
  y ^= y << 15 & 4022730752u;
  return y ^ y >> 18;
}

int main(void) {
  mt_seed(5489);
  for (int i = 0; i < 5; i++) printf("%u %lu %u\n", lcg(), (unsigned long)xorshift(), mersenne());
  int bits[3][8] = {{0}};
  for (int i = 0; i < 20000; i++) {
    uint64_t values[3] = {lcg() >> 20, xorshift() >> 50, mersenne()};
    for (int g = 0; g < 3; g++)
      for (int b = 0; b < 8; b++) bits[g][b] += (int)(values[g] >> b & 1);
  }
  for (int g = 0; g < 3; g++) {
    for (int b = 0; b < 8; b++) printf("%d ", bits[g][b]);
    printf("\n");
  }
  return 0;
}
