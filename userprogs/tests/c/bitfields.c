// Bit-fields: signed and unsigned, across bytes, in unions, as an instruction's fields.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct flags {
  unsigned a : 1, b : 3, c : 7, d : 21;
};
struct numbers {
  signed x : 5;
  signed y : 12;
  unsigned z : 15;
  uint64_t wide : 40;
  int64_t rest : 24;
};
union instruction {
  uint32_t word;
  struct {
    uint32_t opcode : 7, rd : 5, funct3 : 3, rs1 : 5, rs2 : 5, funct7 : 7;
  } r;
  struct {
    uint32_t opcode : 7, rd : 5, funct3 : 3, rs1 : 5;
    int32_t immediate : 12;
  } i;
};

int main(void) {
  struct flags f = {1, 5, 100, 1000000};
  printf("%zu %u %u %u %u\n", sizeof f, f.a, f.b, f.c, f.d);
  f.b += 5;
  f.c *= 3;
  f.d = ~f.d;
  f.a ^= 1;
  printf("%u %u %u %u\n", f.a, f.b, f.c, f.d);
  struct numbers n = {0};
  for (int i = -20; i <= 20; i += 4) {
    n.x = i;
    n.y = i * 1000;
    n.z = (unsigned)i;
    n.wide = (uint64_t)i;
    n.rest = (int64_t)i << 20;
    printf("%d %d %u %lu %ld\n", n.x, n.y, n.z, (unsigned long)n.wide, (long)n.rest);
  }
  union instruction word = {0x00c58533};  // add a0, a1, a2
  printf("%x %u %u %u %u %u\n", word.r.opcode, word.r.rd, word.r.funct3, word.r.rs1, word.r.rs2, word.r.funct7);
  word.word = 0xff010113;  // addi sp, sp, -16
  printf("%x %u %u %d\n", word.i.opcode, word.i.rd, word.i.rs1, word.i.immediate);
  word.i.immediate = 2047;
  printf("%08x\n", word.word);
  unsigned char bytes[4];
  memcpy(bytes, &f, 4);
  printf("%02x %02x %02x %02x\n", bytes[0], bytes[1], bytes[2], bytes[3]);
  return 0;
}
