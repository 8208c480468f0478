// printf: every integer conversion with every flag, over widths, precisions and the corners of the types.
#include <limits.h>
#include <stdio.h>

static const char *const flags[] = {"", "-", "+", " ", "0", "#", "-0", "+0", " 0", "#0", "-#", "+ ", "-+", "-+ 0#"};
static const char *const sizes[] = {"", "1", "8", "12", ".0", ".1", ".5", "8.0", "8.3", "12.7", "3.9", "."};

static void show(const char *flag, const char *size, char conversion, long value) {
  char format[32];
  snprintf(format, sizeof format, "|%%%s%sl%c", flag, size, conversion);
  printf(format, value);
}

int main(void) {
  static const long values[] = {0, 1, -1, 7, 42, -42, 255, 123456, -123456, LONG_MAX, LONG_MIN};
  static const char conversions[] = "diuoxX";
  for (unsigned f = 0; f < sizeof flags / sizeof *flags; f++)
    for (unsigned s = 0; s < sizeof sizes / sizeof *sizes; s++)
      for (const char *c = conversions; *c != 0; c++) {
        // "+" and " " mean nothing to unsigned conversions.
        printf("%s,%s,%c", flags[f], sizes[s], *c);
        for (unsigned v = 0; v < sizeof values / sizeof *values; v++) show(flags[f], sizes[s], *c, values[v]);
        printf("|\n");
      }
  return 0;
}
