import ELF

/// The number of a symbol in its `SymbolTable`.
typealias SymbolID = Int32

/// What is known of a symbol while its file is being assembled.
struct Symbol {
  /// What it stands for.
  enum Definition: UInt8 {
    /// Not defined, or not yet.
    case none
    /// A place: `section` and `value`, an offset in it.
    case label
    /// What an expression says: `SymbolTable.expressions[value]`.
    case expression
    /// A number: `value`.
    case absolute
    /// Room among the zeros: `value` bytes, aligned to `1 << section`.
    case common
  }

  /// Where the name lies in `SymbolTable.nameBytes`; symbols without a name have the length 0.
  var nameStart: Int32
  var nameLength: Int32
  var definition = Definition.none
  /// Whether `.set` or `=` defined it, which may do so again.
  var isVariable = false
  /// What `.globl`, `.weak` or `.local` said.
  var binding: SymbolBinding?
  var type = SymbolType.none
  var visibility = SymbolVisibility.default
  /// Whether a relocation needs it in the object file's symbol table.
  var isNeeded = false
  var section: Int32 = -1
  var value: Int64 = 0
  /// Index in `SymbolTable.expressions` of what `.size` said, or -1.
  var size: Int32 = -1
  /// Where it was defined, or else used first.
  var place: Place

  /// Whether other files cannot see it, so that its address may be used in place of a relocation.
  var isLocal: Bool { (binding ?? .local) == .local }
}

/// All symbols of a file, found by their names' bytes.
struct SymbolTable {
  private(set) var symbols: [Symbol] = []
  /// The expressions that symbols and sizes are defined by.
  var expressions: [Value] = []
  private var nameBytes: [UInt8] = []
  private var hashes: [UInt32] = []
  private var slots: [SymbolID]

  init() { slots = Array(repeating: -1, count: 1 << 10) }

  subscript(id: SymbolID) -> Symbol {
    @inline(__always) _read { yield symbols[Int(id)] }
    @inline(__always) _modify { yield &symbols[Int(id)] }
  }

  /// The symbol whose name stands in a text from `start` up to `end`; it is made if it is new.
  mutating func symbol(_ bytes: [UInt8], _ start: Int, _ end: Int, place: Place) -> SymbolID {
    var hash: UInt32 = 0x811c_9dc5
    for index in start..<end { hash = (hash ^ UInt32(bytes[index])) &* 0x0100_0193 }
    hash ^= hash >> 15
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let id = slots[slot]
      if hashes[Int(id)] == hash && hasName(id, bytes, start, end) { return id }
      slot = (slot + 1) & (slots.count - 1)
    }
    let id = SymbolID(symbols.count)
    symbols.append(
      Symbol(nameStart: Int32(nameBytes.count), nameLength: Int32(end - start), place: place))
    hashes.append(hash)
    nameBytes.append(contentsOf: bytes[start..<end])
    slots[slot] = id
    if symbols.count * 2 > slots.count { grow() }
    return id
  }

  /// A new symbol that has no name: a numeric label, `.`, or the place of an `auipc`.
  mutating func anonymous(section: Int, offset: Int, place: Place) -> SymbolID {
    var symbol = Symbol(nameStart: 0, nameLength: 0, place: place)
    symbol.definition = .label
    symbol.section = Int32(section)
    symbol.value = Int64(offset)
    symbols.append(symbol)
    hashes.append(0)
    return SymbolID(symbols.count - 1)
  }

  /// A new symbol without a name whose place is not known yet: `1f`.
  mutating func forward(place: Place) -> SymbolID {
    symbols.append(Symbol(nameStart: 0, nameLength: 0, place: place))
    hashes.append(0)
    return SymbolID(symbols.count - 1)
  }

  /// The symbol's name; that of one without a name is empty.
  func name(_ id: SymbolID) -> String { String(decoding: nameUTF8(id), as: UTF8.self) }

  /// The bytes of the symbol's name.
  func nameUTF8(_ id: SymbolID) -> ArraySlice<UInt8> {
    let symbol = symbols[Int(id)]
    return nameBytes[Int(symbol.nameStart)..<Int(symbol.nameStart + symbol.nameLength)]
  }

  /// Whether the name starts with `.L`, as compilers name what nobody should see; or there is no name.
  func isTemporary(_ id: SymbolID) -> Bool {
    let symbol = symbols[Int(id)]
    guard symbol.nameLength >= 2 else { return symbol.nameLength == 0 }
    let start = Int(symbol.nameStart)
    return nameBytes[start] == Byte.dot && nameBytes[start + 1] == UInt8(ascii: "L")
  }

  private func hasName(_ id: SymbolID, _ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    let symbol = symbols[Int(id)]
    guard Int(symbol.nameLength) == end - start else { return false }
    var own = Int(symbol.nameStart)
    for index in start..<end {
      if nameBytes[own] != bytes[index] { return false }
      own += 1
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    for (id, symbol) in symbols.enumerated() where symbol.nameLength > 0 {
      var slot = Int(hashes[id]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = SymbolID(id)
    }
  }
}
