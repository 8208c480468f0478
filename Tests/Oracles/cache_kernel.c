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

/* No C library, whose start is not quite the same in any two runs: the first word on the stack is the number of
   arguments, and the end is a system call. */
__attribute__((used)) static void start(long arguments) {
  rounds(arguments);
#if defined(__riscv)
  register long number __asm__("a7") = 93;
  register long status __asm__("a0") = 0;
  __asm__ volatile("ecall" : : "r"(number), "r"(status));
#elif defined(__x86_64__)
  __asm__ volatile("syscall" : : "a"(60L), "D"(0L));
#elif defined(__aarch64__)
  register long number __asm__("x8") = 93;
  register long status __asm__("x0") = 0;
  __asm__ volatile("svc #0" : : "r"(number), "r"(status));
#endif
}

#if defined(__riscv)
__asm__(".globl _start\n_start:\n  ld a0, 0(sp)\n  call start\n");
#elif defined(__x86_64__)
__asm__(".globl _start\n_start:\n  mov (%rsp), %rdi\n  and $-16, %rsp\n  call start\n");
#elif defined(__aarch64__)
__asm__(".globl _start\n_start:\n  ldr x0, [sp]\n  bl start\n");
#endif
