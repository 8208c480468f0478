// Permutations by recursion, by Heap's algorithm and in lexical order; combinations; Gray codes; partitions.
#include <stdio.h>
#include <string.h>

static unsigned sum;
static int shown;

static void use(const char *text) {
  for (const char *p = text; *p != 0; p++) sum = sum * 31 + (unsigned)*p;
  if (shown++ < 8) printf("%s ", text);
}

static void swap(char *a, char *b) {
  char kept = *a;
  *a = *b;
  *b = kept;
}

static void recursive(char *text, int from) {
  if (text[from] == 0) use(text);
  for (int i = from; text[i] != 0; i++) {
    swap(&text[from], &text[i]);
    recursive(text, from + 1);
    swap(&text[from], &text[i]);
  }
}

static void heap(char *text, int n) {
  if (n == 1) {
    use(text);
    return;
  }
  for (int i = 0; i < n; i++) {
    heap(text, n - 1);
    swap(&text[n % 2 ? 0 : i], &text[n - 1]);
  }
}

static int next(char *text, int n) {
  int i = n - 2, j = n - 1;
  while (i >= 0 && text[i] >= text[i + 1]) i--;
  if (i < 0) return 0;
  while (text[j] <= text[i]) j--;
  swap(&text[i], &text[j]);
  for (int a = i + 1, b = n - 1; a < b; a++, b--) swap(&text[a], &text[b]);
  return 1;
}

static int partitions(int n, int largest) {
  if (n == 0) return 1;
  int count = 0;
  for (int part = n < largest ? n : largest; part > 0; part--) count += partitions(n - part, part);
  return count;
}

static void report(const char *name) {
  printf("... %s: %d, %u\n", name, shown, sum);
  sum = 0;
  shown = 0;
}

int main(void) {
  char text[] = "abcdefg";
  recursive(text, 0);
  report("recursive");
  heap(text, 7);
  report("Heap");
  char repeated[] = "aabbccd";
  do use(repeated);
  while (next(repeated, 7));
  report("lexical");
  for (unsigned set = 0; set < 1u << 10; set++)
    if (__builtin_popcount(set) == 4) {
      char chosen[11] = {0};
      for (int i = 0, n = 0; i < 10; i++)
        if (set >> i & 1) chosen[n++] = (char)('0' + i);
      use(chosen);
    }
  report("combinations");
  for (unsigned i = 0; i < 16; i++) {
    unsigned gray = i ^ i >> 1;
    printf("%u%u%u%u ", gray >> 3 & 1, gray >> 2 & 1, gray >> 1 & 1, gray & 1);
  }
  printf("\n");
  for (int n = 1; n <= 30; n += 5) printf("%d ", partitions(n, n));
  printf("\n");
  return 0;
}
