import Bytecode

/// One virtual CPU core: its registers, its TLBs and private caches, and the shortcuts that make it fast.
@safe public final class Hart {
  /// The hart's number, from 0.
  public let id: Int

  let x = RegisterFile()
  @usableFromInline let state = Cell(HartState())
  let itlb: TLB
  let dtlb: TLB
  let stlb: TLB?
  let l1i: Cache
  let l1d: Cache
  let l2: Cache?

  /// Shortcuts for loads.
  let fastLoads: FastMap
  /// Shortcuts for stores.
  let fastStores: FastMap
  /// In a modelled machine, the pages at hand, without which no other shortcut may be taken.
  let fastPages: FastPages
  /// Shortcuts for jumps between pages: page number and slots.
  let fastFetch: Block<FetchEntry>
  /// In a modelled machine, the line of slots that is the most recently used one of each set of L1I.
  let fastLines: Block<UInt>

  // What the interpreter needs of the machine at every turn, so that it need not ask for the machine itself.
  let hostPages: Block<UInt>
  let marks: Block<PhysicalMemory.Marks>
  let l3: SharedCache?
  let memoryLatency: Int
  let lineShift: UInt64
  /// Bytes of the slots of a line of code; of a page, where no lines are modelled.
  let slotLineSize: UInt
  let slotLineShift: UInt
  let fastLineMask: UInt
  let isModelled: Bool
  let isAlone: Bool
  let trapsMisaligned: Bool

  private unowned(unsafe) let owner: Machine
  /// The machine that the hart belongs to, which lives longer than the hart.
  @inline(__always) var machine: Machine { unsafe owner }

  struct FetchEntry: BitwiseCopyable {
    var page: UInt64
    var base: UInt
    static let empty = FetchEntry(page: .max, base: 0)
  }

  init(id: Int, machine: Machine) {
    self.id = id
    unsafe owner = machine
    let c = machine.configuration
    hostPages = machine.memory.pages
    marks = machine.memory.marks
    l3 = machine.l3
    memoryLatency = c.memoryLatency
    lineShift = machine.lineShift
    slotLineSize = (c.isModelled ? UInt(c.l1d.lineSize) : UInt(Page.size)) << DecodedPage.scale
    slotLineShift = UInt(slotLineSize.trailingZeroBitCount)
    isModelled = c.isModelled
    isAlone = c.harts == 1
    trapsMisaligned = c.trapsMisaligned
    let seed = c.seed &+ UInt64(id) &* 0x9e37_79b9_7f4a_7c15
    itlb = TLB(c.itlb, seed: seed &+ 1)
    dtlb = TLB(c.dtlb, seed: seed &+ 2)
    stlb = c.stlb.map { TLB($0, seed: seed &+ 3) }
    l1i = Cache(c.l1i, seed: seed &+ 4)
    l1d = Cache(c.l1d, seed: seed &+ 5)
    l2 = c.l2.map { Cache($0, seed: seed &+ 6) }
    let linesInPage = Int(Page.size) / c.l1d.lineSize
    func map() -> FastMap {
      c.isModelled ? FastMap(lineSize: c.l1d.lineSize, sets: c.l1d.sets) : FastMap()
    }
    fastLoads = map()
    fastStores = map()
    fastPages = FastPages(sets: c.dtlb.sets)
    fastFetch = Block(repeating: .empty, count: 64)
    fastLines = Block(repeating: 0, count: min(c.l1i.sets, linesInPage))
    fastLineMask = UInt(fastLines.count - 1)
  }

  deinit {
    x.free()
    state.free()
    itlb.free()
    dtlb.free()
    stlb?.free()
    l1i.free()
    l1d.free()
    l2?.free()
    fastLoads.free()
    fastStores.free()
    fastPages.free()
    fastFetch.free()
    fastLines.free()
  }

  /// Takes over everything that a program or a model can tell from another; shortcuts start empty.
  func copy(from other: Hart) {
    x.copy(from: other.x)
    state.value = other.state.value
    itlb.copy(from: other.itlb)
    dtlb.copy(from: other.dtlb)
    if let stlb, let theirs = other.stlb { stlb.copy(from: theirs) }
    l1i.copy(from: other.l1i)
    l1d.copy(from: other.l1d)
    if let l2, let theirs = other.l2 { l2.copy(from: theirs) }
  }

  /// Ends every shortcut: after a change of address space, page table, or the place of a page.
  func forgetAll() {
    forgetFast()
    fastPages.clear()
    fastFetch.fill(.empty)
    fastLines.fill(0)
  }

  /// Ends the shortcuts to data: after a change of what a store to a frame does, or of its place.
  func forgetFast() {
    fastLoads.clear()
    fastStores.clear()
  }

  /// Ends the shortcut to a physical line of data, which may stand for another line of the same set too.
  @inline(__always) func forgetFast(line: UInt32) {
    fastLoads.clear(UInt64(line) &<< lineShift, Modelled.self)
    fastStores.clear(UInt64(line) &<< lineShift, Modelled.self)
  }

  /// Ends the shortcut to a line of code.
  func forgetFetch(line: UInt32) { fastLines[Int(truncatingIfNeeded: line) & (fastLines.count - 1)] = 0 }
}

/// What a hart is besides its registers and caches.
@usableFromInline struct HartState: BitwiseCopyable {
  /// Where the next instruction lies.
  var pc: UInt64 = 0
  /// The frame of the root page table, and the number of the address space.
  var root = FrameNumber(0)
  var asid: UInt16 = 0
  /// The reservation of the last `lr`: a physical address cut to 64 bytes, or `none`.
  var reservation = HartState.none
  /// Cycles left until the kernel's deadline when the current run began, less the stalls since.
  var slack = 0
  @usableFromInline var counters = HartCounters()

  static let none = UInt64.max
}

/// What happened on one hart. All counts are since boot.
public struct HartCounters: Equatable, Sendable, BitwiseCopyable {
  /// Instructions that retired; one that trapped, `ecall` among them, did not.
  public var instructions: UInt64 = 0
  /// Cycles for which the memory system made the hart wait.
  public var stallCycles: UInt64 = 0
  /// Cycles that the kernel charged for its own work.
  public var kernelCycles: UInt64 = 0
  /// Cycles for which there was nothing to run.
  public var idleCycles: UInt64 = 0
  /// Loads by the program that found TLB entry and line where the last access left them, and the other ones.
  var fastLoads: UInt64 = 0
  var slowLoads: UInt64 = 0
  var fastStores: UInt64 = 0
  var slowStores: UInt64 = 0
  var fastFetches: UInt64 = 0
  /// Misaligned loads and stores that touched two lines.
  public var splitAccesses: UInt64 = 0
  /// Data accesses of the program that asked the first-level TLB, beside the fast ones.
  var slowDTLBAccesses: UInt64 = 0
  /// Data accesses that the first-level TLB did not know.
  public var dtlbMisses: UInt64 = 0
  /// Changes of the page of execution, each of which asks the first-level TLB for instructions.
  public var itlbAccesses: UInt64 = 0
  /// Those that it did not know.
  public var itlbMisses: UInt64 = 0
  /// First-level misses that asked the second level.
  public var stlbAccesses: UInt64 = 0
  /// First-level misses that the second level did not know either.
  public var stlbMisses: UInt64 = 0
  /// Page-table walks by the hardware.
  public var walks: UInt64 = 0
  /// Cycles that the walks took.
  public var walkCycles: UInt64 = 0

  /// Cycles in all: one an instruction, and what was added.
  @inlinable public var cycles: UInt64 { instructions &+ stallCycles &+ kernelCycles &+ idleCycles }
}
