/// The number of a process, as programs see it.
public struct PID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number; the first process is 1.
  public let rawValue: Int32
  /// The process with this number.
  public init(_ rawValue: Int32) { self.rawValue = rawValue }
  /// Orders processes by age, as long as numbers do not come round.
  public static func < (a: PID, b: PID) -> Bool { a.rawValue < b.rawValue }
  /// The number as text.
  public var description: String { String(rawValue) }
}

/// The number of a thread; a process's first thread has the process's own number.
public struct TID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number.
  public let rawValue: Int32
  /// The thread with this number.
  public init(_ rawValue: Int32) { self.rawValue = rawValue }
  /// Orders threads by age, as long as numbers do not come round.
  public static func < (a: TID, b: TID) -> Bool { a.rawValue < b.rawValue }
  /// The number as text.
  public var description: String { String(rawValue) }
}

/// The number of an inode in the file system.
public struct InodeNumber: Hashable, Comparable, Sendable {
  let rawValue: Int
  init(_ rawValue: Int) { self.rawValue = rawValue }
  /// Orders inodes by age.
  public static func < (a: InodeNumber, b: InodeNumber) -> Bool { a.rawValue < b.rawValue }
}

/// The number of an open file in the kernel's table; descriptors of processes point to it.
struct OpenFileNumber: Hashable {
  let rawValue: Int
}

/// The number of a pipe in the kernel's table.
struct PipeNumber: Hashable {
  let rawValue: Int
}

/// The number of an event counter in the kernel's table.
struct CounterNumber: Hashable {
  let rawValue: Int
}

/// The number of a timer that a descriptor names in the kernel's table.
struct DescriptorTimerNumber: Hashable {
  let rawValue: Int
}

/// The number of an epoll set in the kernel's table.
struct EpollNumber: Hashable {
  let rawValue: Int
}

/// The number of a descriptor in a process.
struct Descriptor: Hashable {
  let rawValue: Int
}
