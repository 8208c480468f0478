// Lines that processes append to one file at once: none is torn, none is lost.
#include "files.h"

enum { WRITERS = 6, LINES = 40 };

int main(void) {
  enter("append-atomic");
  pid_t children[WRITERS];
  for (int writer = 0; writer < WRITERS; writer++) {
    children[writer] = start();
    if (children[writer] != 0) continue;
    int file = open("log", O_WRONLY | O_APPEND | O_CREAT, 0644);
    char line[200];
    for (int i = 0; i < LINES; i++) {
      int length = sprintf(line, "%d %d ", writer, i);
      memset(line + length, 'a' + writer, 100);
      line[length + 100] = '\n';
      lseek(file, 0, SEEK_SET);
      REQUIRE(write(file, line, (size_t)length + 101) == length + 101);
    }
    exit(0);
  }
  for (int writer = 0; writer < WRITERS; writer++) REQUIRE(finish(children[writer]) == 0);
  int next[WRITERS] = {0}, bad = 0, total = 0;
  FILE *log = fopen("log", "r");
  char line[200];
  while (fgets(line, sizeof line, log) != 0) {
    int writer, number, length = 0;
    total++;
    if (sscanf(line, "%d %d %n", &writer, &number, &length) != 2 || number != next[writer]++) bad++;
    for (int i = 0; i < 100; i++) bad += line[length + i] != 'a' + writer;
  }
  printf("lines %d, bad %d\n", total, bad);

  // pwrite appends too where the file is open for that; and the position follows.
  int file = open("log2", O_RDWR | O_APPEND | O_CREAT, 0644);
  SHOW(write(file, "abc", 3));
  SHOW(pwrite(file, "de", 2, 0));
  SHOW(lseek(file, 0, SEEK_CUR));
  SHOW(lseek(file, 1, SEEK_SET));
  SHOW(write(file, "f", 1));
  SHOW(lseek(file, 0, SEEK_CUR));
  char text[10] = "";
  SHOW(pread(file, text, 9, 0));
  puts(text);
  SHOW(fcntl(file, F_SETFL, 0));
  SHOW(pwrite(file, "X", 1, 0));
  SHOW(pread(file, text, 9, 0));
  puts(text);
  leave("append-atomic");
}
