import ABI
import Machine

/// A virtual memory area: a range of pages that are alike in right and origin.
public struct VMA: Equatable, Sendable {
  /// The first page.
  public internal(set) var start: VirtualAddress
  /// The first page that is no longer part of it.
  public internal(set) var end: VirtualAddress
  /// What the program may do there.
  public internal(set) var protection: MemoryProtection
  /// Where the pages' first contents come from.
  public internal(set) var backing: Backing
  /// What the area is there for.
  public let purpose: Purpose
  /// Whether stores are seen by everybody who has mapped the same, rather than by this process alone.
  public var isShared = false

  /// Where a page comes from when it is first touched.
  public enum Backing: Equatable, Sendable {
    /// From nowhere: it is all zeros.
    case zero
    /// From a file: the area's first byte is the file's byte at `offset`, and after `length` bytes come zeros.
    case file(InodeNumber, offset: UInt64, length: UInt64)
  }

  /// What an area is there for, as `/proc/PID/maps` names it.
  public enum Purpose: String, Sendable {
    case program, heap = "[heap]", stack = "[stack]", mapping, vdso = "[vdso]"
  }

  /// Bytes of the area.
  public var size: UInt64 { end.rawValue - start.rawValue }

  func contains(_ address: VirtualAddress) -> Bool { start <= address && address < end }

  /// Where in a file a page's first contents stand, and how many bytes; nil if the page begins as zeros.
  func placeInFile(of page: VirtualAddress) -> (inode: InodeNumber, offset: Int, count: UInt64)? {
    guard case .file(let inode, let offset, let length) = backing else { return nil }
    let distance = page.rawValue - start.rawValue
    guard distance < length else { return nil }
    return (inode, Int(offset + distance), min(Page.size, length - distance))
  }

  /// The part of the area between two addresses on page borders within it.
  func part(from: VirtualAddress, to: VirtualAddress) -> VMA {
    var part = self
    part.start = from
    part.end = to
    if case .file(let inode, let offset, let length) = backing {
      let skipped = from.rawValue - start.rawValue
      part.backing =
        skipped < length ? .file(inode, offset: offset + skipped, length: length - skipped) : .zero
    }
    return part
  }
}

extension MemoryProtection {
  /// Whether a program may make such an access.
  func permits(_ access: Access) -> Bool {
    switch access {
    case .load: contains(.read)
    case .store: contains(.write)
    case .fetch: contains(.execute)
    }
  }

  /// The bits of a page-table entry that grant these rights. The page table cannot grant writing without reading.
  var pteFlags: PTE.Flags {
    var flags: PTE.Flags = [.valid, .user]
    if contains(.read) || contains(.write) { flags.insert(.read) }
    if contains(.write) { flags.insert(.write) }
    if contains(.execute) { flags.insert(.execute) }
    return flags
  }
}
