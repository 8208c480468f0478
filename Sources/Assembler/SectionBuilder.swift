import ELF

/// A section while it is being filled.
struct SectionBuilder {
  /// What tells sections of one file apart.
  struct Key: Hashable {
    var name: String
    /// The signature of the group that the section belongs to; empty if it belongs to none.
    var group = ""
    /// The number that `unique` gave; -1 if none.
    var unique: Int64 = -1
    /// The number that `.subsection` gave, or 0.
    var subsection: Int64 = 0
  }

  let key: Key
  var type: SectionType
  var flags: SectionFlags
  var entrySize: UInt64 = 0
  var alignment: UInt64 = 1
  /// Its bytes; none if it consists of zeros.
  var bytes: [UInt8] = []
  /// How many zeros it consists of, if `type` is `noBits`.
  var zeros = 0
  /// The places that wait for the values of symbols, in the order of their offsets.
  var fixups: [Fixup] = []
  /// The places that the linker completes.
  var relocations: [ObjectFile.Relocation] = []
  /// Where the source lines begin.
  var lines: [LineMark] = []

  init(key: Key, type: SectionType, flags: SectionFlags) {
    self.key = key
    self.type = type
    self.flags = flags
  }

  var holdsZeros: Bool { type == .noBits }

  /// Where the next byte goes.
  @inline(__always) var offset: Int { bytes.count &+ zeros }

  @inline(__always)
  mutating func append(word: UInt32) {
    bytes.append(UInt8(truncatingIfNeeded: word))
    bytes.append(UInt8(truncatingIfNeeded: word >> 8))
    bytes.append(UInt8(truncatingIfNeeded: word >> 16))
    bytes.append(UInt8(truncatingIfNeeded: word >> 24))
  }

  /// Appends the low `size` bytes of a number.
  @inline(__always)
  mutating func append(_ value: Int64, size: Int) {
    for index in 0..<size {
      bytes.append(index < 8 ? UInt8(truncatingIfNeeded: value >> (8 * Int64(index))) : value < 0 ? 0xff : 0)
    }
  }

  /// The machine word at an offset.
  func word(at offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
  }

  mutating func setWord(_ word: UInt32, at offset: Int) { set(Int64(word), size: 4, at: offset) }

  mutating func set(_ value: Int64, size: Int, at offset: Int) {
    for index in 0..<size {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * Int64(min(index, 7))))
    }
  }
}

/// A place in a section that waits for the value of an expression.
struct Fixup {
  /// What is to be done there; each names a relocation, for when the value is known to a linker only.
  enum Kind: UInt8 {
    case branch, jal, call
    case high20, low12I, low12S
    case pcrelHigh20, pcrelLow12I, pcrelLow12S
    /// The lower half that belongs to an `auipc` which the assembler wrote itself: the value is its offset.
    case pairLow12I, pairLow12S
    case tprelHigh20, tprelLow12I, tprelLow12S, tprelAdd, gotHigh20
    /// An immediate without a relocation: the value must be a number in the end.
    case immediateI, immediateS, upper
    case data8, data16, data32, data64
    case uleb128, sleb128
    /// The number of a `li`: nothing is changed, but the next pass must know it.
    case constant

    /// How many bytes it changes.
    var size: Int {
      switch self {
      case .data8: 1
      case .data16: 2
      case .data64, .call: 8
      default: 4
      }
    }
  }

  var kind: Kind
  /// For what `Relaxation` knows about: its number in the file.
  var detail: Int32 = 0
  var offset: Int
  var value: Value
  var place: Place
}

/// Where in a section the code of a source line begins.
struct LineMark {
  var offset: Int
  var file: Int32
  var line: Int32
  var column: Int32
  /// Bit 0 is_stmt, bit 1 basic_block, bit 2 prologue_end, bit 3 epilogue_begin.
  var flags: UInt8
}
