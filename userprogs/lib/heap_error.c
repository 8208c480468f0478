// What a program hears whose heap is damaged. (snprintf and streams are out of the question here: they may
// need malloc.)

#include <string.h>
#include "heap.h"
#include "internal.h"

static char *append(char *place, const char *text) { return stpcpy(place, text); }

static char *append_address(char *place, size_t address) {
  place = append(place, "0x");
  int digit = 15;
  while (digit > 0 && address >> 4 * digit == 0) digit--;
  for (; digit >= 0; digit--) *place++ = "0123456789abcdef"[address >> 4 * digit & 15];
  *place = 0;
  return place;
}

_Noreturn void __heap_error(const char *function, const char *what, const void *memory) {
  char message[160], *end = append(message, function);
  end = append(append(append(end, "(): "), what), " at ");
  end = append_address(end, (size_t)memory);
  append(end, "\n");
  __fatal(message);
}
