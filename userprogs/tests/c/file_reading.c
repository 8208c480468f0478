// stdio on a file of its own: fopen, fgetc, ungetc, fseek, ftell, fread, feof, ferror, errors.
#include <errno.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  FILE *file = fopen("file_reading.in", "r");
  if (file == 0) return 1;
  int c = fgetc(file);
  printf("%c", c);
  ungetc('!', file);
  c = fgetc(file);
  int after = fgetc(file);
  printf("%c%c %ld\n", c, after, ftell(file));
  char line[40];
  while (fgets(line, sizeof line, file) != 0) printf("%zu%s|", strlen(line), strchr(line, '\n') ? "n" : "");
  printf("\n%d %d %ld %d\n", feof(file) != 0, ferror(file) != 0, ftell(file), fgetc(file));
  fseek(file, 10, SEEK_SET);
  printf("%d %ld\n", feof(file) != 0, ftell(file));
  c = fgetc(file);
  printf("%c %ld\n", c, ftell(file));
  fseek(file, 5, SEEK_CUR);
  c = fgetc(file);
  printf("%c %ld\n", c, ftell(file));
  fseek(file, -3, SEEK_END);
  size_t got = fread(line, 1, sizeof line, file);
  printf("%zu %d\n", got, feof(file) != 0);
  rewind(file);
  long words[5];
  got = fread(words, sizeof *words, 5, file);
  printf("%zu %016lx\n", got, (unsigned long)words[1]);
  printf("%ld\n", ftell(file));
  c = fgetc(file);
  ungetc(c, file);
  printf("%ld\n", ftell(file));
  fseek(file, 0, SEEK_CUR);
  printf("%d\n", fgetc(file) == c);
  long total = 0, lines = 0;
  rewind(file);
  while ((c = getc(file)) != EOF) {
    total += c;
    lines += c == '\n';
  }
  printf("%ld %ld\n", total, lines);
  printf("%d\n", fputc('x', file));
  printf("%d\n", ferror(file) != 0);
  clearerr(file);
  printf("%d\n", ferror(file) != 0);
  printf("%d\n", fclose(file));
  errno = 0;
  file = fopen("no such file", "r");
  printf("%d %s\n", file == 0, strerror(errno));
  errno = 0;
  file = fopen("file_reading.in", "z");
  printf("%d %d\n", file == 0, errno == EINVAL);
  file = fopen("/dev/null", "r+");
  printf("%d\n", fgetc(file));
  printf("%d\n", fputs("gone", file) >= 0);
  printf("%d\n", fclose(file));
  return 0;
}
