// Packed structures and misaligned access, reading the bytes of other types, and byte orders.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct __attribute__((packed)) record {
  uint8_t kind;
  uint16_t port;
  uint32_t address;
  uint64_t stamp;
  int16_t delta;
};

static void dump(const void *memory, size_t size) {
  const unsigned char *p = memory;
  for (size_t i = 0; i < size; i++) printf("%02x%s", p[i], i + 1 == size ? "\n" : " ");
}

// Reads through memcpy, as one should; the compiler may make it one load.
static uint32_t load32(const unsigned char *p) {
  uint32_t v;
  memcpy(&v, p, sizeof v);
  return v;
}
static void store64(unsigned char *p, uint64_t v) { memcpy(p, &v, sizeof v); }

int main(void) {
  struct record records[3];
  for (int i = 0; i < 3; i++)
    records[i] = (struct record){(uint8_t)(i + 1), (uint16_t)(8080 + i), 0x7f000001u + (uint32_t)i, 0x1122334455667788u * (unsigned)(i + 1), (int16_t)(-5 * i)};
  printf("%zu %zu\n", sizeof(struct record), sizeof records);
  dump(records, sizeof records);
  records[1].stamp += records[2].stamp ^ records[0].address;
  records[2].delta = (int16_t)(records[2].delta * records[1].port);
  uint64_t *inside = (uint64_t *)(void *)&records[1].stamp;
  uint64_t copy;
  memcpy(&copy, inside, 8);
  printf("%lx %d\n", (unsigned long)copy, records[2].delta);
  unsigned char buffer[32];
  for (int i = 0; i < 32; i++) buffer[i] = (unsigned char)i;
  uint32_t sum = 0;
  for (int offset = 0; offset < 8; offset++) {
    sum = sum * 7 + load32(buffer + offset);
    store64(buffer + 8 + offset, 0x0102030405060708u + (unsigned)offset);
  }
  printf("%u\n", sum);
  dump(buffer, 32);
  printf("%04x %08x %016lx\n", __builtin_bswap16(0x1234), __builtin_bswap32(0x12345678),
         (unsigned long)__builtin_bswap64(0x123456789abcdef0u));
  uint32_t network = __builtin_bswap32(0xc0a80001u);
  dump(&network, 4);
  return 0;
}
