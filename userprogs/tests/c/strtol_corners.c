// strtol and its kin: bases, prefixes, blanks, signs, limits; the value, the end and errno of each.
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void convert(const char *text, int base) {
  char *end;
  errno = 0;
  long value = strtol(text, &end, base);
  printf("%-24s %2d: %ld +%td %s", text, base, value, end - text, errno == ERANGE ? "range" : "");
  errno = 0;
  unsigned long natural = strtoul(text, &end, base);
  printf(" | %lu +%td %s\n", natural, end - text, errno == ERANGE ? "range" : "");
}

int main(void) {
  static const char *const texts[] = {
    "0", "42", "-42", "+42", "  \t\n 17x", "", "-", "+", "abc", "0x", "0x1F", "0X1fg", "-0x10", "0755", "08", "zz",
    "Zz9", "1010102", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
    "18446744073709551615", "18446744073709551616", "99999999999999999999999", "0x7fffffffffffffff",
    "0xffffffffffffffffff", "- 1", "--1", "1 2", "\v\f\r5",
  };
  static const int bases[] = {0, 2, 8, 10, 16, 36};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    for (size_t b = 0; b < sizeof bases / sizeof *bases; b++) convert(texts[i], bases[b]);
  errno = 0;
  long refused = strtol("1", 0, 1);
  printf("%ld %d\n", refused, errno == EINVAL);
  printf("%d %d %ld %lld\n", atoi("12abc"), atoi("  -7"), atol("123456789012"), atoll("-5"));
  printf("%jd %ju\n", strtoimax("-77", 0, 8), strtoumax("ff", 0, 16));
  return 0;
}
