import ABI
import Bytecode
import ELF
import Kernel
import Machine

/// A small program for tests: code at 0x10000, data at 0x20000, zeros behind them up to two pages.
struct Program {
  var code: [Instruction]
  var data: [UInt8] = []
  /// Bytes of memory for the data; the rest is zeros.
  var dataSize: UInt64 = 8192
  var codeAddress: UInt64 = 0x1_0000
  var dataAddress: UInt64 = 0x2_0000

  init(_ code: [Instruction], data: [UInt8] = []) {
    self.code = code
    self.data = data
  }

  /// The bytes of the executable.
  var bytes: [UInt8] {
    var text: [UInt8] = []
    for instruction in code { text.append(littleEndian: instruction.word) }
    var writer = ELFWriter(type: .executable)
    writer.entry = codeAddress
    let textOffset = 4096 + codeAddress % 4096
    let dataOffset = (textOffset + UInt64(text.count) + 4095) & ~4095 + dataAddress % 4096
    writer.segments = [
      .init(
        type: .load, flags: [.read, .execute], offset: textOffset, virtualAddress: codeAddress,
        fileSize: UInt64(text.count), memorySize: UInt64(text.count), alignment: 4096),
      .init(
        type: .load, flags: [.read, .write], offset: dataOffset, virtualAddress: dataAddress,
        fileSize: UInt64(data.count), memorySize: dataSize, alignment: 4096),
    ]
    writer.sections = [
      .init(
        ".text", type: .programBits, flags: [.allocate, .execute], address: codeAddress, offset: textOffset,
        contents: text),
      .init(
        ".data", type: .programBits, flags: [.allocate, .write], address: dataAddress, offset: dataOffset,
        contents: data),
    ]
    return writer.encoded()
  }
}

/// A kernel and its machine, with a program started.
struct Run {
  let machine: Machine
  var kernel: Kernel
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []

  /// The machine that tests run on: 4 MiB, functional.
  static var configuration: MachineConfiguration {
    var configuration = MachineConfiguration()
    configuration.memorySize = 4 << 20
    configuration.isModelled = false
    return configuration
  }

  init(
    _ bytes: [UInt8], _ configuration: MachineConfiguration = configuration,
    _ options: KernelOptions = KernelOptions(), arguments: [String] = ["test"]
  ) throws {
    machine = Machine(configuration)
    kernel = Kernel(options, machine: machine)
    let elf = try ELFFile(executable: bytes)
    try kernel.start(elf, path: "/bin/test", arguments: arguments, environment: [], on: machine)
  }

  init(_ code: [Instruction], data: [UInt8] = []) throws { try self.init(Program(code, data: data).bytes) }

  /// Runs to the end; input ends where the program asks for it.
  @discardableResult mutating func finish() -> Pause {
    while true {
      let pause = kernel.run(on: machine)
      for chunk in machine.console.takeOutput() {
        if chunk.stream == 2 { errors += chunk.bytes } else { output += chunk.bytes }
      }
      switch pause {
      case .output, .events, .time: continue
      case .input, .idle: machine.console.endInput()
      case .ended, .limit, .deadlock: return pause
      }
    }
  }

  /// The report of a program that was ended for what it did.
  mutating func crash() -> CrashReport? {
    guard case .ended(.signaled(_, let report)) = finish() else { return nil }
    return report
  }

  /// How many faults ended in some way.
  func faults(_ kind: FaultKind) -> UInt64 { kernel.statistics.pageFaults[kind] ?? 0 }
}

/// Instructions that a test's program is made of.
enum Code {
  static let (a0, a1, a2, a3, a7, t0, t1, s0, s1):
    (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) = (
      10, 11, 12, 13, 17, 5, 6, 8, 9
    )
  static let sp: UInt8 = 2

  /// Puts a number into a register.
  static func li(_ register: UInt8, _ value: UInt64) -> [Instruction] {
    let signed = Int64(bitPattern: value)
    if (-2048...2047).contains(signed) { return [Instruction(.addi, rd: register, immediate: Int32(signed))] }
    // Twelve bits at a time, from the top.
    let low = Int64(Int64(signed << 52) >> 52)
    return li(register, UInt64(bitPattern: (signed - low) >> 12)) + [
      Instruction(.slli, rd: register, rs1: register, immediate: 12),
      Instruction(.addi, rd: register, rs1: register, immediate: Int32(low)),
    ]
  }

  /// A system call with these arguments; its result is in a0.
  static func call(_ call: Syscall, _ arguments: UInt64...) -> [Instruction] {
    arguments.enumerated().flatMap { li(10 + UInt8($0), $1) } + li(17, call.rawValue) + [Instruction(.ecall)]
  }

  /// Ends with the status that is in a0.
  static let exit = li(17, Syscall.exit.rawValue) + [Instruction(.ecall)]

  static func load(_ address: UInt64) -> [Instruction] {
    li(5, address) + [Instruction(.lbu, rd: 10, rs1: 5)]
  }
  static func store(_ address: UInt64) -> [Instruction] {
    li(5, address) + [Instruction(.sb, rs1: 5, rs2: 5)]
  }
  static func jump(_ address: UInt64) -> [Instruction] { li(5, address) + [Instruction(.jalr, rs1: 5)] }
}
