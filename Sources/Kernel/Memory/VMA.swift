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
  /// The most that `mprotect` may permit: a file that was opened for reading cannot become writable.
  public var permissible: MemoryProtection = [.read, .write, .execute]
  /// What the program has asked for besides.
  public var attributes: Attributes = []

  /// What a program can ask for with `mlock` and `madvise`.
  public struct Attributes: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// The attributes with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// The pages stay in memory.
    public static let locked = Attributes(rawValue: 1 << 0)
    /// Pages of 2 MiB are welcome.
    public static let hugePages = Attributes(rawValue: 1 << 1)
    /// A child does not get the area.
    public static let notForked = Attributes(rawValue: 1 << 2)
    /// A child finds zeros there.
    public static let wipedOnFork = Attributes(rawValue: 1 << 3)
  }

  /// Where a page comes from when it is first touched.
  public enum Backing: Equatable, Sendable {
    /// From nowhere: it is all zeros.
    case zero
    /// From a file: the area's first byte is the file's byte at `offset`, a multiple of the page size. After
    /// `length` bytes come zeros; `VMA.toTheEnd` stands for as many bytes as the file has.
    case file(InodeNumber, offset: UInt64, length: UInt64)
    /// From memory that has no file but can be mapped by several processes; the first byte is the one at `offset`.
    case shared(SharedMemoryNumber, offset: UInt64)
  }

  /// The length of a backing that goes as far as its file.
  public static let toTheEnd = UInt64.max

  /// What an area is there for, as `/proc/PID/maps` names it.
  public enum Purpose: String, Sendable {
    case program, heap = "[heap]", stack = "[stack]", mapping, vdso = "[vdso]"
  }

  /// Bytes of the area.
  public var size: UInt64 { end.rawValue - start.rawValue }
  /// Pages of the area.
  var pages: UInt64 { size / Page.size }

  func contains(_ address: VirtualAddress) -> Bool { start <= address && address < end }

  /// The page of a file or of shared memory that a page of the area shows; nil if that begins as private zeros.
  func source(of page: VirtualAddress) -> PageSource? {
    let distance = page.rawValue - start.rawValue
    switch backing {
    case .zero: return nil
    case .shared(let number, let offset):
      return PageSource(object: .shared(number), index: (offset &+ distance) / Page.size, count: Page.size)
    case .file(let inode, let offset, let length):
      guard distance < length else { return nil }
      return PageSource(
        object: .file(inode), index: (offset &+ distance) / Page.size,
        count: min(Page.size, length - distance))
    }
  }

  /// The page of the area that shows a page of its file or shared memory; nil if none does.
  func place(of index: UInt64) -> VirtualAddress? {
    let offset: UInt64
    switch backing {
    case .zero: return nil
    case .shared(_, let start), .file(_, let start, _): offset = start
    }
    let first = offset / Page.size
    guard first <= index, index - first < pages else { return nil }
    return start + (index - first) * Page.size
  }

  /// The part of the area between two addresses on page borders within it.
  func part(from: VirtualAddress, to: VirtualAddress) -> VMA {
    var part = self
    part.start = from
    part.end = to
    part.backing = backing.advanced(by: from.rawValue - start.rawValue)
    return part
  }

  /// Whether an area that begins where this one ends only continues it.
  func isContinued(by next: VMA) -> Bool {
    var moved = next
    moved.start = start
    moved.end = end
    moved.backing = backing
    return end == next.start && moved == self && backing.isContinued(by: next.backing, after: size)
  }
}

/// One page of what areas show.
struct PageSource: Equatable {
  let object: PageObject
  /// The page's number in the object.
  let index: UInt64
  /// How many bytes of it are shown; the rest of the page is zeros.
  let count: UInt64
}

extension VMA.Backing {
  /// What backs the rest of an area, so many bytes further on.
  fileprivate func advanced(by bytes: UInt64) -> VMA.Backing {
    switch self {
    case .zero: .zero
    case .shared(let number, let offset): .shared(number, offset: offset + bytes)
    case .file(let inode, let offset, VMA.toTheEnd):
      .file(inode, offset: offset &+ bytes, length: VMA.toTheEnd)
    case .file(let inode, let offset, let length):
      bytes < length ? .file(inode, offset: offset &+ bytes, length: length - bytes) : .zero
    }
  }

  fileprivate func isContinued(by next: VMA.Backing, after bytes: UInt64) -> Bool {
    switch (self, next) {
    case (.zero, .zero): true
    case (.file(_, _, VMA.toTheEnd), .file), (.shared, .shared): advanced(by: bytes) == next
    default: false
    }
  }
}

extension MemoryProtection {
  /// Whether a program may make such an access. Writing includes reading, as the page table has it.
  func permits(_ access: Access) -> Bool {
    switch access {
    case .load: !isDisjoint(with: [.read, .write])
    case .store: contains(.write)
    case .fetch: contains(.execute)
    }
  }

  /// The bits of a page-table entry that grant these rights. The page table cannot grant writing without reading.
  ///
  /// Without any right the entry is one that the MMU faults on, valid all the same: it still names the page's frame.
  var pteFlags: PTE.Flags {
    var flags: PTE.Flags = [.valid, .user]
    if contains(.read) || contains(.write) { flags.insert(.read) }
    if contains(.write) { flags.insert(.write) }
    if contains(.execute) { flags.insert(.execute) }
    return flags
  }
}
