/// A name in a directory: bytes without a slash or a zero. Linux gives them no further meaning; most are UTF-8.
///
/// It is no `String`: two names that look the same to Unicode can be two files.
public struct FileName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// What the directory holds.
  public let bytes: [UInt8]

  /// A name of these bytes.
  public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// The name that a text spells.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The name that a literal spells.
  public init(stringLiteral text: String) { self.init(text) }

  /// The name as text; what is no UTF-8 shows as replacement characters.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  /// Feeds all bytes at once.
  public func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }

  /// The directory itself, and the one above it.
  static let dot: FileName = "."
  static let dotDot: FileName = ".."

  /// Where a path ends that has no name at all: the root.
  static let none: FileName = ""

  /// Whether it stands for a directory by where that lies, not by what it is called.
  var isDot: Bool { self == Self.dot || self == Self.dotDot || self == Self.none }
}

/// The names on the way to a file, with slashes between them.
public struct FilePath: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// What a program wrote, as it is.
  public let bytes: [UInt8]

  /// A path of these bytes.
  public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  /// The path that a text spells.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The path that a literal spells.
  public init(stringLiteral text: String) { self.init(text) }

  /// The path as text; what is no UTF-8 shows as replacement characters.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  /// Feeds all bytes at once.
  public func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }

  var isEmpty: Bool { bytes.isEmpty }
  /// Whether it begins at the root.
  var isAbsolute: Bool { bytes.first == Self.slash }
  /// Whether it ends in a slash, so that only a directory will do.
  var namesDirectory: Bool { bytes.last == Self.slash }
  /// Its names, in order.
  public var names: [FileName] { bytes.split(separator: Self.slash).map { FileName($0) } }

  /// The path of something in the directory that this is the path of.
  public func appending(_ name: FileName) -> FilePath {
    FilePath(isEmpty ? name.bytes : bytes + (namesDirectory ? [] : [Self.slash]) + name.bytes)
  }

  private static let slash = UInt8(ascii: "/")
}
