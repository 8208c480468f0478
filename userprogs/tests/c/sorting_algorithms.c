// Eight ways to sort, which must agree.
#include <stdio.h>
#include <string.h>

enum { COUNT = 600 };
typedef void sorter(int *, int);

static void swap(int *a, int *b) {
  int kept = *a;
  *a = *b;
  *b = kept;
}

static void bubble(int *v, int n) {
  for (int i = 0; i < n; i++)
    for (int j = 1; j < n - i; j++)
      if (v[j - 1] > v[j]) swap(&v[j - 1], &v[j]);
}

static void selection(int *v, int n) {
  for (int i = 0; i < n; i++) {
    int least = i;
    for (int j = i + 1; j < n; j++)
      if (v[j] < v[least]) least = j;
    swap(&v[i], &v[least]);
  }
}

static void insertion(int *v, int n) {
  for (int i = 1; i < n; i++) {
    int x = v[i], j = i;
    for (; j > 0 && v[j - 1] > x; j--) v[j] = v[j - 1];
    v[j] = x;
  }
}

static void shell(int *v, int n) {
  for (int gap = n / 2; gap > 0; gap /= 2)
    for (int i = gap; i < n; i++)
      for (int j = i; j >= gap && v[j - gap] > v[j]; j -= gap) swap(&v[j], &v[j - gap]);
}

static void quick(int *v, int n) {
  if (n < 2) return;
  int pivot = v[n / 2], i = 0, j = n - 1;
  for (;; i++, j--) {
    while (v[i] < pivot) i++;
    while (v[j] > pivot) j--;
    if (i >= j) break;
    swap(&v[i], &v[j]);
  }
  quick(v, i);
  quick(v + i, n - i);
}

static void merge(int *v, int n) {
  if (n < 2) return;
  int half = n / 2, copy[COUNT];
  merge(v, half);
  merge(v + half, n - half);
  memcpy(copy, v, sizeof(int) * (size_t)n);
  for (int i = 0, a = 0, b = half; i < n; i++) v[i] = b == n || (a < half && copy[a] <= copy[b]) ? copy[a++] : copy[b++];
}

static void heap(int *v, int n) {
  for (int start = n / 2, end = n; end > 1;) {
    if (start > 0) start--;
    else swap(&v[0], &v[--end]);
    for (int root = start, child; (child = 2 * root + 1) < end; root = child) {
      if (child + 1 < end && v[child] < v[child + 1]) child++;
      if (v[root] >= v[child]) break;
      swap(&v[root], &v[child]);
    }
  }
}

static void radix(int *v, int n) {
  int copy[COUNT];
  for (int shift = 0; shift < 32; shift += 8) {
    int places[257] = {0};
    for (int i = 0; i < n; i++) places[((((unsigned)v[i] ^ 0x80000000u) >> shift) & 255) + 1]++;
    for (int i = 0; i < 256; i++) places[i + 1] += places[i];
    for (int i = 0; i < n; i++) copy[places[(((unsigned)v[i] ^ 0x80000000u) >> shift) & 255]++] = v[i];
    memcpy(v, copy, sizeof(int) * (size_t)n);
  }
}

int main(void) {
  static sorter *const sorters[] = {bubble, selection, insertion, shell, quick, merge, heap, radix};
  static const char *const names[] = {"bubble", "selection", "insertion", "shell", "quick", "merge", "heap", "radix"};
  for (int s = 0; s < 8; s++) {
    int numbers[COUNT];
    unsigned seed = 1;
    for (int i = 0; i < COUNT; i++) numbers[i] = (int)(seed = seed * 1664525 + 1013904223) / (i % 3 == 0 ? 1 : 10000000);
    sorters[s](numbers, COUNT);
    unsigned sum = 0, unordered = 0;
    for (int i = 0; i < COUNT; i++) {
      sum = sum * 31 + (unsigned)numbers[i];
      unordered += i > 0 && numbers[i - 1] > numbers[i];
    }
    printf("%-10s %u %u %d %d\n", names[s], unordered, sum, numbers[0], numbers[COUNT - 1]);
  }
  return 0;
}
