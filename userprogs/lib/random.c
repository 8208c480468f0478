// random and rand: the additive feedback generator that Unix systems have had since 4.2BSD, so that a program
// that seeds it sees the same numbers as elsewhere.
//
// Each number is the sum of the third and the thirty-first before it, without its lowest bit.

#include <stdlib.h>
#include "thread.h"

#define DEGREE 31
#define SEPARATION 3

static unsigned table[DEGREE];
static unsigned front, rear;
static int table_lock;

static unsigned next(void) {
  table[front] += table[rear];
  unsigned result = table[front] >> 1;
  front = (front + 1) % DEGREE;
  rear = (rear + 1) % DEGREE;
  return result;
}

// Fills the table from a "minimal standard" generator (Park and Miller), and lets the beginning pass.
static void seed(unsigned value) {
  int state = value == 0 ? 1 : (int)value;
  table[0] = (unsigned)state;
  for (int i = 1; i < DEGREE; i++) {
    state = state % 127773 * 16807 - state / 127773 * 2836;
    if (state < 0) state += 0x7fffffff;
    table[i] = (unsigned)state;
  }
  front = SEPARATION;
  rear = 0;
  for (int i = 0; i < 10 * DEGREE; i++) next();
}

void srandom(unsigned value) {
  __lock(&table_lock);
  seed(value);
  __unlock(&table_lock);
}

long random(void) {
  __lock(&table_lock);
  if (front == rear) seed(1);
  long result = next();
  __unlock(&table_lock);
  return result;
}

int rand(void) { return (int)random(); }
void srand(unsigned value) { srandom(value); }
