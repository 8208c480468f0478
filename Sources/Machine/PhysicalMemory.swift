/// The simulated RAM: frames of 4 KiB, each backed by a host page once it is written.
///
/// Untouched frames cost nothing. A copy of the memory shares every page with the original, and whoever writes
/// first takes a page of its own: a checkpoint costs what changed since.
///
/// The interpreter keeps host addresses of pages in its translation maps. Whatever changes a frame's page or makes
/// writing it special must therefore end those maps' entries; `Machine` does that.
final class PhysicalMemory {
  /// How many frames there are.
  let frameCount: Int

  let pages: Block<PagePool.HostPage>
  let marks: Block<Marks>
  private let pool: PagePool

  /// What makes a store to a frame more than a store.
  struct Marks: OptionSet, BitwiseCopyable {
    let rawValue: UInt8
    /// The page is the zero page or belongs to a copy of this memory too: take one of our own first.
    static let shared = Marks(rawValue: 1)
    /// The frame's words stand decoded in a page of bytecode, which must follow.
    static let decoded = Marks(rawValue: 2)
    /// A hart holds a reservation in the frame, which a store of another hart ends.
    static let reserved = Marks(rawValue: 4)
  }

  init(frameCount: Int) {
    self.frameCount = frameCount
    pool = PagePool()
    pages = Block(repeating: pool.zeroPage, count: frameCount)
    marks = Block(repeating: .shared, count: frameCount)
  }

  /// A copy that shares every page.
  init(sharing other: PhysicalMemory) {
    frameCount = other.frameCount
    pool = other.pool
    pages = Block(repeating: 0, count: frameCount)
    pages.copy(from: other.pages)
    marks = Block(repeating: .shared, count: frameCount)
    for frame in 0..<frameCount {
      pool.retain(pages[frame])
      other.marks[frame].insert(.shared)
    }
  }

  deinit {
    for frame in 0..<frameCount { pool.release(pages[frame]) }
    pages.free()
    marks.free()
  }

  /// Whether the frame is part of the memory.
  func contains(_ frame: FrameNumber) -> Bool { Int(frame.rawValue) < frameCount }

  /// The marks of a frame.
  func marks(of frame: FrameNumber) -> Marks { marks[Int(frame.rawValue)] }

  func mark(_ frame: FrameNumber, _ mark: Marks) { marks[Int(frame.rawValue)].insert(mark) }

  func unmark(_ frame: FrameNumber, _ mark: Marks) { marks[Int(frame.rawValue)].remove(mark) }

  /// The host address of a frame's bytes, for reading.
  func page(of frame: FrameNumber) -> UInt { pages[Int(frame.rawValue)] }

  /// The host address of a byte, for reading.
  @inline(__always) func host(_ address: PhysicalAddress) -> UInt {
    page(of: address.frame) + UInt(address.offset)
  }

  /// Whether the frame has never been written since it was last cleared.
  func isUntouched(_ frame: FrameNumber) -> Bool { page(of: frame) == pool.zeroPage }

  /// Gives the frame a host page that nobody shares; true if that moved its bytes.
  func makeUnique(_ frame: FrameNumber) -> Bool {
    let index = Int(frame.rawValue)
    guard marks[index].contains(.shared) else { return false }
    marks[index].remove(.shared)
    let old = pages[index]
    if old != pool.zeroPage && pool.owners(of: old) == 1 { return false }
    let new = pool.allocate()
    unsafe UnsafeMutableRawPointer(bitPattern: new)!
      .copyMemory(from: UnsafeRawPointer(bitPattern: old)!, byteCount: Int(Page.size))
    pages[index] = new
    pool.release(old)
    return true
  }

  /// Forgets a frame's bytes: it reads as zeros and costs nothing until it is written again.
  func clear(_ frame: FrameNumber) {
    let index = Int(frame.rawValue)
    pool.release(pages[index])
    pages[index] = pool.zeroPage
    marks[index].insert(.shared)
  }

  /// The 64 bits at an address that is a multiple of 8.
  func load64(_ address: PhysicalAddress) -> UInt64 { HostMemory.load(host(address), as: UInt64.self) }
}
