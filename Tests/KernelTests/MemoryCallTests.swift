import ABI
import Bytecode
import Kernel
import Machine
import RandomPrograms
import Testing

/// brk, mmap and munmap, held against a dictionary of pages.
@Suite struct MemoryCallTests {
  private static let count = UInt64(Amount.of("RING3_MEMORY_PROGRAMS", ordinarily: 150))

  @Test("Random calls return, map and forget what a dictionary of pages says, and every frame comes back")
  func randomCalls() throws {
    for number in 0..<Self.count {
      var random = SplitMix64(seed: Amount.seed << 32 | number)
      var reference = PageReference()
      var code: [Instruction] = []
      for index in 0..<100 {
        code += reference.operation(using: &random)
        code += Code.li(5, PageReference.log + 8 * UInt64(index)) + [Instruction(.sd, rs1: 5, rs2: 10)]
      }
      code += Code.call(.write, 1, PageReference.log, 800) + Code.call(.exit, 0)
      let (configuration, options) = Self.system(number)
      let machine = Machine(configuration)
      let free = Kernel(options, machine: machine).freeFrames
      var program = Program(PageReference.prologue + code, data: PageReference.data)
      program.dataAddress = PageReference.heapStart - 8192
      var run = try Run(program.bytes, configuration, options)
      #expect(run.finish() == .ended(.exited(0)), "seed \(number)")
      #expect(run.kernel.freeFrames == free, "seed \(number)")
      #expect(run.kernel.freeSwapSlots == machine.disk.slots, "seed \(number)")
      let words = stride(from: 0, to: run.output.count, by: 8).map { start in
        run.output[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      }
      let wrong = zip(words, reference.expected).enumerated().filter { $0.element.0 != $0.element.1.result }
      for (index, (word, expected)) in wrong.prefix(1) {
        Issue.record(
          "seed \(number), call \(index), \(expected.name): \(Int64(bitPattern: word)), not \(Int64(bitPattern: expected.result))"
        )
      }
      #expect(words.count == 100)
    }
  }

  /// Every fourth run is modelled; every third has few frames, and pages come and go under one policy after the other.
  private static func system(_ number: UInt64) -> (MachineConfiguration, KernelOptions) {
    var configuration = Run.configuration
    var options = KernelOptions()
    configuration.isModelled = number % 4 == 0
    guard number % 3 == 0 else { return (configuration, options) }
    configuration.swapSize = 1 << 20
    configuration.diskLatency = number % 2 * 1000
    options.replacement.frameLimit = 4
    let names = ["fifo", "clock", "lru", "lru:exact", "lfu", "lfu:exact", "ageing", "working-set", "random"]
    options.replacement.choice = ReplacementChoice(names[Int(number / 3) % names.count])!
    return (configuration, options)
  }

  @Test("A program may map, touch and unmap more pages than there are frames, one after the other")
  func reuse() throws {
    // 2000 rounds of three pages in a machine of 1024 frames.
    let round =
      Code.call(.mmap, 0, 3 * 4096, 3, 0x22, UInt64.max, 0)
      + [Instruction(.lui, rd: 5, immediate: 8192), Instruction(.add, rd: 5, rs1: 5, rs2: 10)]
      + [Instruction(.sb, rs1: 10, rs2: 10), Instruction(.sb, rs1: 5, rs2: 10)] + Code.li(11, 3 * 4096)
      + Code.li(17, Syscall.munmap.rawValue) + [
        Instruction(.ecall), Instruction(.addi, rd: 8, rs1: 8, immediate: -1),
      ]
    let back = Instruction(.bne, rs1: 8, immediate: -4 * Int32(round.count))
    var run = try Run(Code.li(8, 2000) + round + [back] + Code.exit)
    #expect(run.finish() == .ended(.exited(0)))
  }

  /// Calls that are refused, with their errors.
  static let refusals: [([Instruction], Errno)] = [
    (Code.call(.mmap, 0, 0, 3, 0x22, UInt64.max, 0), .invalidArgument),
    (Code.call(.mmap, 0, 4096, 3, 0x20, UInt64.max, 0), .invalidArgument),
    (Code.call(.mmap, 0, 1 << 38, 3, 0x22, UInt64.max, 0), .outOfMemory),
    (Code.call(.mmap, 0, .max, 3, 0x22, UInt64.max, 0), .outOfMemory),
    (Code.call(.mmap, 123, 4096, 3, 0x32, UInt64.max, 0), .invalidArgument),
    (Code.call(.mmap, 1 << 38, 4096, 3, 0x32, UInt64.max, 0), .outOfMemory),
    (Code.call(.mmap, 1 << 38 - 4096, 8192, 3, 0x32, UInt64.max, 0), .outOfMemory),
    (Code.call(.munmap, 1, 4096), .invalidArgument), (Code.call(.munmap, 4096, 0), .invalidArgument),
    (Code.call(.munmap, 1 << 38, 4096), .invalidArgument), (Code.call(.munmap, 4096, .max), .invalidArgument),
  ]

  @Test("Calls that make no sense are refused as Linux refuses them", arguments: refusals)
  func refusal(call: [Instruction], errno: Errno) throws {
    var run = try Run(call + [Instruction(.sub, rd: 10, rs2: 10)] + Code.exit)
    #expect(run.finish() == .ended(.exited(UInt8(errno.rawValue))))
  }

  @Test("Holes in the stack, and mappings where it would grow, do not confuse its growth")
  func stackHoles() throws {
    let top: UInt64 = 1 << 38
    for prefix in [
      Code.call(.munmap, top - 64 << 10, 4096), Code.call(.munmap, top - 128 << 10, 64 << 10),
      Code.call(.mmap, top - 1 << 20, 4096, 3, 0x32, UInt64.max, 0),
    ] {
      for touch in [top - 64 << 10 + 8, top - 100 << 10, top - 2 << 20, top - 1 << 20 - 8] as [UInt64] {
        var run = try Run(
          prefix + Code.store(touch) + Code.call(.mmap, 0, 4096, 3, 0x22, UInt64.max, 0)
            + Code.call(.mmap, top - 1 << 20, 2 << 16, 3, 0x32, UInt64.max, 0) + Code.call(.exit, 0))
        guard case .ended = run.finish() else {
          Issue.record("the program did not end")
          return
        }
      }
    }
  }
}

/// What a process's memory should be: which page has which protection, and the byte that stands in it.
struct PageReference {
  private var arena: [UInt64: (protection: UInt64, byte: UInt8)] = [:]
  private var heapEnd = heapStart
  private var heap: [UInt64: UInt8] = [:]
  /// The result of each operation.
  private(set) var expected: [(name: String, result: UInt64)] = []

