// Huffman codes: lengths, canonical codes, encoding and decoding of its own input.
#include <stdio.h>
#include <string.h>

struct node {
  int weight, left, right, symbol;
};
static struct node nodes[512];
static int lengths[256];
static unsigned codes[256];

static int lightest(const int *alive, int count) {
  int best = -1;
  for (int i = 0; i < count; i++)
    if (alive[i] && (best < 0 || nodes[i].weight < nodes[best].weight)) best = i;
  return best;
}

static void measure(int node, int depth) {
  if (nodes[node].symbol >= 0) {
    lengths[nodes[node].symbol] = depth == 0 ? 1 : depth;
    return;
  }
  measure(nodes[node].left, depth + 1);
  measure(nodes[node].right, depth + 1);
}

static void build(const unsigned char *text, size_t size) {
  int weights[256] = {0}, alive[512] = {0}, count = 0;
  for (size_t i = 0; i < size; i++) weights[text[i]]++;
  for (int s = 0; s < 256; s++)
    if (weights[s] > 0) {
      nodes[count] = (struct node){weights[s], -1, -1, s};
      alive[count++] = 1;
    }
  int root = 0;
  for (int rest = count; rest > 1; rest--) {
    int a = lightest(alive, count);
    alive[a] = 0;
    int b = lightest(alive, count);
    alive[b] = 0;
    root = count;
    nodes[count] = (struct node){nodes[a].weight + nodes[b].weight, a, b, -1};
    alive[count++] = 1;
  }
  memset(lengths, 0, sizeof lengths);
  measure(root, 0);
}

static void number_codes(void) {
  unsigned code = 0;
  for (int length = 1; length < 32; length++) {
    for (int s = 0; s < 256; s++)
      if (lengths[s] == length) codes[s] = code++;
    code <<= 1;
  }
}

int main(void) {
  static unsigned char text[4000], packed[4000], back[4000];
  size_t size = fread(text, 1, sizeof text, stdin), bits = 0;
  build(text, size);
  number_codes();
  for (int s = 0; s < 256; s++)
    if (lengths[s] > 0) {
      printf(s == '\n' ? "\\n " : "%c ", s);
      for (int i = lengths[s]; i-- > 0;) putchar('0' + (int)(codes[s] >> i & 1));
      putchar('\n');
    }
  for (size_t i = 0; i < size; i++)
    for (int b = lengths[text[i]]; b-- > 0; bits++)
      if (codes[text[i]] >> b & 1) packed[bits / 8] |= (unsigned char)(0x80 >> bits % 8);
  size_t written = 0, at = 0;
  while (at < bits) {
    unsigned code = 0;
    int length = 0, symbol = -1;
    while (symbol < 0) {
      code = code << 1 | (packed[at / 8] >> (7 - at % 8) & 1);
      at++;
      length++;
      for (int s = 0; s < 256 && symbol < 0; s++)
        if (lengths[s] == length && codes[s] == code) symbol = s;
    }
    back[written++] = (unsigned char)symbol;
  }
  printf("%zu bytes in %zu bits, %s\n", size, bits, written == size && memcmp(text, back, size) == 0 ? "same" : "different");
  return 0;
}
