import Bytecode

/// A frame's machine words as bytecode, decoded as they are first executed.
///
/// There is a slot for each halfword, so that 16-bit instructions would have a place; today every other slot is
/// unused. After the last slot stands a mark that sends the hart on to the next page and names the frame.
///
///     slot      0        1      2        3      …  2046      2047   2048
///     offset    0x000    0x002  0x004    0x006     0xffc     0xffe  next page
///     holds     word 0   –      word 1   –         word 1023  –     pageEnd
@safe struct DecodedPage {
  /// The host address of slot 0, aligned to the page's size: a line of code is aligned too.
  let base: UInt

  /// Bytes of the slots, without the mark at the end.
  static let size: UInt = 2048 * 8
  /// Bytes from the slot of a word to that of the next word.
  static let step: UInt = 16
  /// How many bits a byte offset in the frame moves left to become a byte offset in the slots.
  static let scale: UInt = 2

  /// Slots for a frame, none of which is decoded.
  init(of frame: FrameNumber) {
    let count = 2049
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: count * 8, alignment: Int(Self.size))
    let slots = unsafe bytes.bindMemory(to: Instruction.self, capacity: count)
    unsafe slots.initialize(repeating: Instruction(.undecoded), count: count)
    unsafe slots[count - 1] = Instruction(.pageEnd, immediate: Int32(bitPattern: frame.rawValue))
    base = UInt(bitPattern: bytes)
  }

  /// The page that a slot belongs to.
  init(containing slot: UInt) { base = slot & ~(Self.size - 1) }

  /// The page whose slot 0 is there.
  init(base: UInt) { self.base = base }

  func free() { unsafe UnsafeMutableRawPointer(bitPattern: base)?.deallocate() }

  /// The frame whose words these are.
  var frame: FrameNumber {
    FrameNumber(UInt32(bitPattern: HostMemory.load(base + Self.size, as: Instruction.self).immediate))
  }

  /// The physical address of the word at a slot of this page.
  func address(of slot: UInt) -> PhysicalAddress { frame.address + UInt64((slot - base) >> Self.scale) }

  /// Decodes a word into its slot, which may become part of pairs within its line.
  func decode(_ word: UInt32, into slot: UInt, lineSize: UInt) {
    HostMemory.store(Self.prepare(Instruction(decoding: word)), at: slot)
    pair(around: slot, lineSize: lineSize)
  }

  /// Forgets the words that some bytes of the frame belong to.
  func forget(offset: UInt64, bytes: UInt64) {
    let first = base + UInt(offset >> 2) * Self.step
    if first > base { part(first - Self.step) }
    for word in (offset >> 2)...((offset + bytes - 1) >> 2) where word < 1024 {
      HostMemory.store(Instruction(.undecoded), at: base + UInt(word) * Self.step)
    }
  }

  /// Makes an instruction ready to run: what writes x0 writes the sink beside the registers instead, and jumps
  /// to misaligned targets leave the fast path.
  private static func prepare(_ instruction: Instruction) -> Instruction {
    var instruction = instruction
    if instruction.hasTarget && instruction.immediate & 3 != 0 { instruction.opcode = .outOfLine }
    if instruction.rd == 0 { instruction.rd = RegisterFile.sink }
    return instruction
  }
}
