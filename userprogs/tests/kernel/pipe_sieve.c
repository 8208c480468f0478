// The sieve of processes: each takes the first number that reaches it as a prime and passes on what it does not divide.
#include "show.h"

static void sieve(int input) {
  int prime, number, ends[2];
  if (read(input, &prime, sizeof prime) != sizeof prime) exit(0);
  printf("%d\n", prime);
  REQUIRE(pipe(ends) == 0);
  pid_t next = start();
  if (next == 0) {
    close(ends[1]);
    close(input);
    sieve(ends[0]);
  }
  close(ends[0]);
  while (read(input, &number, sizeof number) == sizeof number)
    if (number % prime != 0) REQUIRE(write(ends[1], &number, sizeof number) == sizeof number);
  close(ends[1]);
  finish(next);
  exit(0);
}

int main(void) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  pid_t first = start();
  if (first == 0) {
    close(ends[1]);
    sieve(ends[0]);
  }
  close(ends[0]);
  for (int number = 2; number <= 80; number++) REQUIRE(write(ends[1], &number, sizeof number) == sizeof number);
  close(ends[1]);
  show_status("the sieve", finish(first));
}
