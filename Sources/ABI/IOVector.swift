/// One piece of a scattered read or gathered write: `struct iovec`, 16 bytes.
public struct IOVector: SharedStructure {
  /// Where the piece begins in the program's memory.
  public var base: UInt64
  /// How many bytes it has.
  public var length: UInt64

  /// A piece of the program's memory.
  public init(base: UInt64, length: UInt64) {
    self.base = base
    self.length = length
  }

  /// IOV_MAX: how many pieces one call may have.
  public static let maximumCount = 1024

  /// Where each member lies.
  public static let layout = StructLayout(
    "iovec", "One piece of a scattered read or gathered write.",
    [("void *", "iov_base", 8), ("unsigned long", "iov_len", 8)])

  /// The bytes that the kernel finds in a program's memory.
  public var encoded: [UInt8] { IOVector.layout.encode(base, length) }

  /// The piece that a program describes, or nil if there are fewer than 16 bytes.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(IOVector.layout, bytes) else { return nil }
    self.init(base: reader.next(), length: reader.next())
  }
}
