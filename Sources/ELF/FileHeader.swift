/// The ELF header, checked.
struct FileHeader {
  let type: ELFType
  let entry: UInt64
  let flags: UInt32
  let programHeaderOffset: UInt64
  let programHeaderCount: Int
  let sectionHeaderOffset: UInt64
  let sectionHeaderSize: UInt16
  let sectionCount: UInt16
  let sectionNameIndex: UInt16

  /// RISC-V's number among the machines.
  static let riscv: UInt16 = 243

  init(_ bytes: [UInt8]) throws(ELFError) {
    guard bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) else { throw .notELF }
    guard bytes.count >= 16 else { throw .truncated("header") }
    if bytes[4] == 1 { throw .is32Bit }
    if bytes[5] == 2 { throw .isBigEndian }
    guard bytes[4] == 2, bytes[5] == 1 else { throw .notELF }
    guard bytes.count >= ELFSize.header else { throw .truncated("header") }

    func half(_ offset: Int) -> UInt16 { UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8 }
    func word(_ offset: Int) -> UInt32 { UInt32(half(offset)) | UInt32(half(offset + 2)) << 16 }
    func long(_ offset: Int) -> UInt64 { UInt64(word(offset)) | UInt64(word(offset + 4)) << 32 }
    guard half(18) == Self.riscv else { throw .otherMachine(half(18)) }
    guard word(20) == 1 else { throw .badVersion(word(20)) }
    type = ELFType(rawValue: half(16))
    entry = long(24)
    programHeaderOffset = long(32)
    sectionHeaderOffset = long(40)
    flags = word(48)
    guard half(52) == ELFSize.header else { throw .badHeaderSize("header", half(52)) }
    programHeaderCount = Int(half(56))
    guard programHeaderCount == 0 || half(54) == ELFSize.programHeader else {
      throw .badHeaderSize("program header", half(54))
    }
    sectionHeaderSize = half(58)
    sectionCount = half(60)
    sectionNameIndex = half(62)
  }

  func readSegments(_ bytes: [UInt8]) throws(ELFError) -> [ELFFile.Segment] {
    let size = UInt64(programHeaderCount * ELFSize.programHeader)
    guard let table = range(offset: programHeaderOffset, size: size, in: bytes) else {
      throw .truncated("program headers")
    }
    var reader = ByteReader(bytes, from: table.lowerBound, to: table.upperBound)
    var segments: [ELFFile.Segment] = []
    while let segment = ELFFile.Segment(&reader) {
      try segment.check(number: segments.count, in: bytes)
      segments.append(segment)
    }
    return segments
  }
}

extension ELFFile.Segment {
  fileprivate init?(_ reader: inout ByteReader) {
    guard let type = reader.integer(UInt32.self), let flags = reader.integer(UInt32.self),
      let offset = reader.integer(UInt64.self), let virtualAddress = reader.integer(UInt64.self),
      reader.skip(8), let fileSize = reader.integer(UInt64.self),
      let memorySize = reader.integer(UInt64.self), let alignment = reader.integer(UInt64.self)
    else { return nil }
    self.init(
      type: SegmentType(rawValue: type), flags: SegmentFlags(rawValue: flags), offset: offset,
      virtualAddress: virtualAddress, fileSize: fileSize, memorySize: memorySize, alignment: alignment)
  }

  /// Refuses a header that a loader could be hurt by.
  fileprivate func check(number: Int, in bytes: [UInt8]) throws(ELFError) {
    // A segment of zeros alone takes nothing from the file: linkers let its offset point anywhere.
    guard fileSize == 0 || range(offset: offset, size: fileSize, in: bytes) != nil else {
      throw .badProgramHeader(number, "lies outside the file")
    }
    guard type == .load else { return }
    if fileSize > memorySize { throw .badProgramHeader(number, "has more bytes in the file than in memory") }
    if virtualAddress.addingReportingOverflow(memorySize).overflow {
      throw .badProgramHeader(number, "wraps around the address space")
    }
    if alignment > 1 && alignment & (alignment - 1) != 0 {
      throw .badProgramHeader(number, "has an alignment that is no power of two")
    }
    if alignment > 1 && (virtualAddress &- offset) % min(alignment, 4096) != 0 {
      throw .badProgramHeader(number, "has an address and an offset that differ within the page")
    }
  }
}
