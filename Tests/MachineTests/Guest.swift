import Bytecode
import Machine
import RandomPrograms

/// A machine with a page table, on which tests put their programs. It does what a kernel would do.
///
///     frame 0   never used, so that a stray 0 is noticed
///     frame 1   the root of the page table
///     others    lower page tables and pages, in the order in which they are asked for
struct Guest {
  let machine: Machine
  private let frames: FrameCounter

  private final class FrameCounter { var next: UInt32 = 2 }

  static let code: UInt64 = 0x1_0000
  static let data: UInt64 = 0x20_0000

  /// Everything that a program may do with a page.
  static let all: PTE.Flags = [.valid, .user, .read, .write, .execute]
  static let root = FrameNumber(1)

  init(_ configuration: MachineConfiguration = .small) {
    machine = Machine(configuration)
    frames = FrameCounter()
    for hart in machine.harts { hart.enter(root: Self.root, asid: 1) }
  }

  /// A guest whose code page holds these instructions and whose two data pages hold zeros.
  init(_ code: [Instruction], _ configuration: MachineConfiguration = .small) {
    self.init(configuration)
    mapPages(from: Self.code, count: 2)
    mapPages(from: Self.data, count: 2)
    put(code, at: Self.code)
    for hart in machine.harts { hart.pc = Self.code }
  }

  var hart: Hart { machine.harts[0] }

  func newFrame() -> FrameNumber {
    defer { frames.next += 1 }
    return FrameNumber(frames.next)
  }

  func mapPages(from address: UInt64, count: UInt64, _ flags: PTE.Flags = all) {
    for page in 0..<count { map(address + page * Page.size, newFrame(), flags) }
  }

  /// Maps a page, making the tables on the way.
  func map(_ address: UInt64, _ frame: FrameNumber, _ flags: PTE.Flags = all, root: FrameNumber = root) {
    machine.store64(PTE(frame, flags).rawValue, at: place(of: address, level: 0, root: root))
  }

  /// Where the entry of an address stands at a level.
  func place(of address: UInt64, level: Int, root: FrameNumber = root) -> PhysicalAddress {
    var table = root
    for upper in [2, 1] where upper > level {
      let place = table.address + VirtualAddress(address).index(level: upper) * 8
      var pte = PTE(rawValue: machine.load64(place))
      if !pte.isValid {
        pte = PTE(newFrame(), .valid)
        machine.store64(pte.rawValue, at: place)
      }
      table = pte.frame
    }
    return table.address + VirtualAddress(address).index(level: level) * 8
  }

  func entry(of address: UInt64) -> PTE { PTE(rawValue: machine.load64(place(of: address, level: 0))) }

  func physical(_ address: UInt64) -> PhysicalAddress {
    entry(of: address).frame.address + (address & (Page.size - 1))
  }

  func put(_ code: [Instruction], at address: UInt64) { put(words: code.map(\.word), at: address) }

  func put(words: [UInt32], at address: UInt64) {
    for (index, word) in words.enumerated() {
      put(withUnsafeBytes(of: word.littleEndian) { Array($0) }, at: address + 4 * UInt64(index))
    }
  }

  /// Puts bytes into memory, as a kernel does; they may lie over page borders.
  func put(_ bytes: [UInt8], at address: UInt64) {
    var done = 0
    while done < bytes.count {
      let place = physical(address + UInt64(done))
      let count = min(bytes.count - done, Int(Page.size - place.offset))
      bytes[done..<done + count].withUnsafeBytes { machine.write(place, from: $0) }
      done += count
    }
  }

  func bytes(at address: UInt64, count: Int) -> [UInt8] {
    Self.bytes(at: address, count: count, of: machine, self)
  }

  /// The same of a copy of the machine, whose page table is alike.
  static func bytes(at address: UInt64, count: Int, of machine: Machine, _ guest: Guest) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let place = guest.physical(address + UInt64(done))
      let piece = min(count - done, Int(Page.size - place.offset))
      bytes[done..<done + piece].withUnsafeMutableBytes { machine.read(place, into: $0) }
      done += piece
    }
    return bytes
  }

  func load64(_ address: UInt64) -> UInt64 {
    bytes(at: address, count: 8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  func store64(_ value: UInt64, at address: UInt64) {
    put((0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }, at: address)
  }

  /// Runs a hart until it traps, up to a million cycles.
  @discardableResult func run(_ hart: Int = 0) -> Trap {
    machine.run(machine.harts[hart], deadline: machine.harts[hart].cycles + 1_000_000)
  }
}

extension MachineConfiguration {
  /// A machine that is quickly made: caches of a few lines, 256 KiB of memory.
  static var small: MachineConfiguration {
    var configuration = MachineConfiguration()
    configuration.memorySize = 256 << 10
    configuration.itlb = TLBGeometry(entries: 4, ways: 2)
    configuration.dtlb = TLBGeometry(entries: 4, ways: 2)
    configuration.stlb = TLBGeometry(entries: 16, ways: 4, latency: 7)
    configuration.l1i = CacheGeometry(size: 512, ways: 2, latency: 1)
    configuration.l1d = CacheGeometry(size: 512, ways: 2, latency: 1)
    configuration.l2 = CacheGeometry(size: 1024, ways: 2, latency: 14)
    configuration.l3 = CacheGeometry(size: 4096, ways: 4, latency: 42)
    return configuration
  }

  /// The small machine without TLBs and caches.
  static var functional: MachineConfiguration {
    var configuration = small
    configuration.isModelled = false
    return configuration
  }

  /// Any small modelled machine.
  static func random(using random: inout SplitMix64) -> MachineConfiguration {
    var configuration = small
    let lineSize = 16 << Int.random(in: 0...4, using: &random)
    configuration.l1i = .random(lines: 8, lineSize, latency: 1...3, using: &random)
    configuration.l1d = .random(lines: 8, lineSize, latency: 1...2, using: &random)
    configuration.l2 =
      Bool.random(using: &random) ? .random(lines: 16, lineSize, latency: 5...9, using: &random) : nil
    configuration.l3 =
      Bool.random(using: &random) ? .random(lines: 64, lineSize, latency: 20...30, using: &random) : nil
    configuration.itlb = .random(entries: 4, latency: 0...1, using: &random)
    configuration.dtlb = .random(entries: 4, latency: 0...1, using: &random)
    configuration.stlb =
      Bool.random(using: &random) ? .random(entries: 8, latency: 3...7, using: &random) : nil
    configuration.seed = random.next()
    return configuration
  }
}

extension CacheGeometry {
  static func random(
    lines: Int, _ lineSize: Int, latency: ClosedRange<Int>, using random: inout SplitMix64
  ) -> CacheGeometry {
    CacheGeometry(
      size: lines * lineSize, ways: [1, 2, 4, min(lines, 16)].randomElement(using: &random)!,
      lineSize: lineSize,
      replacement: Replacement.allCases.randomElement(using: &random)!,
      write: WritePolicy.allCases.randomElement(using: &random)!,
      latency: Int.random(in: latency, using: &random))
  }
}

extension TLBGeometry {
  static func random(entries: Int, latency: ClosedRange<Int>, using random: inout SplitMix64) -> TLBGeometry {
    TLBGeometry(
      entries: entries, ways: [1, 2, entries].randomElement(using: &random)!,
      replacement: Replacement.allCases.randomElement(using: &random)!,
      latency: Int.random(in: latency, using: &random))
  }
}
