/* A kernel whose loads and stores are the same on every machine: each is volatile, and a barrier keeps a load and a
   store of the same element from becoming one instruction. It runs as many rounds as it has arguments, its own
   name among them. Cachegrind counts it natively, Ring3 its RV64 build. */

typedef unsigned long word;

#define WORDS (1 << 16) /* 512 KiB: more than either cache holds */

static volatile word table[WORDS] __attribute__((aligned(4096)));

static void increment(word index) {
  word value = table[index];
  __asm__ volatile("" : "+r"(value));
  table[index] = value + 1;
}

__attribute__((noinline)) static word rounds(long count) {
  word sum = 0, random = 1;
  for (long round = 0; round < count; round++) {
    for (word i = 0; i < WORDS; i++) sum += table[i];
    for (word i = 0; i < WORDS; i++) increment(i * 9 & (WORDS - 1));
    for (word i = 0; i < WORDS; i++) {
      random = random * 6364136223846793005 + 1442695040888963407;
      /* Three of four within 24 KiB, which the first level holds. */
      increment(random & 1 << 20 && random & 1 << 21 ? random >> 48 : (random >> 40) % 3072);
    }
  }
  return sum;
}

#ifdef __riscv
__attribute__((used)) static void start(long arguments) {
  rounds(arguments);
  register word number __asm__("a7") = 93;
  register word status __asm__("a0") = 0;
  __asm__ volatile("ecall" : : "r"(number), "r"(status));
}

__asm__(".globl _start\n_start:\n  ld a0, 0(sp)\n  call start\n");
#else
int main(int arguments, char **vector) {
  (void)vector;
  rounds(arguments);
  return 0;
}
#endif
