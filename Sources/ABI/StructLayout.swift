/// How a structure that kernel and program share lies in memory: the one source of its C declaration.
///
/// All integers are little-endian. Fields are in order, and padding is a field of its own, so that a
/// structure has no gaps.
public struct StructLayout: Sendable {
  /// One member.
  public struct Field: Sendable {
    /// The member's C type, such as `unsigned int`.
    public let cType: String
    /// The member's C name.
    public let name: String
    /// Bytes from the structure's beginning.
    public let offset: Int
    /// Bytes that the member takes.
    public let size: Int
  }

  /// The structure's tag, such as `stat` for `struct stat`.
  public let name: String
  /// What it is, for the header's comment.
  public let summary: String
  /// The members in order.
  public let fields: [Field]

  /// Lays out members one after the other.
  ///
  /// - Precondition: each member falls on a multiple of its alignment, for which no member is larger than 8 but
  ///   `struct timespec`, which is aligned as its 8-byte members are.
  init(_ name: String, _ summary: String, _ members: [(cType: String, name: String, size: Int)]) {
    self.name = name
    self.summary = summary
    var offset = 0
    fields = members.map { member in
      precondition(offset % min(member.size, 8) == 0, "\(name).\(member.name) would need padding")
      defer { offset += member.size }
      return Field(cType: member.cType, name: member.name, offset: offset, size: member.size)
    }
  }

  /// Bytes that the structure takes.
  public var size: Int { fields.last.map { $0.offset + $0.size } ?? 0 }

  /// The offset of a member.
  ///
  /// - Precondition: the structure has a member of that name.
  public func offset(of name: String) -> Int { fields.first { $0.name == name }!.offset }

  /// The bytes of a structure whose members have these bytes, in order.
  ///
  /// - Precondition: each member has as many bytes as its field takes.
  func encode(_ members: [[UInt8]]) -> [UInt8] {
    precondition(members.map(\.count) == fields.map(\.size), "members of another structure than \(name)")
    return Array(members.joined())
  }

  /// The members' values, zero-extended, or nil if there are too few bytes.
  func decode(_ bytes: some RandomAccessCollection<UInt8>) -> [UInt64]? {
    guard bytes.count >= size else { return nil }
    return fields.map { field in
      bytes.dropFirst(field.offset).prefix(field.size).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}

extension FixedWidthInteger {
  /// The value as memory holds it, lowest byte first.
  var littleEndianBytes: [UInt8] {
    stride(from: 0, to: Self.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: self >> $0) }
  }
}
