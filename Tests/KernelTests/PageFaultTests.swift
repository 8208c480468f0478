import ABI
import Bytecode
import Kernel
import Machine
import Testing

/// How page faults end, seen from a program.
@Suite struct PageFaultTests {
  @Test("The first touch of a page of zeros, of the heap, of the stack and of a mapping fills it with zeros")
  func zeroFilled() throws {
    let heap =
      Code.call(.brk, 0) + [Instruction(.addi, rd: 8, rs1: 10)] + [Instruction(.lui, rd: 5, immediate: 4096)]
      + [Instruction(.add, rd: 10, rs1: 10, rs2: 5)] + Code.li(17, Syscall.brk.rawValue) + [
        Instruction(.ecall)
      ]
    let touches: [[Instruction]] = [
      Code.load(0x2_1000), heap + [Instruction(.lbu, rd: 10, rs1: 8)],
      [
        Instruction(.lui, rd: 5, immediate: -8192), Instruction(.add, rd: 5, rs1: 5, rs2: 2),
        Instruction(.lbu, rd: 10, rs1: 5),
      ],
      Code.call(.mmap, 0, 4096, 3, 0x22, UInt64.max, 0) + [Instruction(.lbu, rd: 10, rs1: 10)],
    ]
    for touch in touches {
      var before = try Run(Code.exit)
      before.finish()
      var run = try Run(touch + Code.exit, data: [1])
      #expect(run.finish() == .ended(.exited(0)))
      #expect(run.faults(.zeroFilled) == before.faults(.zeroFilled) + 1)
    }
  }

  @Test("Text and data are read from the file, and what lies behind the file's bytes in the page is zero")
  func file() throws {
    var run = try Run(
      Code.load(0x2_0002) + [Instruction(.addi, rd: 8, rs1: 10)] + Code.load(0x2_0003)
        + [Instruction(.add, rd: 10, rs1: 10, rs2: 8)] + Code.exit, data: [1, 2, 3])
    #expect(run.finish() == .ended(.exited(3)))
    #expect(run.faults(.readFromFile) == 2)
  }

  /// An access and why it is a violation.
  static let violations: [(String, [Instruction], SegmentationViolation, UInt64)] = [
    ("null pointer", Code.load(0), .notMapped, 0),
    ("behind the program", Code.store(0x2_2000), .notMapped, 0x2_2000),
    ("kernel half", Code.load(1 << 38), .notMapped, 1 << 38),
    ("store to text", Code.store(0x1_0000), .notPermitted([.read, .execute]), 0x1_0000),
    ("jump into data", Code.jump(0x2_0000), .notPermitted([.read, .write]), 0x2_0000),
    ("jump to the middle of nowhere", Code.jump(0x3_0008), .notMapped, 0x3_0008),
    (
      "below the stack", Code.store(1 << 38 - 8 << 20 - 8), .stackOverflow(limit: 8 << 20),
      1 << 38 - 8 << 20 - 8
    ),
    ("far below the stack", Code.store(1 << 38 - 10 << 20), .notMapped, 1 << 38 - 10 << 20),
  ]

  @Test(
    "What a program has no business with ends it with SIGSEGV, the address and the reason",
    arguments: violations)
  func violation(name: String, code: [Instruction], violation: SegmentationViolation, address: UInt64) throws
  {
    var run = try Run(code + Code.exit)
    let report = run.crash()
    #expect(report?.signal == .segmentationViolation)
    guard case .violation(let found, let fault)? = report?.reason else {
      Issue.record("\(name): \(String(describing: report?.reason))")
      return
    }
    #expect(found == violation)
    #expect(fault.address == VirtualAddress(address))
    #expect(run.faults(.segmentationViolation) == 1)
  }

  @Test("The stack grows down to its limit and no further")
  func stack() throws {
    let last: UInt64 = 1 << 38 - 8 << 20
    var configuration = Run.configuration
    configuration.memorySize = 16 << 20
    var grown = try Run(Program(Code.store(last) + Code.call(.exit, 5)).bytes, configuration)
    #expect(grown.finish() == .ended(.exited(5)))
    #expect(grown.faults(.stackGrown) == 1)
    // A recursion without end meets the limit.
    var deep = try Run(
      Program([
        Instruction(.addi, rd: 2, rs1: 2, immediate: -2032), Instruction(.sd, rs1: 2),
        Instruction(.jal, immediate: -8),
      ]).bytes, configuration)
    guard case .violation(.stackOverflow(let limit), _)? = deep.crash()?.reason else {
      Issue.record("no stack overflow")
      return
    }
    #expect(limit == 8 << 20)
  }

  @Test("Where memory runs out, the process is killed and says why")
  func outOfMemory() throws {
    let code =
      Code.call(.mmap, 0, 64 << 20, 3, 0x22, UInt64.max, 0) + [
        Instruction(.lui, rd: 5, immediate: 4096), Instruction(.sd, rs1: 10, rs2: 10),
        Instruction(.add, rd: 10, rs1: 10, rs2: 5), Instruction(.jal, immediate: -8),
      ]
    var run = try Run(code)
    let report = run.crash()
    #expect(report?.signal == .kill)
    guard case .outOfMemory? = report?.reason else {
      Issue.record("\(String(describing: report?.reason))")
      return
    }
  }

  @Test("An illegal word, ebreak and a misaligned atomic end the process with their signals")
  func otherTraps() throws {
    let cases: [([Instruction], Signal)] = [
      (Code.jump(0x1_0100), .illegalInstruction), ([Instruction(.ebreak)], .trap),
      (Code.li(5, 0x2_0001) + [Instruction(.amoaddW, rd: 6, rs1: 5, rs2: 5)], .bus),
      ([Instruction(.jal, immediate: 6)], .bus),
    ]
    for (code, signal) in cases {
      var run = try Run(code)
      #expect(run.crash()?.signal == signal)
    }
  }
}
