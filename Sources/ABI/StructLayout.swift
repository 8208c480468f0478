/// How a structure that kernel and program share lies in memory: the one source of its C declaration.
///
/// All integers are little-endian. Fields are in order, and padding is a field of its own: without a name where
/// the C compiler inserts it, and with a name that begins with `__pad`, `__unused` or `__reserved` where the
/// header writes it. Padding is zero when the kernel writes it, and is not looked at when the kernel reads it.
public struct StructLayout: Sendable {
  /// One member.
  public struct Field: Sendable {
    /// The member's C type, such as `unsigned int`.
    public let cType: String
    /// The member's C name, with the number of elements if it is an array.
    public let name: String
    /// Bytes from the structure's beginning.
    public let offset: Int
    /// Bytes that the member takes.
    public let size: Int
    /// Whether nobody reads the member.
    public let isPadding: Bool

    /// Whether the header declares it; what the compiler inserts has no name, unless it is an unnamed union.
    var isWritten: Bool { !name.isEmpty || cType.hasPrefix("union") }

    /// The name without the number of elements.
    public var plainName: String { String(name.prefix { $0 != "[" }) }
  }

  /// The structure's tag, such as `stat` for `struct stat`.
  public let name: String
  /// What it is, for the header's comment.
  public let summary: String
  /// The members in order.
  public let fields: [Field]
  /// Whether C knows it by a type's name, as `stack_t`, and not by a tag.
  public let isType: Bool

  /// Lays out members one after the other.
  ///
  /// - Precondition: each member falls on a multiple of its alignment.
  init(
    _ name: String, _ summary: String, _ members: [(cType: String, name: String, size: Int)],
    isType: Bool = false
  ) {
    self.name = name
    self.summary = summary
    self.isType = isType
    var offset = 0
    fields = members.map { member in
      let isPadding =
        member.name.isEmpty || ["__pad", "__unused", "__reserved"].contains { member.name.hasPrefix($0) }
      precondition(
        isPadding || offset % StructLayout.alignment(of: member) == 0,
        "\(name).\(member.name) would need padding")
      defer { offset += member.size }
      return Field(
        cType: member.cType, name: member.name, offset: offset, size: member.size, isPadding: isPadding)
    }
  }

  /// What the member's address must be a multiple of: its own size, or that of an array's element; structures
  /// are taken to be aligned as far as their size allows.
  private static func alignment(of member: (cType: String, name: String, size: Int)) -> Int {
    let count = member.name.split(separator: "[").dropFirst().first.flatMap { Int($0.dropLast()) } ?? 1
    return [8, 4, 2, 1].first { (member.size / count).isMultiple(of: $0) }!
  }

  /// Bytes that the structure takes.
  public var size: Int { fields.last.map { $0.offset + $0.size } ?? 0 }

  /// The offset of a member.
  ///
  /// - Precondition: the structure has a member of that name.
  public func offset(of name: String) -> Int { fields.first { $0.plainName == name }!.offset }

  /// The bytes of a structure whose members but for the padding have these values, in order.
  ///
  /// - Precondition: each member has as many bytes as its field takes.
  func encode<each Member: StructMember>(_ members: repeat each Member) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var rest = fields[...]
    for member in repeat each members {
      StructLayout.appendPadding(&rest, to: &bytes)
      let field = rest.removeFirst()
      member.append(to: &bytes)
      precondition(bytes.count == field.offset + field.size, "\(name).\(field.name) is of another size")
    }
    StructLayout.appendPadding(&rest, to: &bytes)
    precondition(rest.isEmpty, "\(name) has more members")
    return bytes
  }

  private static func appendPadding(_ fields: inout ArraySlice<Field>, to bytes: inout [UInt8]) {
    while let field = fields.first, field.isPadding {
      bytes.append(contentsOf: repeatElement(0, count: field.size))
      fields.removeFirst()
    }
  }
}

/// A structure that kernel and program share, as a value.
public protocol SharedStructure: Sendable, Equatable {
  /// Where each member lies.
  static var layout: StructLayout { get }
  /// The bytes that memory holds.
  var encoded: [UInt8] { get }
  /// The structure in these bytes, or nil if there are too few.
  init?(decoding bytes: some RandomAccessCollection<UInt8>)
}
