/// The swap disk: a device that keeps pages by number while the machine runs.
///
/// It does one transfer at a time, in the order in which they are asked for, and each takes the same time. Data move
/// when a transfer is asked for; that it is not over yet is for the kernel to respect.
public struct Disk: Sendable {
  /// How many pages the disk has.
  public let slots: Int
  /// Cycles that a transfer of one page takes.
  public let latency: UInt64
  /// Pages that were asked for since boot.
  public private(set) var reads: UInt64 = 0
  /// Pages that were written since boot.
  public private(set) var writes: UInt64 = 0

  /// Pages that were written, and nil for those that read as zeros.
  private var pages: [[UInt8]?] = []
  /// The cycle at which the last transfer that was asked for is over.
  private var isBusyUntil: UInt64 = 0

  init(slots: Int, latency: UInt64) {
    self.slots = slots
    self.latency = latency
  }

  /// Asks for a transfer, and says at which cycle it will be over.
  private mutating func begin(at now: UInt64) -> UInt64 {
    isBusyUntil = max(now, isBusyUntil) + latency
    return isBusyUntil
  }

  fileprivate mutating func write(_ bytes: [UInt8], to slot: Int, at now: UInt64) -> UInt64 {
    precondition((0..<slots).contains(slot), "the disk has no page \(slot)")
    while pages.count <= slot { pages.append(nil) }
    pages[slot] = bytes
    writes += 1
    return begin(at: now)
  }

  /// Asks for a page; it can be taken when the transfer is over.
  ///
  /// - Returns: the cycle at which it is over.
  public mutating func requestRead(at now: UInt64) -> UInt64 {
    reads += 1
    return begin(at: now)
  }

  /// The bytes of a page; none if it was never written.
  public func contents(of slot: Int) -> [UInt8] {
    slot < pages.count ? pages[slot] ?? [] : []
  }

  /// Forgets a page, which costs no time.
  public mutating func discard(_ slot: Int) {
    if slot < pages.count { pages[slot] = nil }
  }
}

extension Machine {
  /// Writes a frame to the disk.
  ///
  /// - Returns: the cycle at which the transfer is over.
  @discardableResult public func writeToDisk(_ frame: FrameNumber, slot: Int, at now: UInt64) -> UInt64 {
    var bytes = [UInt8](repeating: 0, count: Int(Page.size))
    unsafe bytes.withUnsafeMutableBytes { unsafe read(frame.address, into: $0) }
    return disk.write(bytes, to: slot, at: now)
  }

  /// Copies a page of the disk into a frame: what `requestRead` asked for has come.
  public func takeFromDisk(slot: Int, into frame: FrameNumber) {
    clear(frame)
    unsafe disk.contents(of: slot).withUnsafeBytes { unsafe write(frame.address, from: $0) }
  }
}
