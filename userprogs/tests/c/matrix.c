// Matrices: product, power (Fibonacci numbers), transposition, determinant by fraction-free elimination.
#include <stdint.h>
#include <stdio.h>

enum { N = 24 };
static int64_t a[N][N], b[N][N], c[N][N];

static void multiply(int64_t x[N][N], int64_t y[N][N], int64_t result[N][N]) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      int64_t sum = 0;
      for (int k = 0; k < N; k++) sum += x[i][k] * y[k][j];
      result[i][j] = sum;
    }
}

struct two { uint64_t m[2][2]; };

static struct two times(struct two x, struct two y) {
  struct two r = {{{0}}};
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++)
      for (int k = 0; k < 2; k++) r.m[i][j] += x.m[i][k] * y.m[k][j];
  return r;
}

static uint64_t fibonacci(unsigned n) {
  struct two result = {{{1, 0}, {0, 1}}}, power = {{{1, 1}, {1, 0}}};
  for (; n > 0; n /= 2, power = times(power, power))
    if (n & 1) result = times(result, power);
  return result.m[0][1];
}

// Bareiss: every division is exact.
static int64_t determinant(int n, int64_t m[8][8]) {
  int64_t previous = 1;
  int sign = 1;
  for (int k = 0; k < n - 1; k++) {
    int pivot = k;
    while (pivot < n && m[pivot][k] == 0) pivot++;
    if (pivot == n) return 0;
    if (pivot != k) {
      sign = -sign;
      for (int j = 0; j < n; j++) {
        int64_t kept = m[k][j];
        m[k][j] = m[pivot][j];
        m[pivot][j] = kept;
      }
    }
    for (int i = k + 1; i < n; i++)
      for (int j = k + 1; j < n; j++) m[i][j] = (m[i][j] * m[k][k] - m[i][k] * m[k][j]) / previous;
    previous = m[k][k];
  }
  return sign * m[n - 1][n - 1];
}

int main(void) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      a[i][j] = i * 3 - j * 2;
      b[i][j] = (i ^ j) - 5;
    }
  multiply(a, b, c);
  multiply(c, a, b);
  int64_t trace = 0, corner = b[N - 1][0];
  for (int i = 0; i < N; i++) trace += b[i][i];
  printf("%ld %ld %ld\n", (long)trace, (long)corner, (long)c[5][7]);
  for (unsigned n = 0; n <= 90; n += 15) printf("%lu ", (unsigned long)fibonacci(n));
  printf("\n");
  for (int n = 1; n <= 8; n++) {
    int64_t m[8][8];
    for (int i = 0; i < 8; i++)
      for (int j = 0; j < 8; j++) m[i][j] = (i * 7 + j * 3 + i * j) % 11 - 4;
    printf("%ld ", (long)determinant(n, m));
  }
  printf("\n");
  return 0;
}
