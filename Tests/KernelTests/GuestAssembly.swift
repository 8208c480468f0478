import Assembler
import Kernel
import Machine
import Testing

/// Programs in assembly, with macros for system calls and for what is expected of them.
enum GuestAssembly {
  /// What every program begins with: `expect` ends the program with the number of the expectation that fails.
  private static let prelude = """
      .set SYS_dup, 23
      .set SYS_ftruncate, 46
      .set SYS_openat, 56
      .set SYS_read, 63
      .set SYS_write, 64
      .set SYS_exit, 93
      .set SYS_prlimit, 261
      .set SYS_munmap, 215
      .set SYS_clone, 220
      .set SYS_execve, 221
      .set SYS_mmap, 222
      .set SYS_mprotect, 226
      .set SYS_wait4, 260
      .set SYS_mremap, 216
      .set SYS_msync, 227
      .set SYS_mlock, 228
      .set SYS_munlock, 229
      .set SYS_mlockall, 230
      .set SYS_munlockall, 231
      .set SYS_mincore, 232
      .set SYS_madvise, 233
      .set SYS_brk, 214
      .set SYS_getpid, 172
      .macro call number, a=0, b=0, c=0, d=0, e=0, f=0
      li a0, \\a
      li a1, \\b
      li a2, \\c
      li a3, \\d
      li a4, \\e
      li a5, \\f
      li a7, \\number
      ecall
      .endm
      .macro expect value
      addi s11, s11, 1
      li t6, \\value
      bne a0, t6, failed
      .endm
      .macro exit status
      call SYS_exit, \\status
      .endm
      .text
    failed:
      mv a0, s11
      li a7, SYS_exit
      ecall
      .globl _start
    _start:

    """

  /// The executable of a program.
  static func build(_ source: String) throws -> [UInt8] {
    let assembly = Assembler.assemble(source: prelude + source, path: "test.s")
    #expect(assembly.diagnostics.isEmpty, "\(assembly.diagnostics)")
    return try Linker.link([try #require(assembly.object)]).bytes
  }
}

extension Run {
  /// A machine that begins with a program in assembly.
  init(
    assembly source: String, _ configuration: MachineConfiguration = Run.configuration,
    _ options: KernelOptions = KernelOptions()
  ) throws {
    try self.init(GuestAssembly.build(source), configuration, options)
  }
}
