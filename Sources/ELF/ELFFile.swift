/// A 64-bit RISC-V ELF file, read from bytes that nobody vouches for.
///
/// What a program needs to run (the header and the program headers) is checked strictly. Sections and
/// symbols only help people, and Linux does not look at them either: a section that lies outside the file
/// has no contents, and a broken section table is an empty one.
public struct ELFFile: Sendable {
  /// The whole file.
  public let bytes: [UInt8]
  /// What kind of file it is.
  public let type: ELFType
  /// Where the program starts.
  public let entry: UInt64
  /// `e_flags`: bit 0 compressed instructions, bits 1 and 2 the floating-point calling convention.
  public let flags: UInt32
  /// Where the program headers lie in the file, for the auxiliary vector's `AT_PHDR`.
  public let programHeaderOffset: UInt64
  /// The program headers in their order.
  public let segments: [Segment]
  /// The section headers in their order, the null section included.
  public let sections: [Section]
  /// The symbols in their order, without the first, which is nothing.
  public let symbols: [Symbol]
  /// The functions and data by address.
  let symbolIndex: SymbolIndex

  /// One program header, checked: it lies in the file, and neither its file range nor its addresses overflow.
  public struct Segment: Equatable, Sendable {
    /// What kind it is of.
    public var type: SegmentType
    /// Its properties.
    public var flags: SegmentFlags
    /// Where its bytes lie in the file.
    public var offset: UInt64
    /// Where they go in memory.
    public var virtualAddress: UInt64
    /// How many bytes the file has of it.
    public var fileSize: UInt64
    /// How many bytes it takes in memory; those that the file does not have are zero.
    public var memorySize: UInt64
    /// 0, 1 or a power of two to which address and offset are congruent.
    public var alignment: UInt64

    /// Makes a program header of its fields.
    public init(
      type: SegmentType, flags: SegmentFlags, offset: UInt64, virtualAddress: UInt64, fileSize: UInt64,
      memorySize: UInt64, alignment: UInt64
    ) {
      self.type = type
      self.flags = flags
      self.offset = offset
      self.virtualAddress = virtualAddress
      self.fileSize = fileSize
      self.memorySize = memorySize
      self.alignment = alignment
    }
  }

  /// One section header; `offset` and `size` are the file's word and may lie.
  public struct Section: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// What kind it is of.
    public var type: SectionType
    /// Its properties.
    public var flags: SectionFlags
    /// Where it goes in memory; 0 if nowhere.
    public var address: UInt64
    /// Where its bytes lie in the file.
    public var offset: UInt64
    /// Its size.
    public var size: UInt64
    /// The number of a related section; what for depends on the type.
    public var link: UInt32
    /// A further number; what for depends on the type.
    public var info: UInt32
    /// The power of two that its address is a multiple of.
    public var alignment: UInt64
    /// The size of its elements, if they are all equal.
    public var entrySize: UInt64
  }

  /// One symbol.
  public struct Symbol: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// Its address; in an object file, its offset in its section.
    public var value: UInt64
    /// Its size.
    public var size: UInt64
    /// How far it can be seen.
    public var binding: SymbolBinding
    /// What kind it is of.
    public var type: SymbolType
    /// Who may refer to it.
    public var visibility: SymbolVisibility
    /// The section's number, or one of `SectionIndex`.
    public var sectionIndex: UInt16
  }

  /// Reads any little-endian 64-bit RISC-V file: program, library or object file.
  public init(bytes: [UInt8]) throws(ELFError) {
    let header = try FileHeader(bytes)
    self.bytes = bytes
    type = header.type
    entry = header.entry
    flags = header.flags
    programHeaderOffset = header.programHeaderOffset
    segments = try header.readSegments(bytes)
    let table = SectionTable(bytes, header)
    sections = table.sections
    symbols = table.symbols
    symbolIndex = SymbolIndex(symbols: symbols, sections: sections)
  }

  /// Reads a program, and refuses what Ring3's harts cannot run.
  public init(executable bytes: [UInt8]) throws(ELFError) {
    try self.init(bytes: bytes)
    try checkExecutable()
  }

  /// The first section with that name.
  public func section(named name: String) -> Section? { sections.first { $0.name == name } }

  /// The bytes that the file has of a section: none for zeros, or where it does not lie in the file.
  public func contents(of section: Section) -> ArraySlice<UInt8> {
    guard section.type != .noBits, let range = range(offset: section.offset, size: section.size, in: bytes)
    else { return [] }
    return bytes[range]
  }

  /// The bytes that the file has of a segment.
  public func contents(of segment: Segment) -> ArraySlice<UInt8> {
    guard let range = range(offset: segment.offset, size: segment.fileSize, in: bytes) else { return [] }
    return bytes[range]
  }

  /// The symbol with that name that other files see, or else a local one.
  public func symbol(named name: String) -> Symbol? {
    symbols.first { $0.name == name && $0.binding != .local } ?? symbols.first { $0.name == name }
  }

  /// The function or data that an address belongs to: the nearest symbol at or before it in the same section.
  ///
  /// Labels have no size as assembly defines them: one without a size reaches as far as the next symbol.
  public func symbol(containing address: UInt64) -> Symbol? {
    symbolIndex.entry(containing: address).map { symbols[$0] }
  }

  private func checkExecutable() throws(ELFError) {
    if type == .relocatable {
      throw .notExecutable("an object file that is not linked yet; link it into an executable first")
    }
    if type == .shared {
      throw .notExecutable(
        "a shared library or position-independent program; link it with -static -no-pie")
    }
    if type != .executable { throw .notExecutable("an ELF file of the type \(type.rawValue), not a program") }
    if segments.contains(where: { $0.type == .interpreter }) {
      throw .notExecutable("a program that needs a dynamic linker; link it with -static")
    }
    if flags & 1 != 0 {
      throw .notExecutable("a program with 16-bit instructions (rv64…c); compile it with -march=rv64ima")
    }
    if flags & 6 != 0 {
      throw .notExecutable(
        "a program that passes floating-point registers; compile it with -march=rv64ima -mabi=lp64")
    }
    if !segments.contains(where: { $0.type == .load && $0.memorySize > 0 }) {
      throw .notExecutable("a program without anything to load")
    }
  }
}

/// The indices of `size` bytes at `offset`, or nil if they are not all there.
func range(offset: UInt64, size: UInt64, in bytes: [UInt8]) -> Range<Int>? {
  let (end, overflow) = offset.addingReportingOverflow(size)
  guard !overflow, end <= UInt64(bytes.count) else { return nil }
  return Int(offset)..<Int(end)
}
