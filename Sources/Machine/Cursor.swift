import Bytecode

/// Where a hart is in the decoded code, and how far it has come.
///
/// The position is the host address of a slot: sequential execution adds two slots, and a page that ends holds a
/// mark in its last slot. Instructions need not be counted one by one: their number is the distance of the position
/// from an origin, which a jump moves along.
struct Cursor {
  /// The slot of the next instruction.
  private(set) var slot: UInt
  /// Where this slot would be seen from: so many slots before it as instructions have retired.
  private var origin: UInt
  /// The virtual page of execution.
  private var page: UInt64
  /// The page's slot 0.
  private var base: UInt
  /// In a modelled machine, the first slot behind the line of code that was fetched last; or the position, when
  /// that is in another line.
  private var lineEnd: UInt = 0

  /// Stands at an address of which no slot is known yet.
  init(pc: UInt64) {
    page = pc & ~(Page.size - 1)
    base = 0
    slot = UInt(pc & (Page.size - 1)) << DecodedPage.scale
    origin = slot
  }

  /// The virtual address of the next instruction.
  @inline(__always) var pc: UInt64 {
    page &+ UInt64(bitPattern: Int64(Int(bitPattern: slot &- base) >> Int(DecodedPage.scale)))
  }

  /// Instructions that have retired.
  @inline(__always) var executed: Int { Int(bitPattern: slot &- origin) >> 4 }

  /// Whether the slot is the mark behind the page's last instruction.
  @inline(__always) private var isPageEnd: Bool { slot &- base >= DecodedPage.size }

  /// Whether the next instruction is in a line that was not fetched yet, or behind the page.
  @inline(__always) var isAtNewLine: Bool { slot == lineEnd }

  /// The next instruction.
  @inline(__always) var instruction: Instruction { HostMemory.load(slot, as: Instruction.self) }

  /// Goes on to the next instruction in the page.
  @inline(__always) mutating func advance() { slot &+= DecodedPage.step }

  /// Goes on to the second instruction of a pair.
  @inline(__always) mutating func second() -> Instruction {
    advance()
    return instruction
  }

  /// Fetches the line of the next instruction.
  @inline(__always) mutating func fetchLine(on hart: Hart) {
    guard instruction.opcode != .pageEnd else { return }
    let line = slot & ~(hart.slotLineSize &- 1)
    hart.fetchLine(line)
    lineEnd = line &+ hart.slotLineSize
  }

  /// Retires a jump to an instruction so many bytes away.
  @inline(__always) mutating func jump<M: MemoryModel>(
    by distance: Int32, on hart: Hart, _ model: M.Type
  ) throws(Trap) {
    let slots = UInt(bitPattern: Int(distance) << Int(DecodedPage.scale))
    slot &+= slots
    origin &+= slots &- DecodedPage.step
    if isPageEnd { try enter(pc, on: hart, model) }
    try arrive(on: hart, model)
  }

  /// Retires a jump to an address.
  @inline(__always) mutating func jump<M: MemoryModel>(
    to target: UInt64, on hart: Hart, _ model: M.Type
  ) throws(Trap) {
    let old = slot
    slot = base &+ UInt(target & (Page.size - 1)) << DecodedPage.scale
    origin &+= slot &- old &- DecodedPage.step
    if target ^ page >= Page.size { try enter(target, on: hart, model) }
    try arrive(on: hart, model)
  }

  /// Goes on behind the page's last instruction.
  @inline(__always) mutating func enterNextPage<M: MemoryModel>(
    on hart: Hart, _ model: M.Type
  ) throws(Trap) {
    try enter(page &+ Page.size, on: hart, model)
    try arrive(on: hart, model)
  }

  /// Takes the first step to an address; its line will be fetched.
  @inline(__always) mutating func begin<M: MemoryModel>(
    at target: UInt64, on hart: Hart, _ model: M.Type
  ) throws(Trap) {
    try enter(target, on: hart, model)
    lineEnd = slot
  }

  /// Goes on at an address in another page. If that traps, the address is where the program stands.
  @inline(__always) mutating func enter<M: MemoryModel>(
    _ target: UInt64, on hart: Hart, _ model: M.Type
  ) throws(Trap) {
    let retired = slot &- origin
    page = target & ~(Page.size - 1)
    base = 0
    slot = UInt(target & (Page.size - 1)) << DecodedPage.scale
    origin = slot &- retired
    base = try hart.enterPage(target, model)
    slot &+= base
    origin &+= base
  }

  /// Begins a block: a line other than that of the last instruction will be fetched, unless it is time to stop.
  @inline(__always) private mutating func arrive<M: MemoryModel>(
    on hart: Hart, _ model: M.Type
  ) throws(Trap) {
    if M.isModelled && lineEnd &- slot &- 1 >= hart.slotLineSize { lineEnd = slot }
    if executed >= hart.state.slack { throw Trap(.timerInterrupt) }
  }
}
