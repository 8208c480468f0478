// An LZ77 compressor with a hash chain, and its decompressor: every input comes back.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT = 60000, WINDOW = 4096, SHORTEST = 3, LONGEST = 18, HASHES = 4096 };

static unsigned hash(const unsigned char *p) { return (p[0] * 2654435761u ^ p[1] * 40503u ^ p[2] * 77u) % HASHES; }

// Output: a byte of eight flags, then for each a literal byte or a pair of 12 bits distance and 4 bits
// length.
static size_t compress(const unsigned char *in, size_t size, unsigned char *out) {
  static int heads[HASHES], chain[LIMIT];
  size_t written = 0, flags = 0;
  int bit = 8;
  memset(heads, -1, sizeof heads);
  for (size_t i = 0; i < size;) {
    if (bit == 8) {
      flags = written++;
      out[flags] = 0;
      bit = 0;
    }
    size_t best = 0, distance = 0;
    if (i + SHORTEST <= size) {
      int tries = 32;
      for (int at = heads[hash(in + i)]; at >= 0 && i - (size_t)at <= WINDOW && tries-- > 0; at = chain[at]) {
        size_t length = 0;
        while (length < LONGEST && i + length < size && in[(size_t)at + length] == in[i + length]) length++;
        if (length > best) {
          best = length;
          distance = i - (size_t)at;
        }
      }
    }
    size_t step = best >= SHORTEST ? best : 1;
    if (best >= SHORTEST) {
      unsigned pair = (unsigned)((distance - 1) << 4 | (best - SHORTEST));
      out[flags] |= (unsigned char)(1 << bit);
      out[written++] = (unsigned char)(pair >> 8);
      out[written++] = (unsigned char)pair;
    } else {
      out[written++] = in[i];
    }
    bit++;
    for (size_t end = i + step; i < end; i++)
      if (i + SHORTEST <= size) {
        chain[i] = heads[hash(in + i)];
        heads[hash(in + i)] = (int)i;
      }
  }
  return written;
}

static size_t decompress(const unsigned char *in, size_t size, unsigned char *out) {
  size_t read = 0, written = 0;
  while (read < size) {
    unsigned flags = in[read++];
    for (int bit = 0; bit < 8 && read < size; bit++) {
      if ((flags >> bit & 1) == 0) {
        out[written++] = in[read++];
        continue;
      }
      unsigned pair = (unsigned)in[read] << 8 | in[read + 1];
      read += 2;
      for (unsigned n = (pair & 15) + SHORTEST; n > 0; n--, written++) out[written] = out[written - (pair >> 4) - 1];
    }
  }
  return written;
}

int main(void) {
  unsigned char *in = malloc(LIMIT), *packed = malloc(LIMIT * 2), *back = malloc(LIMIT);
  for (int kind = 0; kind < 5; kind++)
    for (size_t size = 0; size <= 50000; size = size * 9 + 7) {
      uint32_t seed = 1;
      for (size_t i = 0; i < size; i++) {
        seed = seed * 1664525 + 1013904223;
        switch (kind) {
          case 0: in[i] = 'a'; break;
          case 1: in[i] = (unsigned char)(seed >> 24); break;
          case 2: in[i] = (unsigned char)"the quick brown fox "[i % 20]; break;
          case 3: in[i] = (unsigned char)(i / 100); break;
          default: in[i] = (unsigned char)"abcd"[seed >> 30];
        }
      }
      size_t length = compress(in, size, packed);
      size_t length_back = decompress(packed, length, back);
      unsigned sum = 0;
      for (size_t i = 0; i < length; i++) sum = sum * 31 + packed[i];
      printf("%d: %zu -> %zu (%u) %s\n", kind, size, length, sum,
             length_back == size && memcmp(in, back, size) == 0 ? "same" : "DIFFERENT");
    }
  free(in);
  free(packed);
  free(back);
  return 0;
}
