// cksum: a checksum by division of polynomials (POSIX's CRC), and the size.
#define TOOL "cksum"
#include "tool.h"

#include <stdint.h>

const char help[] =
  "Usage: cksum [FILE]...\n"
  "Write a checksum of 32 bits and the size of each FILE (standard input where there is none).\n"
  "\n"
  "  --help  show this help\n"
  "\n"
  "It finds accidents, not malice: sha256sum finds both.\n"
  "\n"
  "Example: cksum archive.tar\n";

// What dividing by x^32 + x^26 + x^23 + ... + x + 1 leaves of each byte.
static uint32_t remainders[256];

static void prepare(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t rest = byte << 24;
    for (int bit = 0; bit < 8; bit++) rest = rest << 1 ^ ((rest >> 31) != 0 ? 0x04c11db7 : 0);
    remainders[byte] = rest;
  }
}

static uint32_t add_byte(uint32_t sum, unsigned byte) {
  return sum << 8 ^ remainders[(sum >> 24 ^ byte) & 255];
}

// The size counts, too, its lowest byte first.
static bool sum_file(const char *name, const char *shown) {
  static unsigned char buffer[64 * 1024];
  FILE *file = open_input(name);
  if (file == 0) return false;
  uint32_t sum = 0;
  uint64_t size = 0;
  for (size_t count; (count = fread(buffer, 1, sizeof buffer, file)) > 0; size += count)
    for (size_t i = 0; i < count; i++) sum = add_byte(sum, buffer[i]);
  bool done = !ferror(file);
  if (!done) complain(name);
  close_input(file);
  for (uint64_t rest = size; rest != 0; rest >>= 8) sum = add_byte(sum, rest & 255);
  if (done) printf("%u %llu%s%s\n", ~sum, (unsigned long long)size, *shown == 0 ? "" : " ", shown);
  return done;
}

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  prepare();
  bool done = optind < argc || sum_file("-", "");
  for (; optind < argc; optind++) done &= sum_file(argv[optind], argv[optind]);
  return finish(done ? 0 : FAILURE);
}
