/// Where a hart is in the decoded code, and how far it has come.
///
/// The position is the host address of a slot: sequential execution adds two slots, and a page that ends holds a
/// mark in its last slot. A block is what executes between two jumps; its instructions are counted when it ends,
/// from the distance that the slot moved.
struct Cursor {
  /// The slot of the next instruction.
  private(set) var slot: UInt
  /// The virtual page of execution.
  private var page: UInt64
  /// The page's slot 0.
  private var base: UInt
  /// The slot at which the current block began.
  private var block: UInt
  /// Instructions that retired in earlier blocks.
  private var before = 0

  /// Stands at an address of which no slot is known yet.
  init(pc: UInt64) {
    page = pc & ~(Page.size - 1)
    base = 0
    slot = UInt(pc & (Page.size - 1)) << DecodedPage.scale
    block = slot
  }

  /// The virtual address of the next instruction.
  @inline(__always) var pc: UInt64 {
    page &+ UInt64(bitPattern: Int64(Int(bitPattern: slot &- base) >> Int(DecodedPage.scale)))
  }

  /// Instructions that have retired.
  @inline(__always) var executed: Int { before &+ Int((slot &- block) >> 4) }

  /// Whether the slot is the mark behind the page's last instruction.
  @inline(__always) var isPageEnd: Bool { slot &- base >= DecodedPage.size }

  /// Goes on to the next instruction in the page.
  @inline(__always) mutating func advance() { slot &+= 16 }

  /// Retires a jump to an instruction so many bytes away.
  @inline(__always) mutating func jump<M: MemoryModel>(
    by distance: Int32, on hart: Hart, _ model: M.Type
  ) throws(Trap) {
    before = executed &+ 1
    slot &+= UInt(bitPattern: Int(distance) << Int(DecodedPage.scale))
    block = slot
    if isPageEnd { try enter(pc, on: hart, model) }
    if before >= hart.state.slack { throw Trap(.timerInterrupt) }
  }

  /// Retires a jump to an address.
  @inline(__always) mutating func jump<M: MemoryModel>(
    to target: UInt64, on hart: Hart, _ model: M.Type
  ) throws(Trap) {
    before = executed &+ 1
    slot = base &+ UInt(target & (Page.size - 1)) << DecodedPage.scale
    block = slot
    if target ^ page >= Page.size { try enter(target, on: hart, model) }
    if before >= hart.state.slack { throw Trap(.timerInterrupt) }
  }

  /// Goes on behind the page's last instruction.
  @inline(__always) mutating func enterNextPage<M: MemoryModel>(
    on hart: Hart, _ model: M.Type
  ) throws(Trap) {
    before = executed
    block = slot
    try enter(page &+ Page.size, on: hart, model)
    if before >= hart.state.slack { throw Trap(.timerInterrupt) }
  }

  /// Goes on at an address in another page. If that traps, the address is where the program stands.
  @inline(__always) mutating func enter<M: MemoryModel>(
    _ target: UInt64, on hart: Hart, _ model: M.Type
  ) throws(Trap) {
    page = target & ~(Page.size - 1)
    slot = UInt(target & (Page.size - 1)) << DecodedPage.scale
    base = 0
    block = slot
    base = try hart.enterPage(target, model)
    slot &+= base
    block = slot
  }
}
