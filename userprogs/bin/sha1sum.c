// sha1sum: checksums by SHA-1 (FIPS 180-4).
#define TOOL "sha1sum"
#include "tool.h"

#include "hash.h"

const char help[] = HASH_HELP("sha1sum", "160");

static const int hash_words = 5;
static const bool hash_is_big_endian = true;
static const uint32_t hash_start[HASH_WORDS] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

static void hash_block(uint32_t state[HASH_WORDS], const unsigned char *block) {
  uint32_t words[80];
  for (int i = 0; i < 16; i++) words[i] = load_word(block + 4 * i, true);
  for (int i = 16; i < 80; i++)
    words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
  static const uint32_t constants[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (int i = 0; i < 80; i++) {
    int round = i / 20;
    uint32_t f = round == 0 ? (b & c) | (~b & d) : round == 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    uint32_t sum = rotate(a, 5) + f + e + constants[round] + words[i];
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = sum;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

int main(int argc, char **argv) { return hash_main(argc, argv); }
