/// Lays out and writes an ELF file: header, program headers, sections, section names, section headers.
public struct ELFWriter {
  /// A section to be written.
  public struct Section {
    /// Its name.
    public var name: String
    /// What kind it is of.
    public var type: SectionType
    /// Its properties.
    public var flags: SectionFlags
    /// Where it goes in memory; 0 if nowhere.
    public var address: UInt64
    /// Where in the file it must lie; nil lets the writer put it after the ones before it.
    public var offset: UInt64?
    /// Its bytes.
    public var contents: [UInt8]
    /// Bytes in memory; more than `contents` only for `noBits`.
    public var size: UInt64
    /// The number of a related section; what for depends on the type.
    public var link: UInt32
    /// A further number; what for depends on the type.
    public var info: UInt32
    /// The power of two that its address is a multiple of.
    public var alignment: UInt64
    /// The size of its elements, if they are all equal.
    public var entrySize: UInt64

    /// Makes a section; what is left out is zero.
    public init(
      _ name: String, type: SectionType, flags: SectionFlags = [], address: UInt64 = 0, offset: UInt64? = nil,
      contents: [UInt8] = [], size: UInt64? = nil, link: UInt32 = 0, info: UInt32 = 0, alignment: UInt64 = 1,
      entrySize: UInt64 = 0
    ) {
      self.name = name
      self.type = type
      self.flags = flags
      self.address = address
      self.offset = offset
      self.contents = contents
      self.size = size ?? UInt64(contents.count)
      self.link = link
      self.info = info
      self.alignment = alignment
      self.entrySize = entrySize
    }
  }

  /// What kind of file it becomes.
  public var type: ELFType
  /// Where the program starts.
  public var entry: UInt64 = 0
  /// The program headers.
  public var segments: [ELFFile.Segment] = []
  /// The sections without the null section, which is number 0: the first one here is number 1.
  public var sections: [Section] = []

  /// Starts an empty file.
  public init(type: ELFType) { self.type = type }

  /// How many bytes at the start of the file the header and `count` program headers take.
  public static func headersSize(segments count: Int) -> UInt64 {
    UInt64(ELFSize.header + count * ELFSize.programHeader)
  }

  /// The file's bytes.
  ///
  /// - Precondition: sections with an offset of their own come first, in the order of their offsets.
  public func encoded() -> [UInt8] {
    var names = StringTable()
    var sections = sections
    sections.append(Section(".shstrtab", type: .stringTable))
    let nameOffsets = sections.map { names.add($0.name.utf8) }
    sections[sections.count - 1].contents = names.bytes
    sections[sections.count - 1].size = UInt64(names.bytes.count)

    var bytes = [UInt8](repeating: 0, count: Int(Self.headersSize(segments: segments.count)))
    bytes.reserveCapacity(sections.reduce(bytes.count + 4096) { $0 + $1.contents.count + 128 })
    let offsets = sections.map { place($0, in: &bytes) }
    bytes.pad(to: 8)
    let tableOffset = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: ELFSize.sectionHeader))
    for (index, section) in sections.enumerated() {
      appendHeader(of: section, name: nameOffsets[index], offset: offsets[index], to: &bytes)
    }
    let header = header(sectionTable: tableOffset, sectionCount: sections.count + 1)
    bytes.replaceSubrange(0..<header.count, with: header)
    return bytes
  }

  /// Appends a section's bytes at a fitting offset and returns that.
  private func place(_ section: Section, in bytes: inout [UInt8]) -> UInt64 {
    if let offset = section.offset {
      if section.type == .noBits { return offset }
      precondition(offset >= UInt64(bytes.count), "sections overlap in the file")
      bytes.append(contentsOf: repeatElement(0, count: Int(offset) - bytes.count))
    } else {
      bytes.pad(to: Int(clamping: min(max(section.alignment, 1), 4096)))
    }
    let offset = bytes.count
    if section.type != .noBits { bytes += section.contents }
    return UInt64(offset)
  }

  private func appendHeader(of section: Section, name: UInt32, offset: UInt64, to bytes: inout [UInt8]) {
    bytes.append(littleEndian: name)
    bytes.append(littleEndian: section.type.rawValue)
    bytes.append(littleEndian: section.flags.rawValue)
    bytes.append(littleEndian: section.address)
    bytes.append(littleEndian: offset)
    bytes.append(littleEndian: section.size)
    bytes.append(littleEndian: section.link)
    bytes.append(littleEndian: section.info)
    bytes.append(littleEndian: max(section.alignment, 1))
    bytes.append(littleEndian: section.entrySize)
  }

  private func header(sectionTable: Int, sectionCount: Int) -> [UInt8] {
    var header: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    header.append(littleEndian: type.rawValue)
    header.append(littleEndian: FileHeader.riscv)
    header.append(littleEndian: UInt32(1))
    header.append(littleEndian: entry)
    header.append(littleEndian: UInt64(segments.isEmpty ? 0 : ELFSize.header))
    header.append(littleEndian: UInt64(sectionTable))
    header.append(littleEndian: UInt32(0))
    header.append(littleEndian: UInt16(ELFSize.header))
    header.append(littleEndian: UInt16(segments.isEmpty ? 0 : ELFSize.programHeader))
    header.append(littleEndian: UInt16(segments.count))
    header.append(littleEndian: UInt16(ELFSize.sectionHeader))
    header.append(littleEndian: UInt16(sectionCount))
    header.append(littleEndian: UInt16(sectionCount - 1))
    for segment in segments { header.append(segment) }
    return header
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ segment: ELFFile.Segment) {
    append(littleEndian: segment.type.rawValue)
    append(littleEndian: segment.flags.rawValue)
    append(littleEndian: segment.offset)
    append(littleEndian: segment.virtualAddress)
    append(littleEndian: segment.virtualAddress)
    append(littleEndian: segment.fileSize)
    append(littleEndian: segment.memorySize)
    append(littleEndian: segment.alignment)
  }

  fileprivate mutating func pad(to alignment: Int) {
    append(contentsOf: repeatElement(0, count: (alignment - count % alignment) % alignment))
  }

  /// Appends a number as RISC-V stores it.
  @inlinable
  public mutating func append<Number: FixedWidthInteger>(littleEndian value: Number) {
    var rest = value
    for _ in 0..<Number.bitWidth / 8 {
      append(UInt8(truncatingIfNeeded: rest))
      rest = rest >> 8
    }
  }
}

/// The contents of a section of names, each ended by a zero; the first is empty.
public struct StringTable {
  /// The section's bytes.
  public private(set) var bytes: [UInt8] = [0]

  /// Starts with the empty name at offset 0.
  public init() {}

  /// Adds a name and returns its offset.
  public mutating func add(_ name: some Collection<UInt8>) -> UInt32 {
    guard !name.isEmpty else { return 0 }
    let offset = bytes.count
    bytes.append(contentsOf: name)
    bytes.append(0)
    return UInt32(offset)
  }
}
