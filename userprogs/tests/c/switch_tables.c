// Switches: dense (a jump table), sparse (a tree of comparisons), with falling through, over 64-bit values.
#include <stdio.h>

static int dense(int x) {
  switch (x) {
    case 0: return 11;
    case 1: return 5;
    case 2: return 77;
    case 3: return -3;
    case 4: return 1000;
    case 5: return 8;
    case 6: return x * x;
    case 7: return 19;
    case 8: return 20;
    case 9: return 4;
    default: return -1;
  }
}

static int sparse(long x) {
  switch (x) {
    case -1000000000000: return 1;
    case -5: return 2;
    case 0: return 3;
    case 1000: return 4;
    case 70000: return 5;
    case 5000000000: return 6;
    case 0x7fffffffffffffff: return 7;
    default: return 0;
  }
}

static int falling(int x) {
  int sum = 0;
  switch (x & 7) {
    case 7: sum += 64; /* fall through */
    case 6: sum += 32; /* fall through */
    case 5: sum += 16; break;
    case 4: sum += 8; /* fall through */
    default: sum += 1000; /* fall through */
    case 1: sum += 2; break;
    case 0: return -7;
  }
  return sum;
}

static const char *classify(char c) {
  switch (c) {
    case 'a' ... 'z': return "lower";
    case 'A' ... 'Z': return "upper";
    case '0' ... '9': return "digit";
    case ' ': case '\t': case '\n': return "blank";
    default: return "other";
  }
}

// Duff's device: a loop that a switch jumps into.
static int duff(int count) {
  int steps = 0, rounds = (count + 3) / 4;
  if (count <= 0) return 0;
  switch (count % 4) {
    case 0: do { steps++;  /* fall through */
    case 3: steps++;  /* fall through */
    case 2: steps++;  /* fall through */
    case 1: steps++;
    } while (--rounds > 0);
  }
  return steps;
}

int main(void) {
  for (int i = -3; i < 13; i++) printf("%d ", dense(i));
  printf("\n");
  static const long keys[] = {-1000000000000, -6, -5, 0, 1, 999, 1000, 70000, 5000000000, 4999999999, 0x7fffffffffffffff};
  for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++) printf("%d ", sparse(keys[i]));
  printf("\n");
  for (int i = 0; i < 9; i++) printf("%d ", falling(i));
  printf("\n");
  for (const char *p = "aZ5 ~\n"; *p != 0; p++) printf("%s ", classify(*p));
  printf("\n");
  for (int i = -1; i < 10; i++) printf("%d ", duff(i));
  printf("\n");
  return 0;
}
