// Base64, there and back, with every length of rest, and hexadecimal and quoted-printable for company.
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode(const unsigned char *from, size_t size, char *to) {
  for (size_t i = 0; i < size; i += 3) {
    unsigned group = (unsigned)from[i] << 16;
    if (i + 1 < size) group |= (unsigned)from[i + 1] << 8;
    if (i + 2 < size) group |= from[i + 2];
    *to++ = alphabet[group >> 18];
    *to++ = alphabet[group >> 12 & 63];
    *to++ = i + 1 < size ? alphabet[group >> 6 & 63] : '=';
    *to++ = i + 2 < size ? alphabet[group & 63] : '=';
  }
  *to = 0;
}

static size_t decode(const char *from, unsigned char *to) {
  unsigned bits = 0;
  int count = 0;
  size_t size = 0;
  for (; *from != 0 && *from != '='; from++) {
    const char *place = strchr(alphabet, *from);
    if (place == 0) continue;
    bits = bits << 6 | (unsigned)(place - alphabet);
    if ((count += 6) >= 8) to[size++] = (unsigned char)(bits >> (count -= 8));
  }
  return size;
}

static void quote(const char *text) {
  for (; *text != 0; text++) {
    unsigned char c = (unsigned char)*text;
    if (isprint(c) && c != '=') putchar(c);
    else printf("=%02X", c);
  }
  putchar('\n');
}

int main(void) {
  const char *text = "Any carnal pleas\xc3\xbcre.\n=";
  char encoded[400];
  unsigned char decoded[300];
  for (size_t size = 0; size <= strlen(text); size++) {
    encode((const unsigned char *)text, size, encoded);
    size_t back = decode(encoded, decoded);
    printf("%zu %s %s\n", size, encoded, back == size && memcmp(decoded, text, size) == 0 ? "same" : "different");
  }
  unsigned char all[256];
  for (int i = 0; i < 256; i++) all[i] = (unsigned char)i;
  encode(all, 256, encoded);
  puts(encoded);
  size_t back = decode(encoded, decoded);
  printf("%zu %d\n", back, memcmp(all, decoded, 256));
  quote(text);
  return 0;
}
