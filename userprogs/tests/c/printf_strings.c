// printf and snprintf: strings, truncation, and what is returned when the text does not fit.
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

static void truncate_to(size_t size) {
  char buffer[32];
  memset(buffer, '#', sizeof buffer);
  int length = snprintf(buffer, size, "%s-%d-%s", "head", 12345, "tail");
  printf("%2zu: %d [", size, length);
  for (size_t i = 0; i < 24; i++) putchar(buffer[i] == 0 ? '0' : buffer[i]);
  printf("]\n");
}

int main(void) {
  const char *null = 0;
  char unterminated[4] = {'a', 'b', 'c', 'd'};
  printf("[%s] [%10s] [%-10s] [%.3s] [%10.3s] [%-10.3s] [%.0s] [%.10s]\n", "hello", "hello", "hello", "hello", "hello",
         "hello", "hello", "hello");
  printf("[%.4s] [%.2s]\n", unterminated, unterminated);
  printf("[%s] [%10s] [%.3s] [%.6s]\n", null, null, null, null);
  printf("[%*s] [%-*s] [%.*s]\n", 8, "right", 8, "left", 2, "cut");
  for (size_t size = 0; size <= 18; size++) truncate_to(size);
  printf("%d\n", snprintf(0, 0, "%1000d", 7));
  char text[64];
  printf("%d ", sprintf(text, "%s|%5d|%-5d|%05d", "sum", 42, 42, 42));
  puts(text);
  char *allocated = 0;
  printf("%d ", asprintf(&allocated, "%s %s", "several", "words"));
  puts(allocated);
  fputs("no newline", stdout);
  fputs("", stdout);
  putchar('\n');
  fprintf(stdout, "%s\n", "a rather long line that is longer than most buffers on a stack would like it to be, so that "
          "it has to go out in more than one piece; it goes on and on, and on, and then some more, until it has well "
          "over two hundred and fifty-six characters, which it has now.");
  return 0;
}
