import Machine

/// A pipe or FIFO: a ring of slots, each of which holds a piece of a page.
///
///     slots    [ ][ 3 bytes ][ 4096 ][ 4096 ][ 77 → ][ ][ ]…     16 of them, unless F_SETPIPE_SZ says otherwise
///                 first: what is read next    last: what is written grows here, if it fits
///
/// A pipe is full when all slots are in use, even if the pages in them are not: that is what Linux does. It lets
/// `splice` and `tee` put pages of others into a slot, so that pages move or are shared and their bytes stay.
struct Pipe {
  /// The slots that are in use, in the order in which they are read.
  private var slots: [Slot?]
  private var first = 0
  private(set) var usedSlots = 0
  /// How many open files can read from it and write to it.
  var readers = 0
  var writers = 0
  /// How often it was opened for reading and for writing: who waits in `open` for the other end looks here.
  var readerOpens = 0
  var writerOpens = 0
  /// The FIFO that it belongs to; nil if it has no name.
  let inode: InodeNumber?

  /// Slots of a new pipe: 64 KiB.
  static let defaultCapacity = 16
  /// The most slots that a pipe may be given: 1 MiB, as /proc/sys/fs/pipe-max-size has it.
  static let maximumCapacity = 256

  /// A piece of a page.
  struct Slot: Equatable {
    /// The page; the slot is one of its owners.
    let frame: FrameNumber
    /// Where in the page the bytes begin that were not read yet, and how many there are.
    var offset: UInt64
    var count: UInt64
    /// Whether more bytes may be put behind these: the page is the pipe's own.
    var canGrow: Bool

    var address: PhysicalAddress { frame.address + offset }
    var end: UInt64 { offset + count }
  }

  /// An empty pipe.
  init(inode: InodeNumber? = nil) {
    self.inode = inode
    slots = Array(repeating: nil, count: Self.defaultCapacity)
  }

  /// Slots in all.
  var capacity: Int { slots.count }
  var isEmpty: Bool { usedSlots == 0 }
  var isFull: Bool { usedSlots >= slots.count }
  /// Bytes that can be read.
  var byteCount: UInt64 { (0..<usedSlots).reduce(0) { $0 + self[$1].count } }

  /// A slot that is in use; 0 is what is read next.
  ///
  /// - Precondition: there are more than `index` of them.
  subscript(index: Int) -> Slot {
    get { slots[(first + index) % slots.count]! }
    set { slots[(first + index) % slots.count] = newValue }
  }

  /// Puts a slot behind the others.
  ///
  /// - Precondition: the pipe is not full.
  mutating func append(_ slot: Slot) {
    precondition(!isFull)
    slots[(first + usedSlots) % slots.count] = slot
    usedSlots += 1
  }

  /// Takes out the slot that is read next.
  mutating func removeFirst() -> Slot {
    defer {
      slots[first] = nil
      first = (first + 1) % slots.count
      usedSlots -= 1
    }
    return self[0]
  }

  /// Takes bytes that were read off the first slot; the frame is for the caller to release, once it is empty.
  mutating func consume(_ count: UInt64) -> FrameNumber? {
    self[0].offset += count
    self[0].count -= count
    return self[0].count == 0 ? removeFirst().frame : nil
  }

  /// Where in the last slot so many bytes can be added; nil if they cannot.
  func roomInLast(for count: UInt64) -> PhysicalAddress? {
    guard usedSlots > 0 else { return nil }
    let last = self[usedSlots - 1]
    return last.canGrow && last.end + count <= Page.size ? last.frame.address + last.end : nil
  }

  /// Adds bytes that were stored there to the last slot.
  mutating func growLast(by count: UInt64) { self[usedSlots - 1].count += count }

  /// Changes how many slots there are; those in use keep their order.
  ///
  /// - Precondition: those in use fit.
  mutating func resize(to capacity: Int) {
    precondition(capacity >= usedSlots)
    let used: [Slot?] = (0..<usedSlots).map { self[$0] }
    slots = used + Array(repeating: nil, count: capacity - usedSlots)
    first = 0
  }
}
