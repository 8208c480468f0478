// arc4random: random bytes that nobody has to seed, from the 16 bytes that the kernel puts on each new
// program's stack.
//
// The generator is xorshift128+: good for hash seeds and games. It keeps no secrets.

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

static uint64_t state[2];

static void seed(void) {
  const void *bytes = (const void *)getauxval(AT_RANDOM);
  if (bytes != 0) memcpy(state, bytes, sizeof state);
  state[0] |= 1;  // all zeros would stay zeros for ever
}

static uint64_t next(void) {
  if ((state[0] | state[1]) == 0) seed();
  uint64_t a = state[0], b = state[1];
  a ^= a << 23;
  a ^= a >> 17 ^ b ^ b >> 26;
  state[0] = b;
  state[1] = a;
  return a + b;
}

unsigned arc4random(void) { return (unsigned)(next() >> 32); }

void arc4random_buf(void *memory, size_t size) {
  for (char *target = memory; size > 0;) {
    uint64_t bytes = next();
    size_t piece = size < sizeof bytes ? size : sizeof bytes;
    memcpy(target, &bytes, piece);
    target += piece;
    size -= piece;
  }
}
