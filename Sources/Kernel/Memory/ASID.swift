import Machine

/// The number by which TLBs tell address spaces apart, and the generation in which it was given out.
struct ASID: Equatable {
  let number: UInt16
  fileprivate let generation: UInt64
}

/// Gives out ASIDs. When all were given out, a new generation begins, and address spaces get a new number when they
/// next run.
///
/// A hart may still be running in a number of the old generation then. So each flushes its TLB when it next enters a
/// program, which is before it can meet the number in its new meaning.
struct ASIDAllocator {
  private var generation: UInt64 = 1
  private var next: UInt16 = 1
  private let count: UInt16
  /// The harts that have to flush their TLB, a bit for each.
  private var unflushed: UInt64 = 0

  /// An allocator of the numbers 1…count.
  init(count: UInt16) { self.count = count }

  @inline(__always) func isCurrent(_ asid: ASID) -> Bool { asid.generation == generation }

  /// A number that no other address space of this generation has.
  mutating func allocate() -> ASID {
    if next > count {
      next = 1
      generation += 1
      unflushed = .max
    }
    next += 1
    return ASID(number: next - 1, generation: generation)
  }

  /// Whether a hart has yet to flush its TLB before it enters a program.
  @inline(__always) func mustFlush(_ hart: Int) -> Bool { unflushed >> UInt64(hart) & 1 != 0 }

  /// Whether a hart that enters a program must flush its TLB first; it is told so once.
  mutating func takeFlush(of hart: Int) -> Bool {
    guard unflushed >> UInt64(hart) & 1 != 0 else { return false }
    unflushed &= ~(1 << UInt64(hart))
    return true
  }
}

extension Kernel {
  /// A number for a new address space.
  mutating func newASID() -> ASID { asids.allocate() }

  /// Lets a hart translate through an address space.
  @inline(__always) mutating func enter(_ space: Int, on hart: Hart) {
    let hasRunThere = spaces[space].harts >> UInt64(hart.id) & 1 != 0
    if !hasRunThere || !asids.isCurrent(spaces[space].asid) || asids.mustFlush(hart.id) {
      prepare(space, on: hart)
    }
    hart.enter(root: spaces[space].pageTable.root, asid: spaces[space].asid.number)
  }

  /// Makes a hart ready to run in an address space: with a number of the current generation, and without
  /// translations of older ones.
  private mutating func prepare(_ space: Int, on hart: Hart) {
    if !asids.isCurrent(spaces[space].asid) {
      spaces[space].asid = asids.allocate()
      spaces[space].harts = 0
    }
    let mask: UInt64 = 1 << UInt64(hart.id)
    if spaces[space].harts & mask == 0 { spaces[space].harts |= mask }
    if asids.takeFlush(of: hart.id) { hart.flushTLB() }
  }
}
