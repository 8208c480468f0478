// Variable arguments: many of them, of all integer types, passed on and walked twice.
#include <stdarg.h>
#include <stdio.h>

static long sum(int count, ...) {
  va_list list;
  va_start(list, count);
  long total = 0;
  for (int i = 0; i < count; i++) total += va_arg(list, int);
  va_end(list);
  return total;
}

// i: int, l: long, s: string, c: char, p: a pointer to int, S: a structure.
struct pair { long a, b; };

static void describe(const char *kinds, ...) {
  va_list list;
  va_start(list, kinds);
  for (; *kinds != 0; kinds++) switch (*kinds) {
    case 'i': printf(" int %d", va_arg(list, int)); break;
    case 'l': printf(" long %ld", va_arg(list, long)); break;
    case 's': printf(" \"%s\"", va_arg(list, const char *)); break;
    case 'c': printf(" '%c'", va_arg(list, int)); break;
    case 'p': printf(" *%d", *va_arg(list, int *)); break;
    case 'S': {
      struct pair pair = va_arg(list, struct pair);
      printf(" (%ld, %ld)", pair.a, pair.b);
    }
  }
  va_end(list);
  printf("\n");
}

static int twice(char *text, const char *format, ...) {
  va_list list, copy;
  va_start(list, format);
  va_copy(copy, list);
  int length = vsprintf(text, format, list);
  length += vsprintf(text + length, format, copy);
  va_end(copy);
  va_end(list);
  return length;
}

int main(void) {
  printf("%ld %ld %ld\n", sum(0), sum(3, 1, 2, 3), sum(12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -12));
  int target = 99;
  describe("ilscp", -1, 1l << 50, "text", 'x', &target);
  describe("lllllllliSs", 1l, 2l, 3l, 4l, 5l, 6l, 7l, 8l, 9, (struct pair){10, 11}, "twelve");
  describe("S", (struct pair){-1, -2});
  describe("iiiiiiS", 1, 2, 3, 4, 5, 6, (struct pair){7, 8});
  char text[100];
  int length = twice(text, "<%d %s %c %lx>", 7, "seven", '7', 0x7777777777l);
  printf("%d %s\n", length, text);
  return 0;
}
