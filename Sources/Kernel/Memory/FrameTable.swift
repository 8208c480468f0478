import Machine

/// Who owns the frames of physical memory.
///
/// Every frame has a count of owners; the free ones are a stack, so that a frame that was given back last is given
/// out first, while it may still be in a cache.
struct FrameTable {
  private var owners: [UInt32]
  private var free: [FrameNumber]

  init(count: Int) {
    owners = Array(repeating: 0, count: count)
    free = (0..<UInt32(count)).reversed().map { FrameNumber($0) }
  }

  /// How many frames there are.
  var count: Int { owners.count }
  /// How many frames nobody owns.
  var freeCount: Int { free.count }

  /// A frame with one owner, of unspecified contents; nil if none is free.
  mutating func allocate() -> FrameNumber? {
    guard let frame = free.popLast() else { return nil }
    owners[Int(frame.rawValue)] = 1
    return frame
  }

  /// As many frames as a huge page has, side by side from a multiple of their count on, with one owner each; the
  /// first of them, or nil if there are not so many free side by side.
  mutating func allocateHuge() -> FrameNumber? {
    let size = Int(Page.hugeSize / Page.size)
    guard free.count >= size else { return nil }
    for start in stride(from: 0, through: owners.count - size, by: size)
    where owners[start..<start + size].allSatisfy({ $0 == 0 }) {
      free.removeAll { (start..<start + size).contains(Int($0.rawValue)) }
      for frame in start..<start + size { owners[frame] = 1 }
      return FrameNumber(UInt32(start))
    }
    return nil
  }

  /// Adds an owner to a frame that has one.
  mutating func retain(_ frame: FrameNumber) { owners[Int(frame.rawValue)] += 1 }

  /// How many own a frame.
  func owners(of frame: FrameNumber) -> UInt32 { owners[Int(frame.rawValue)] }

  /// Gives up an owner's part in a frame, which becomes free with the last.
  mutating func release(_ frame: FrameNumber) {
    let index = Int(frame.rawValue)
    precondition(owners[index] > 0, "frame \(frame.rawValue) is free already")
    owners[index] -= 1
    if owners[index] == 0 { free.append(frame) }
  }
}
