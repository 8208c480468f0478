// printf: the length modifiers cut and extend as C says, * takes widths from the arguments, %n stores
// lengths.
#include <inttypes.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>

int main(void) {
  printf("[%hhd] [%hhu] [%hhx] [%hd] [%hu] [%ho]\n", 300, 300, -1, 70000, 70000, -1);
  printf("[%d] [%u] [%x] [%o]\n", INT_MIN, UINT_MAX, UINT_MAX, UINT_MAX);
  printf("[%ld] [%lu] [%lx]\n", LONG_MIN, ULONG_MAX, ULONG_MAX);
  printf("[%lld] [%llu] [%llX]\n", LLONG_MIN, ULLONG_MAX, 0xdeadbeefcafebabeull);
  printf("[%zu] [%zd] [%td] [%jd] [%ju]\n", (size_t)-1, (ptrdiff_t)-1, (ptrdiff_t)-7, INTMAX_MIN, UINTMAX_MAX);
  printf("[%" PRId64 "] [%" PRIu32 "] [%" PRIx64 "] [%" PRId8 "]\n", INT64_MIN, UINT32_MAX, UINT64_MAX, (int8_t)-128);
  printf("[%*d] [%-*d] [%*d] [%.*d] [%.*d] [%*.*d]\n", 6, 42, 6, 42, -6, 42, 4, 42, -4, 42, 8, 3, 42);
  printf("[%c] [%3c] [%-3c] [%c%c%c]\n", 'x', 'y', 'z', 'a', 'b', 'c');
  int so_far = -1;
  long so_far_long = -1;
  signed char so_far_char = -1;
  printf("12345%n678%ln90%hhn\n", &so_far, &so_far_long, &so_far_char);
  printf("%d %ld %d\n", so_far, so_far_long, so_far_char);
  printf("%% [%5%] 100%%\n");
  printf("[%p] [%10p] [%-10p]\n", (void *)0, (void *)0, (void *)0);
  printf("[%p] [%12p] [%-12p]\n", (void *)0x1234, (void *)0xabcdef, (void *)0x10);
  printf("%d arguments returned %d\n", 2, printf("%s%d\n", "length ", 12345));
  return 0;
}
