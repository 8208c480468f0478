// Bits: counting, finding, reversing, interleaving, rotating, parity, with builtins and by hand.
#include <stdint.h>
#include <stdio.h>

static int count(uint64_t v) {
  int n = 0;
  for (; v != 0; v &= v - 1) n++;
  return n;
}

static uint64_t reverse(uint64_t v) {
  v = (v >> 1 & 0x5555555555555555u) | (v & 0x5555555555555555u) << 1;
  v = (v >> 2 & 0x3333333333333333u) | (v & 0x3333333333333333u) << 2;
  v = (v >> 4 & 0x0f0f0f0f0f0f0f0fu) | (v & 0x0f0f0f0f0f0f0f0fu) << 4;
  return __builtin_bswap64(v);
}

static uint64_t spread(uint32_t x) {
  uint64_t v = x;
  v = (v | v << 16) & 0x0000ffff0000ffffu;
  v = (v | v << 8) & 0x00ff00ff00ff00ffu;
  v = (v | v << 4) & 0x0f0f0f0f0f0f0f0fu;
  v = (v | v << 2) & 0x3333333333333333u;
  return (v | v << 1) & 0x5555555555555555u;
}

static uint64_t rotate(uint64_t v, unsigned by) { return v << (by & 63) | v >> (-by & 63); }

int main(void) {
  uint64_t v = 1, sum = 0;
  for (int i = 0; i < 200; i++) {
    v = v * 6364136223846793005u + 1442695040888963407u;
    uint64_t x = v >> (i & 63) | 1;
    uint32_t w = (uint32_t)x;
    int wrong = count(x) != __builtin_popcountll(x) || (count(x) & 1) != __builtin_parityll(x);
    wrong |= count(w) != __builtin_popcount(w) || __builtin_ctzll(x << 7) != 7 || __builtin_ffsll((int64_t)(x << 3 | 4)) != 3;
    wrong |= (1ull << (63 - __builtin_clzll(x))) > x || (w != 0 && (w >> (31 - __builtin_clz(w))) != 1);
    wrong |= reverse(reverse(x)) != x || rotate(rotate(x, (unsigned)i), -(unsigned)i) != x;
    if (wrong) printf("wrong at %d\n", i);
    sum = sum * 31 + reverse(x) + (spread(w) | spread((uint32_t)(x >> 32)) << 1) + rotate(x, (unsigned)i);
    sum += (unsigned)__builtin_clrsb((int)w) + (unsigned)__builtin_clzll(x) * 3u + (unsigned)__builtin_ctzll(x | 1ull << 40);
  }
  printf("%016lx\n", (unsigned long)sum);
  for (int i = 0; i < 64; i += 9) printf("%d %d %d\n", __builtin_clzll(1ull << i), __builtin_ctzll(1ull << i), __builtin_popcountll((1ull << i) - 1));
  return 0;
}
