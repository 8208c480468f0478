// Writes of up to PIPE_BUF bytes are whole: records of many writers never mix.
#include "show.h"

enum { WRITERS = 5, RECORDS = 20, LENGTH = 1500 };

static void fill(int ends[2], int writer) {
  char record[LENGTH];
  for (int i = 0; i < RECORDS; i++) {
    memset(record, 'a' + writer, LENGTH);
    record[0] = 'A' + i;
    REQUIRE(write(ends[1], record, LENGTH) == LENGTH);
  }
  _exit(0);
}

int main(void) {
  int ends[2], mixed = 0, total = 0, next[WRITERS] = {0}, disordered = 0;
  char record[LENGTH];
  REQUIRE(pipe(ends) == 0);
  for (int i = 0; i < WRITERS; i++)
    if (start() == 0) fill(ends, i);
  close(ends[1]);
  for (;;) {
    int got = 0, count;
    while (got < LENGTH && (count = read(ends[0], record + got, LENGTH - got)) > 0) got += count;
    if (got == 0) break;
    int writer = record[1] - 'a';
    for (int i = 1; i < got; i++) mixed += record[i] != record[1];
    disordered += record[0] - 'A' != next[writer]++;
    total++;
  }
  printf("%d records, %d bytes in a wrong one, %d out of order\n", total, mixed, disordered);
  while (wait(0) > 0) {}
}
