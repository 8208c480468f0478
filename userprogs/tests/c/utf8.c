// UTF-8: decoding with all kinds of errors, encoding, and both as inverses.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// Decodes one character; returns its bytes, or -1 for a malformed sequence.
static int decode(const unsigned char *p, size_t size, uint32_t *character) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (size == 0) return -1;
  int length = p[0] < 0x80 ? 1 : p[0] < 0xc0 ? -1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf8 ? 4 : -1;
  if (length < 0 || (size_t)length > size) return -1;
  *character = length == 1 ? p[0] : p[0] & (0x7f >> length);
  for (int i = 1; i < length; i++) {
    if ((p[i] & 0xc0) != 0x80) return -1;
    *character = *character << 6 | (p[i] & 0x3f);
  }
  if (*character < least[length] || *character > 0x10ffff || (*character >> 11) == 27) return -1;
  return length;
}

static int encode(uint32_t c, unsigned char *to) {
  if (c < 0x80) return to[0] = (unsigned char)c, 1;
  int length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (int i = length - 1; i > 0; i--, c >>= 6) to[i] = (unsigned char)(0x80 | (c & 0x3f));
  to[0] = (unsigned char)(0xf00 >> length | c);
  return length;
}

static void show(const char *text) {
  size_t size = strlen(text);
  for (const unsigned char *p = (const unsigned char *)text; size > 0;) {
    uint32_t character;
    int length = decode(p, size, &character);
    if (length < 0) printf("<%02x> ", *p);
    else printf("U+%04X ", character);
    if (length < 0) length = 1;
    p += length;
    size -= (size_t)length;
  }
  printf("\n");
}

int main(void) {
  show("plain");
  show("na\xc3\xafve \xe2\x82\xac \xf0\x9f\x98\x80 \xe6\x97\xa5\xe6\x9c\xac");
  show("\x80\xbf \xc0\x80 \xe0\x80\xaf \xed\xa0\x80 \xf4\x90\x80\x80 \xff \xc3");
  int wrong = 0;
  long bytes = 0;
  for (uint32_t c = 0; c <= 0x10ffff; c += c < 0x1000 ? 1 : 37) {
    if (c >> 11 == 27) continue;
    unsigned char text[4];
    uint32_t back = 0;
    int length = encode(c, text);
    bytes += length;
    wrong += decode(text, 4, &back) != length || back != c;
  }
  printf("%d wrong, %ld bytes\n", wrong, bytes);
  printf("Gr\xc3\xbc\xc3\x9f Gott, \xce\xba\xcf\x8c\xcf\x83\xce\xbc\xce\xb5!\n");
  return 0;
}
