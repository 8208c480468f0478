/// The sizes of a page, which Sv39 gives (RISC-V privileged manual, section 12.4).
public enum Page {
  /// Bits of an address that lie within a page.
  public static let shift: UInt64 = 12
  /// Bytes of a page and of a frame.
  public static let size: UInt64 = 4096
  /// Bytes of a huge page: one leaf in the middle level of the page table.
  public static let hugeSize: UInt64 = 2 << 20
}

/// The number of a page-sized piece of physical memory.
public struct FrameNumber: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The frame's place in physical memory, in frames.
  public let rawValue: UInt32

  /// The frame with this number.
  @inlinable public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// The address of the frame's first byte.
  @inlinable public var address: PhysicalAddress { PhysicalAddress(UInt64(rawValue) << Page.shift) }

  /// Orders frames as they lie in memory.
  @inlinable public static func < (a: FrameNumber, b: FrameNumber) -> Bool { a.rawValue < b.rawValue }
}

/// An address in physical memory, in bytes from its beginning.
public struct PhysicalAddress: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The address as a number.
  public let rawValue: UInt64

  /// The address with this number.
  @inlinable public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  /// The frame that the byte lies in.
  @inlinable public var frame: FrameNumber { FrameNumber(UInt32(truncatingIfNeeded: rawValue >> Page.shift)) }

  /// The byte's place within its frame.
  @inlinable public var offset: UInt64 { rawValue & (Page.size - 1) }

  /// Orders addresses as numbers.
  @inlinable public static func < (a: PhysicalAddress, b: PhysicalAddress) -> Bool { a.rawValue < b.rawValue }

  /// The address so many bytes further on.
  @inlinable public static func + (a: PhysicalAddress, bytes: UInt64) -> PhysicalAddress {
    PhysicalAddress(a.rawValue &+ bytes)
  }
}

/// An address as a program sees it.
///
///     63      39 38    30 29    21 20    12 11      0
///     sign of 38  level 2  level 1  level 0  offset
public struct VirtualAddress: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The address as a number.
  public let rawValue: UInt64

  /// The address with this number.
  @inlinable public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  /// The number of the page that the byte lies in: the address without its offset.
  @inlinable public var pageNumber: UInt64 { rawValue >> Page.shift }

  /// The byte's place within its page.
  @inlinable public var offset: UInt64 { rawValue & (Page.size - 1) }

  /// The address of the first byte of the page.
  @inlinable public var pageBase: VirtualAddress { VirtualAddress(rawValue & ~(Page.size - 1)) }

  /// Whether bits 63…39 equal bit 38, as Sv39 demands; an address that does not faults.
  @inlinable public var isCanonical: Bool {
    (Int64(bitPattern: rawValue) << 25) >> 25 == Int64(bitPattern: rawValue)
  }

  /// The index into the page table of a level, 2 being the root.
  @inlinable public func index(level: Int) -> UInt64 { rawValue >> (12 + 9 * UInt64(level)) & 511 }

  /// Orders addresses as numbers.
  @inlinable public static func < (a: VirtualAddress, b: VirtualAddress) -> Bool { a.rawValue < b.rawValue }

  /// The address so many bytes further on, around the end of the address space.
  @inlinable public static func + (a: VirtualAddress, bytes: UInt64) -> VirtualAddress {
    VirtualAddress(a.rawValue &+ bytes)
  }
}

/// What an instruction wants of a memory location.
public enum Access: UInt8, Sendable, BitwiseCopyable {
  /// To read it as data.
  case load
  /// To write it; an atomic memory operation counts as a store.
  case store
  /// To execute it.
  case fetch
}
