import ABI
import Bytecode
import ELF
import RandomPrograms

extension RandomProgram {
  /// The program as an executable for Linux: it loads its registers, runs, and writes window and registers to
  /// standard output.
  ///
  ///     x5 − 1024   the window
  ///     x5 + 1024   the final values of x0…x31
  ///     x5 + 1280   their initial values
  var executable: [UInt8] {
    // Every page is touched first, as it will be used: a page fault between lr and sc ends the reservation, as the manual permits, and
    // qemu has none there.
    var prologue =
      Code.li(1, end) + [
        Instruction(.lb, rs1: 1), Instruction(.lui, rd: 5, immediate: Int32(Self.base)),
        Instruction(.lb, rd: 1, rs1: 5, immediate: -1024),
        Instruction(.sb, rs1: 5, rs2: 1, immediate: -1024), Instruction(.lb, rd: 1, rs1: 5),
        Instruction(.sb, rs1: 5, rs2: 1),
      ]
    for register in 1..<UInt8(32) where register != 5 {
      prologue.append(Instruction(.ld, rd: register, rs1: 5, immediate: 1280 + 8 * Int32(register)))
    }
    var epilogue = (1..<UInt8(32)).map { register in
      Instruction(.sd, rs1: 5, rs2: register, immediate: 1024 + 8 * Int32(register))
    }
    epilogue += Code.call(.write, 1, Self.windowStart, UInt64(Self.windowSize) + 256) + Code.call(.exit, 0)

    var contents = data + [UInt8](repeating: 0, count: 256)
    for register in registers { contents.append(littleEndian: register) }
    var program = Program(prologue + code + epilogue, data: contents)
    program.codeAddress = address - 4 * UInt64(prologue.count)
    program.dataAddress = Self.windowStart
    program.dataSize = UInt64(contents.count)
    return program.bytes
  }
}
