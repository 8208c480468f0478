/// A page-table entry: the Sv39 format (RISC-V privileged manual, section 12.4.1).
///
///     63   54 53                10 9   8   7  6  5  4  3  2  1  0
///     reserved  physical page no.  kernel  D  A  G  U  X  W  R  V
///
/// An entry with R, W and X all clear points to the page table of the next level.
public struct PTE: Equatable, Sendable, BitwiseCopyable {
  /// The 64 bits as they lie in memory.
  public var rawValue: UInt64

  /// The entry with these bits.
  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// An entry that names a frame.
  @inlinable public init(_ frame: FrameNumber, _ flags: Flags) {
    rawValue = UInt64(frame.rawValue) << 10 | UInt64(flags.rawValue)
  }

  /// The ten low bits of an entry.
  public struct Flags: OptionSet, Sendable, BitwiseCopyable {
    /// The bits.
    public let rawValue: UInt16
    /// The flags with these bits.
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// V: the other bits mean something; without it every access faults.
    @inlinable public static var valid: Flags { Flags(rawValue: 1 << 0) }
    /// R: loads are permitted.
    @inlinable public static var read: Flags { Flags(rawValue: 1 << 1) }
    /// W: stores are permitted.
    @inlinable public static var write: Flags { Flags(rawValue: 1 << 2) }
    /// X: instruction fetches are permitted.
    @inlinable public static var execute: Flags { Flags(rawValue: 1 << 3) }
    /// U: user mode may use the page.
    @inlinable public static var user: Flags { Flags(rawValue: 1 << 4) }
    /// G: the mapping is the same in every address space.
    @inlinable public static var global: Flags { Flags(rawValue: 1 << 5) }
    /// A: the page was used; the walker sets it.
    @inlinable public static var accessed: Flags { Flags(rawValue: 1 << 6) }
    /// D: the page was written; the walker sets it.
    @inlinable public static var dirty: Flags { Flags(rawValue: 1 << 7) }
    /// The first of the two bits that the hardware leaves to the kernel.
    @inlinable public static var kernel0: Flags { Flags(rawValue: 1 << 8) }
    /// The second of them.
    @inlinable public static var kernel1: Flags { Flags(rawValue: 1 << 9) }
  }

  /// The ten low bits.
  @inlinable public var flags: Flags {
    get { Flags(rawValue: UInt16(truncatingIfNeeded: rawValue & 0x3ff)) }
    set { rawValue = rawValue & ~0x3ff | UInt64(newValue.rawValue) }
  }

  /// The frame that the entry names.
  @inlinable public var frame: FrameNumber { FrameNumber(UInt32(truncatingIfNeeded: rawValue >> 10)) }

  /// Whether V is set.
  @inlinable public var isValid: Bool { flags.contains(.valid) }

  /// Whether the entry maps a page, rather than pointing to the next level.
  @inlinable public var isLeaf: Bool { !flags.isDisjoint(with: [.read, .write, .execute]) }

  /// Whether the entry has bits set that the format reserves: the page walk faults on it.
  ///
  /// Those are bits 54…63, W without R, and A, D or U in an entry that points to the next level.
  @inlinable public var isReserved: Bool {
    if rawValue >> 54 != 0 { return true }
    if !isLeaf { return !flags.isDisjoint(with: [.accessed, .dirty, .user]) }
    return flags.contains(.write) && !flags.contains(.read)
  }

  /// Whether the physical page number fits a `FrameNumber`: the format has 44 bits for it.
  @inlinable public var namesFrame: Bool { (rawValue & (1 << 54 - 1)) >> 10 <= UInt64(UInt32.max) }

  /// Whether user mode may make this access through the entry.
  @inlinable public func permits(_ access: Access) -> Bool {
    switch access {
    case .load: flags.isSuperset(of: [.valid, .user, .read])
    case .store: flags.isSuperset(of: [.valid, .user, .read, .write])
    case .fetch: flags.isSuperset(of: [.valid, .user, .execute])
    }
  }
}
