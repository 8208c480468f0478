// A Brainf*** interpreter with jumps worked out beforehand: hello world, squares, a reversed line of input.
#include <stdio.h>
#include <string.h>

static long steps;

static void run(const char *program) {
  static unsigned char tape[30000];
  int jumps[1000], stack[100], depth = 0, length = (int)strlen(program);
  memset(tape, 0, sizeof tape);
  for (int i = 0; i < length; i++) {
    if (program[i] == '[') stack[depth++] = i;
    if (program[i] == ']') {
      jumps[i] = stack[--depth];
      jumps[jumps[i]] = i;
    }
  }
  unsigned char *cell = tape;
  for (int at = 0; at < length; at++, steps++) switch (program[at]) {
    case '>': cell++; break;
    case '<': cell--; break;
    case '+': ++*cell; break;
    case '-': --*cell; break;
    case '.': putchar(*cell); break;
    case ',': {
      int c = getchar();
      *cell = c == EOF ? 0 : (unsigned char)c;
      break;
    }
    case '[': if (*cell == 0) at = jumps[at]; break;
    case ']': if (*cell != 0) at = jumps[at]; break;
  }
}

int main(void) {
  run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.");
  run("++++[>+++++<-]>[<+++++>-]+<+[>[>+>+<<-]++>>[<<+>>-]>>>[-]++>[-]+>>>+[[-]++++++>>>]<<<[[<++++++++<++>>-]+<.<[>----"
      "<-]<]<<[>>>>>[>>>[-]+++++++++<[>-<-]+++++++++>[-[<->-]+[<<<]]<[>+<-]>]<<-]<<-]");
  run(">,[>,]<[.<]");
  printf("\n%ld steps\n", steps);
  return 0;
}
