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

  /// How many frames nobody owns.
  var freeCount: Int { free.count }

  /// A frame with one owner, of unspecified contents; nil if none is free.
  mutating func allocate() -> FrameNumber? {
    guard let frame = free.popLast() else { return nil }
    owners[Int(frame.rawValue)] = 1
    return frame
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
