import Machine

/// The number by which TLBs tell address spaces apart, and the generation in which it was given out.
struct ASID: Equatable {
  let number: UInt16
  fileprivate let generation: UInt64
}

/// Gives out ASIDs. When all were given out, a new generation begins: every TLB is flushed, and address spaces get a
/// new number when they next run.
struct ASIDAllocator {
  private var generation: UInt64 = 1
  private var next: UInt16 = 1
  private let count: UInt16

  /// An allocator of the numbers 1…count.
  init(count: UInt16) { self.count = count }

  func isCurrent(_ asid: ASID) -> Bool { asid.generation == generation }

  /// A number that no TLB entry has.
  mutating func allocate(_ machine: Machine) -> ASID {
    if next > count {
      next = 1
      generation += 1
      for hart in machine.harts { hart.flushTLB() }
    }
    next += 1
    return ASID(number: next - 1, generation: generation)
  }
}

extension Kernel {
  /// A number for a new address space.
  mutating func newASID(_ machine: Machine) -> ASID { asids.allocate(machine) }

  /// Gives an address space that is about to run a number of the current generation, if it has none.
  mutating func renewASID(of space: Int, _ machine: Machine) {
    guard !asids.isCurrent(spaces[space].asid) else { return }
    spaces[space].asid = asids.allocate(machine)
  }
}