  static let heapStart: UInt64 = 0x10_0000
  /// Where the program notes results, in its data.
  static let log = heapStart - 4096
  private static let arenaStart: UInt64 = 0x1000_0000
  private static let pathes = heapStart - 8192

  static let data = Array("/tmp/file".utf8) + [0] + Array("/dev/zero".utf8) + [0]
  /// Descriptor 3 becomes a new file for writing, 4 /dev/zero for reading.
  static let prologue =
    Code.call(.openat, UInt64(bitPattern: -100), pathes, 0x41, 0o600)
    + Code.call(.openat, UInt64(bitPattern: -100), pathes + 10, 0, 0)

  private static func error(_ errno: Errno) -> UInt64 { UInt64(bitPattern: -Int64(errno.rawValue)) }

  /// A random operation: the code that makes it, with its expected result noted.
  mutating func operation(using random: inout SplitMix64) -> [Instruction] {
    let page = UInt64.random(in: 0..<24, using: &random)
    let count = UInt64.random(in: 1...6, using: &random)
    let address = Self.arenaStart + page * 4096
    switch Int.random(in: 0..<13, using: &random) {
    case 0...1: return map(page, count, [0, 1, 3, 3, 3].randomElement(using: &random)!)
    case 2:
      let isFree = (page..<page + count).allSatisfy { arena[$0] == nil }
      expect("mmap without replacing", isFree ? address : Self.error(.fileExists))
      if isFree { for page in page..<page + count { arena[page] = (3, 0) } }
      return Code.call(.mmap, address, count * 4096, 3, 0x100022, UInt64.max, 0)
    case 3:
      for page in page..<page + count { arena[page] = nil }
      expect("munmap", 0)
      return Code.call(.munmap, address, count * 4096 - UInt64.random(in: 0..<4096, using: &random))
    case 4...5: return probe(address, (arena[page]?.protection ?? 0) & 1 != 0, "load")
    case 6: return fill(page, address)
    case 7...8: return touch(page, address, UInt8.random(in: 1...255, using: &random))
    case 9...10: return moveBreak(using: &random)
    case 11: return protect(page, count, [0, 1, 3].randomElement(using: &random)!)
    default:
      let index = UInt64.random(in: 0..<20, using: &random)
      let isThere = Self.heapStart + index * 4096 < (heapEnd + 4095) & ~4095
      return probe(Self.heapStart + index * 4096, isThere, "load from the heap")
    }
  }

