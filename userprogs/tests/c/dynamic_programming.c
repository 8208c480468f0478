// Dynamic programming: knapsack, coin change, edit distance with its script, longest common and increasing
// sequences.
#include <stdio.h>
#include <string.h>

static int max(int a, int b) { return a > b ? a : b; }
static int min(int a, int b) { return a < b ? a : b; }

static void knapsack(void) {
  static const int weights[] = {12, 7, 11, 8, 9, 6, 5, 14}, values[] = {24, 13, 23, 15, 16, 11, 9, 28};
  int best[9][51] = {{0}};
  for (int i = 1; i <= 8; i++)
    for (int w = 0; w <= 50; w++)
      best[i][w] = max(best[i - 1][w], w >= weights[i - 1] ? best[i - 1][w - weights[i - 1]] + values[i - 1] : 0);
  printf("knapsack %d with", best[8][50]);
  for (int i = 8, w = 50; i > 0; i--)
    if (best[i][w] != best[i - 1][w]) {
      printf(" %d", i);
      w -= weights[i - 1];
    }
  printf("\n");
}

static void coins(void) {
  static const int kinds[] = {1, 2, 5, 10, 20, 50};
  long ways[501] = {1};
  int fewest[501] = {0};
  for (int k = 0; k < 6; k++)
    for (int sum = kinds[k]; sum <= 500; sum++) ways[sum] += ways[sum - kinds[k]];
  for (int sum = 1; sum <= 500; sum++) {
    fewest[sum] = sum;
    for (int k = 0; k < 6; k++)
      if (kinds[k] <= sum) fewest[sum] = min(fewest[sum], fewest[sum - kinds[k]] + 1);
  }
  printf("coins %ld ways, at least %d\n", ways[500], fewest[499]);
}

static void edit(const char *a, const char *b) {
  int m = (int)strlen(a), n = (int)strlen(b), d[32][32];
  for (int i = 0; i <= m; i++)
    for (int j = 0; j <= n; j++)
      d[i][j] = i == 0 ? j : j == 0 ? i : min(min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
  char script[64];
  int length = 0, i = m, j = n;
  while (i > 0 || j > 0) {
    if (i > 0 && j > 0 && d[i][j] == d[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
      script[length++] = a[--i] == b[--j] ? '.' : 'S';
    else if (i > 0 && d[i][j] == d[i - 1][j] + 1) i--, script[length++] = 'D';
    else j--, script[length++] = 'I';
  }
  printf("%s -> %s: %d ", a, b, d[m][n]);
  while (length > 0) putchar(script[--length]);
  printf("\n");
}

static void common(const char *a, const char *b) {
  int m = (int)strlen(a), n = (int)strlen(b), l[32][32] = {{0}};
  for (int i = 1; i <= m; i++)
    for (int j = 1; j <= n; j++) l[i][j] = a[i - 1] == b[j - 1] ? l[i - 1][j - 1] + 1 : max(l[i - 1][j], l[i][j - 1]);
  char text[32];
  int at = l[m][n];
  text[at] = 0;
  for (int i = m, j = n; i > 0 && j > 0;)
    if (a[i - 1] == b[j - 1]) text[--at] = a[--i], j--;
    else if (l[i - 1][j] >= l[i][j - 1]) i--;
    else j--;
  printf("common of %s and %s: %s\n", a, b, text);
}

static void increasing(void) {
  int numbers[40], length[40], best = 0;
  for (int i = 0; i < 40; i++) {
    numbers[i] = i * 29 % 41;
    length[i] = 1;
    for (int j = 0; j < i; j++)
      if (numbers[j] < numbers[i]) length[i] = max(length[i], length[j] + 1);
    best = max(best, length[i]);
  }
  printf("increasing %d\n", best);
}

int main(void) {
  knapsack();
  coins();
  edit("kitten", "sitting");
  edit("", "abc");
  edit("intention", "execution");
  edit("same", "same");
  common("AGGTABQWERTY", "GXTXAYBWRY");
  increasing();
  return 0;
}
