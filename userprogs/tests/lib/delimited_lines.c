// getline, getdelim and fgets: long lines, null bytes, delimiters, the end without a newline.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *file_with(const char *text, size_t length) {
  FILE *file = tmpfile();
  fwrite(text, 1, length, file);
  rewind(file);
  return file;
}

static void read_all(const char *name, FILE *file, int delimiter) {
  char *line = 0;
  size_t room = 0;
  printf("%s:", name);
  for (ssize_t length; (length = getdelim(&line, &room, delimiter, file)) != -1;) {
    printf(" %zd(%d)", length, line[length - 1]);
    if (room <= (size_t)length || line[length] != 0) printf(" wrong");
  }
  printf(" end %d error %d\n", feof(file) != 0, ferror(file) != 0);
  free(line);
  fclose(file);
}

int main(void) {
  static char large[300000];
  memset(large, 'x', sizeof large);
  large[100] = large[5000] = large[200000] = '\n';
  read_all("short", file_with("a\nbc\n\nd", 8), '\n');
  read_all("empty", file_with("", 0), '\n');
  read_all("large", file_with(large, sizeof large), '\n');
  read_all("nulls", file_with("a\0b\0\0c\nd\0", 10), 0);
  read_all("with nulls in it", file_with("a\0b\nc\0\n", 7), '\n');
  read_all("semicolons", file_with("one;two;;three\nfour;", 20), ';');
  FILE *file = file_with("12345\n\nabc", 10);
  char piece[4];
  while (fgets(piece, sizeof piece, file) != 0) printf("[%s]", piece);
  printf("\n");
  rewind(file);
  char *line = malloc(2);
  size_t room = 2;
  printf("%zd\n", getline(&line, &room, file));
  printf("%d", getc(file));
  printf(" %d", ungetc('Q', file));
  printf(" %s\n", fgets(piece, sizeof piece, file));
  clearerr(file);
  fseek(file, 0, SEEK_END);
  printf("%zd", getline(&line, &room, file));
  printf(" %d\n", feof(file) != 0);
  free(line);
  fclose(file);
}
