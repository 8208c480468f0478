// Recursion: Ackermann, Hanoi, mutual recursion, Fibonacci with and without memory, deep stacks.
#include <stdio.h>

static unsigned ackermann(unsigned m, unsigned n) {
  if (m == 0) return n + 1;
  if (n == 0) return ackermann(m - 1, 1);
  return ackermann(m - 1, ackermann(m, n - 1));
}

static int moves;
static void hanoi(int disks, char from, char to, char spare) {
  if (disks == 0) return;
  hanoi(disks - 1, from, spare, to);
  if (++moves <= 15) printf("%c%c ", from, to);
  hanoi(disks - 1, spare, to, from);
}

static int is_odd(int n);
static int is_even(int n) { return n == 0 ? 1 : is_odd(n - 1); }
static int is_odd(int n) { return n == 0 ? 0 : is_even(n - 1); }

static long fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

static long memory[91];
static long remembered(int n) {
  if (n < 2) return n;
  if (memory[n] == 0) memory[n] = remembered(n - 1) + remembered(n - 2);
  return memory[n];
}

// A frame of some size at every level, all of it in use.
static int deep(int level) {
  volatile int frame[32];
  for (int i = 0; i < 32; i++) frame[i] = level + i;
  int below = level == 0 ? 0 : deep(level - 1);
  return (below + frame[level % 32]) % 1000007;
}

static int gcd(int a, int b) { return b == 0 ? a : gcd(b, a % b); }

int main(void) {
  for (unsigned m = 0; m < 4; m++) printf("%u %u\n", ackermann(m, 3), ackermann(m, 5));
  hanoi(4, 'a', 'c', 'b');
  hanoi(12, 'a', 'c', 'b');
  printf("%d\n", moves);
  printf("%d %d\n", is_even(1000), is_odd(777));
  printf("%ld %ld\n", fibonacci(22), remembered(90));
  printf("%d\n", deep(5000));
  printf("%d %d\n", gcd(1071, 462), gcd(17, 5));
  return 0;
}
