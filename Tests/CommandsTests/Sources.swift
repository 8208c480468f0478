/// The programs that the tests run.
enum Sources {
  static let helloAssembly = """
    .globl _start
    _start:
      li a7, 64
      li a0, 1
      la a1, text
      li a2, 6
      ecall
      li a7, 93
      li a0, 5
      ecall
    .section .rodata
    text: .ascii "Hello\\n"

    """

  /// Prints its arguments, one a line, and returns their number.
  static let arguments = """
    #include <stdio.h>
    int main(int argc, char **argv) {
      for (int i = 1; i < argc; i++) puts(argv[i]);
      return argc - 1;
    }

    """

  /// Does what its first argument says.
  static let misdeeds = """
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    __attribute__((noinline)) static int spoil(int *place) {
      *place = 3;
      return 1;
    }
    __attribute__((noinline)) static int recurse(int depth) {
      volatile int room[100];
      room[depth % 100] = depth;
      return recurse(depth + 1) + room[0];
    }
    const int constant = 3;
    char room[8 << 20];
    int data[4] = {1, 2, 3, 4};
    int main(int argc, char **argv) {
      const char *deed = argc > 1 ? argv[1] : "";
      if (!strcmp(deed, "null")) return spoil(0);
      if (!strcmp(deed, "constant")) return spoil((int *)&constant);
      if (!strcmp(deed, "recursion")) return recurse(0);
      if (!strcmp(deed, "jump")) ((void (*)(void))data)();
      if (!strcmp(deed, "illegal")) __asm__(".word 0xffffffff");
      if (!strcmp(deed, "breakpoint")) __asm__("ebreak");
      if (!strcmp(deed, "loop")) for (;;) __asm__("");
      if (!strcmp(deed, "memory")) memset(room, argc, sizeof room);
      if (!strcmp(deed, "flood")) for (;;) puts("0123456789");
      return 0;
    }

    """
}
