// fmemopen, open_memstream and fopencookie.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ssize_t write_upper(void *cookie, const char *bytes, size_t size) {
  char *text = cookie;
  size_t length = strlen(text);
  for (size_t i = 0; i < size; i++)
    text[length + i] = bytes[i] >= 'a' && bytes[i] <= 'z' ? bytes[i] - 32 : bytes[i];
  text[length + size] = 0;
  return (ssize_t)size;
}

static int say_closed(void *cookie) { return printf("closed with %zu bytes\n", strlen(cookie)), 0; }

int main(void) {
  char *text = 0, word[20], line[40];
  size_t size = 99;
  FILE *stream = open_memstream(&text, &size);
  fprintf(stream, "%s-%d", "one", 2);
  fflush(stream);
  printf("%s %zu\n", text, size);
  for (int i = 0; i < 1000; i++) fprintf(stream, ",%d", i);
  fclose(stream);
  printf("%.12s ... %s %zu %zu\n", text, text + size - 8, size, strlen(text));
  free(text);

  char fixed[] = "first line\nsecond 42\n";
  stream = fmemopen(fixed, strlen(fixed), "r");
  printf("%s", fgets(line, sizeof line, stream));
  int number = 0, fields = fscanf(stream, "%19s %d", word, &number);
  printf("%d %s %d at %ld\n", fields, word, number, ftell(stream));
  printf("%d ", fgetc(stream));
  printf("%d ", fgetc(stream));
  printf("%d\n", feof(stream) != 0);
  rewind(stream);
  printf("%c", fgetc(stream));
  printf("%c\n", fgetc(stream));
  fseek(stream, -3, SEEK_END);
  printf("%c\n", fgetc(stream));
  printf("write: %d\n", fputc('x', stream) == EOF);
  fclose(stream);

  char room[10];
  stream = fmemopen(room, sizeof room, "w");
  printf("%d ", fprintf(stream, "1234"));
  fflush(stream);
  printf("%s %ld\n", room, ftell(stream));
  fputs("567890123", stream);
  printf("too long: %d\n", fflush(stream) == EOF);
  fclose(stream);
  strcpy(room, "abc");
  stream = fmemopen(room, sizeof room, "a");
  fputs("def", stream);
  fclose(stream);
  puts(room);

  char upper[100] = "";
  cookie_io_functions_t calls = {.write = write_upper, .close = say_closed};
  stream = fopencookie(upper, "w", calls);
  fprintf(stream, "hello %s\n", "cookie");
  fclose(stream);
  printf("%s", upper);
}
