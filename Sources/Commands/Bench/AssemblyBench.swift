import Toolchain

/// How fast a large source is assembled, beside clang's own assembler; processor time, best of the turns.
struct AssemblyBench {
  /// How many lines the source has.
  let lines: Int
  /// Seconds that `ring3 build` takes: it assembles, links and writes the executable.
  let ring3Seconds: Double
  /// Seconds that `clang -c` takes, which does not link; nil if there is no clang.
  let clangSeconds: Double?

  init(_ tools: BenchTools, in folder: BenchFolder, repetitions: Int, isQuick: Bool) throws {
    let functions = isQuick ? 1000 : 5000
    let text = Self.source(functions: functions)
    lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
    Terminal.progress("assembling \(lines) lines, \(repetitions) times")
    let source = try folder.write(text.utf8, as: "large.s")
    let target = ["--target=riscv64-unknown-elf", "-march=rv64ima", "-mabi=lp64", "-mno-relax"]
    var (mine, theirs) = (Double.infinity, Double.infinity)
    for _ in 0..<repetitions {
      let build = [tools.ring3, "build", "-g", "-o", folder.file("large.elf"), source]
      mine = min(mine, try folder.run(build).processorSeconds)
      guard let clang = tools.clang else { continue }
      let compile = [clang] + target + ["-g", "-c", "-o", folder.file("large.o"), source]
      theirs = min(theirs, try folder.run(compile).processorSeconds)
    }
    ring3Seconds = mine
    clangSeconds = tools.clang == nil ? nil : theirs
  }

  /// Functions as a compiler prints them: frames, loops, calls, tables, strings.
  private static func source(functions: Int) -> String {
    let bodies = (0..<functions).map { number in
      """
              .globl  function\(number)
              .p2align 2
              .type   function\(number), @function
      function\(number):                      # sums up a table and calls the one before
              addi    sp, sp, -32
              sd      ra, 24(sp)
              sd      s0, 16(sp)
              li      s0, \(number * 7919)
              la      a1, table\(number)
              li      a2, 8
      1:      lw      a3, 0(a1)
              mul     a3, a3, s0
              xor     s0, s0, a3
              addi    a1, a1, 4
              addi    a2, a2, -1
              bnez    a2, 1b
              mv      a0, s0
              beqz    a0, .Lend\(number)
              call    function\(max(0, number - 1))
      .Lend\(number):
              ld      s0, 16(sp)
              ld      ra, 24(sp)
              addi    sp, sp, 32
              ret
              .size   function\(number), . - function\(number)
              .section .rodata
              .p2align 2
      table\(number): .word   1, 2, 3, 5, 8, 13, 21, function\(number) - .
              .asciz  "function number \(number)\\n"
              .text

      """
    }
    return "        .text\n        .globl _start\n_start: call function\(functions - 1)\n" + bodies.joined()
  }
}