  private mutating func expect(_ name: String, _ result: UInt64) { expected.append((name, result)) }

  private mutating func map(_ page: UInt64, _ count: UInt64, _ protection: UInt64) -> [Instruction] {
    for page in page..<page + count { arena[page] = (protection, 0) }
    let address = Self.arenaStart + page * 4096
    expect("mmap", address)
    return Code.call(.mmap, address, count * 4096, protection, 0x32, UInt64.max, 0)
  }

  /// Changes the protection of pages up to the first one that is not mapped.
  private mutating func protect(_ page: UInt64, _ count: UInt64, _ protection: UInt64) -> [Instruction] {
    let mapped = (page..<page + count).prefix { arena[$0] != nil }
    for page in mapped { arena[page]!.protection = protection }
    expect("mprotect", mapped.count == count ? 0 : Self.error(.outOfMemory))
    return Code.call(.mprotect, Self.arenaStart + page * 4096, count * 4096, protection)
  }

  /// Asks the kernel to read a byte of the program.
  private mutating func probe(_ address: UInt64, _ isReadable: Bool, _ name: String) -> [Instruction] {
    expect(name, isReadable ? 1 : Self.error(.badAddress))
    return Code.call(.write, 3, address, 1)
  }

  /// Asks the kernel to write a zero.
  private mutating func fill(_ page: UInt64, _ address: UInt64) -> [Instruction] {
    let isWritable = (arena[page]?.protection ?? 0) & 2 != 0
    if isWritable { arena[page]!.byte = 0 }
    expect("store by the kernel", isWritable ? 1 : Self.error(.badAddress))
    return Code.call(.read, 4, address, 1)
  }

  /// Reads the byte of a page and then changes it, as far as that is permitted.
  private mutating func touch(_ page: UInt64, _ address: UInt64, _ byte: UInt8) -> [Instruction] {
    guard let entry = arena[page], entry.protection & 1 != 0 else { return probe(address, false, "load") }
    expect("byte", UInt64(entry.byte))
    guard entry.protection & 2 != 0 else { return Code.load(address) }
    arena[page]!.byte = byte
    return Code.load(address) + Code.li(6, UInt64(byte)) + [Instruction(.sb, rs1: 5, rs2: 6)]
  }

  private mutating func moveBreak(using random: inout SplitMix64) -> [Instruction] {
    let end = Self.heapStart &- 4096 &+ UInt64.random(in: 0..<20 * 4096, using: &random)
    if end >= Self.heapStart { heapEnd = end }
    expect("brk", heapEnd)
    return Code.call(.brk, end)
  }
}
