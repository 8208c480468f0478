/// What a member of a shared structure can be: an integer, an array of bytes, another structure.
protocol StructMember {
  /// Adds the value as memory holds it.
  func append(to bytes: inout [UInt8])
  /// The value in all of `bytes`, which are exactly as many as the member takes.
  init(member bytes: ArraySlice<UInt8>)
}

extension FixedWidthInteger where Self: StructMember {
  func append(to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: Self.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: self >> shift))
    }
  }

  init(member bytes: ArraySlice<UInt8>) {
    self = bytes.reversed().reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
  }
}

extension Int8: StructMember {
  init(member bytes: ArraySlice<UInt8>) { self.init(bitPattern: bytes.first!) }
}
extension UInt8: StructMember {
  init(member bytes: ArraySlice<UInt8>) { self = bytes.first! }
}
extension Int16: StructMember {}
extension UInt16: StructMember {}
extension Int32: StructMember {}
extension UInt32: StructMember {}
extension Int64: StructMember {}
extension UInt64: StructMember {}

extension [UInt8]: StructMember {
  func append(to bytes: inout [UInt8]) { bytes.append(contentsOf: self) }
  init(member bytes: ArraySlice<UInt8>) { self.init(bytes) }
}

extension StructMember where Self: SharedStructure {
  func append(to bytes: inout [UInt8]) { bytes.append(contentsOf: encoded) }
  init(member bytes: ArraySlice<UInt8>) { self.init(decoding: bytes)! }
}

extension StructMember where Self: RawRepresentable, RawValue: StructMember {
  func append(to bytes: inout [UInt8]) { rawValue.append(to: &bytes) }
}

extension StructMember where Self: OptionSet, RawValue: StructMember {
  init(member bytes: ArraySlice<UInt8>) { self.init(rawValue: RawValue(member: bytes)) }
}

/// Reads the members of a structure, one after the other.
struct StructReader {
  private let bytes: [UInt8]
  private var rest: ArraySlice<StructLayout.Field>

  /// A reader of a structure's bytes, or nil if there are too few.
  init?(_ layout: StructLayout, _ bytes: some RandomAccessCollection<UInt8>) {
    guard bytes.count >= layout.size else { return nil }
    self.bytes = Array(bytes.prefix(layout.size))
    rest = layout.fields[...]
  }

  /// The next member that is not padding.
  ///
  /// - Precondition: there is one.
  mutating func next<Member: StructMember>() -> Member {
    while rest.first!.isPadding { rest.removeFirst() }
    let field = rest.removeFirst()
    return Member(member: bytes[field.offset..<field.offset + field.size])
  }
}
