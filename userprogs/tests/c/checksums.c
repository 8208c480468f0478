// CRC-32 by table and by bits, Adler-32, Fletcher-16, Luhn digits.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint32_t table[256];

static void make_table(void) {
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t c = i;
    for (int k = 0; k < 8; k++) c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
    table[i] = c;
  }
}

static uint32_t crc_by_table(const unsigned char *p, size_t n) {
  uint32_t c = ~0u;
  for (; n > 0; n--) c = table[(c ^ *p++) & 255] ^ c >> 8;
  return ~c;
}

static uint32_t crc_by_bits(const unsigned char *p, size_t n) {
  uint32_t c = ~0u;
  for (; n > 0; n--) {
    c ^= *p++;
    for (int k = 0; k < 8; k++) c = c >> 1 ^ (0xedb88320u & -(c & 1));
  }
  return ~c;
}

static uint32_t adler(const unsigned char *p, size_t n) {
  uint32_t a = 1, b = 0;
  for (; n > 0; n--) b = (b + (a = (a + *p++) % 65521)) % 65521;
  return b << 16 | a;
}

static uint16_t fletcher(const unsigned char *p, size_t n) {
  uint16_t a = 0, b = 0;
  for (; n > 0; n--) b = (uint16_t)((b + (a = (uint16_t)((a + *p++) % 255))) % 255);
  return (uint16_t)(b << 8 | a);
}

static int luhn(const char *digits) {
  int sum = 0, length = (int)strlen(digits);
  for (int i = 0; i < length; i++) {
    int d = digits[length - 1 - i] - '0';
    if (i % 2 == 1 && (d *= 2) > 9) d -= 9;
    sum += d;
  }
  return sum % 10;
}

int main(void) {
  static unsigned char data[70000];
  for (size_t i = 0; i < sizeof data; i++) data[i] = (unsigned char)(i * i >> 3);
  make_table();
  static const size_t sizes[] = {0, 1, 9, 255, 256, 4096, 70000};
  for (int i = 0; i < 7; i++)
    printf("%zu: %08x %08x %08x %04x\n", sizes[i], crc_by_table(data, sizes[i]), crc_by_bits(data, sizes[i]),
           adler(data, sizes[i]), fletcher(data, sizes[i]));
  printf("%08x\n", crc_by_table((const unsigned char *)"123456789", 9));
  printf("%d %d\n", luhn("79927398713"), luhn("79927398710"));
  return 0;
}
