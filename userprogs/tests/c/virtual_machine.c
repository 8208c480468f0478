// A small stack machine with calls, and programs for it: primes, factorials, a message.
#include <stdint.h>
#include <stdio.h>

enum { PUSH, ADD, SUB, MUL, MOD, LESS, EQUAL, JUMP, JUMP_ZERO, LOAD, STORE, CALL, RETURN, PRINT, CHARACTER, DUP, DROP, HALT };

struct instruction {
  uint8_t opcode;
  int64_t operand;
};

static long run(const struct instruction *program, int limit) {
  int64_t stack[64] = {0}, variables[8] = {0};
  int calls[32], depth = 0, top = 0, pc = 0;
  long steps = 0;
  while (steps++ < limit) {
    struct instruction i = program[pc++];
    switch (i.opcode) {
      case PUSH: stack[top++] = i.operand; break;
      case ADD: top--; stack[top - 1] += stack[top]; break;
      case SUB: top--; stack[top - 1] -= stack[top]; break;
      case MUL: top--; stack[top - 1] *= stack[top]; break;
      case MOD: top--; stack[top - 1] %= stack[top]; break;
      case LESS: top--; stack[top - 1] = stack[top - 1] < stack[top]; break;
      case EQUAL: top--; stack[top - 1] = stack[top - 1] == stack[top]; break;
      case JUMP: pc = (int)i.operand; break;
      case JUMP_ZERO: if (stack[--top] == 0) pc = (int)i.operand; break;
      case LOAD: stack[top++] = variables[i.operand]; break;
      case STORE: variables[i.operand] = stack[--top]; break;
      case CALL: calls[depth++] = pc; pc = (int)i.operand; break;
      case RETURN: pc = calls[--depth]; break;
      case PRINT: printf("%ld ", (long)stack[--top]); break;
      case CHARACTER: putchar((int)stack[--top]); break;
      case DUP: stack[top] = stack[top - 1]; top++; break;
      case DROP: top--; break;
      case HALT: return steps;
    }
  }
  return -1;
}

int main(void) {
  static const struct instruction primes[] = {
    {PUSH, 2}, {STORE, 0},                                                      // 0: n = 2
    {LOAD, 0}, {PUSH, 200}, {LESS, 0}, {JUMP_ZERO, 27},                         // 2: while n < 200
    {PUSH, 2}, {STORE, 1},                                                      // 6: d = 2
    {LOAD, 1}, {LOAD, 1}, {MUL, 0}, {LOAD, 0}, {PUSH, 1}, {ADD, 0}, {LESS, 0},  // 8: while d * d < n + 1
    {JUMP_ZERO, 25}, {LOAD, 0}, {LOAD, 1}, {MOD, 0}, {JUMP_ZERO, 28},           // 15: divides?
    {LOAD, 1}, {PUSH, 1}, {ADD, 0}, {STORE, 1}, {JUMP, 8},                      // 20
    {CALL, 34}, {JUMP, 28}, {JUMP, 33},                                         // 25: print; 27: end
    {LOAD, 0}, {PUSH, 1}, {ADD, 0}, {STORE, 0}, {JUMP, 2},                      // 28: n = n + 1
    {HALT, 0}, {LOAD, 0}, {PRINT, 0}, {RETURN, 0},                              // 33; 34
  };
  static const struct instruction factorials[] = {
    {PUSH, 1}, {STORE, 0}, {PUSH, 1}, {LOAD, 0}, {MUL, 0}, {DUP, 0}, {PRINT, 0}, {LOAD, 0}, {PUSH, 1}, {ADD, 0}, {DUP, 0},
    {STORE, 0}, {PUSH, 21}, {EQUAL, 0}, {JUMP_ZERO, 3}, {DROP, 0}, {PUSH, 'o'}, {CHARACTER, 0}, {PUSH, 'k'}, {CHARACTER, 0},
    {HALT, 0},
  };
  static const struct instruction endless[] = {{JUMP, 0}};
  printf("\n%ld\n", run(primes, 100000));
  printf("\n%ld\n", run(factorials, 100000));
  printf("%ld\n", run(endless, 5000));
  return 0;
}
