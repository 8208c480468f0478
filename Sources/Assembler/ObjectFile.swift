import ELF

/// A relocatable object: sections, symbols, and the places that a linker completes.
public struct ObjectFile: Sendable {
  /// A section and its relocations.
  public struct Section: Sendable {
    /// Its name.
    public var name: String
    /// What it holds.
    public var type: SectionType
    /// Its properties.
    public var flags: SectionFlags
    /// The power of two that its address must be a multiple of.
    public var alignment: UInt64
    /// The size of its elements, if it may be merged.
    public var entrySize: UInt64
    /// The name of the group that it belongs to, of which a program has one only; empty if none.
    public var group: String
    /// Its bytes; none for zeros.
    public var contents: [UInt8]
    /// How many bytes it takes in memory.
    public var size: Int
    /// The places that wait for a linker, in the order of their offsets.
    public var relocations: [Relocation]
  }

  /// A place in a section that a linker completes.
  public struct Relocation: Sendable {
    /// Where in the section it is.
    public var offset: Int
    /// What is to be done.
    public var type: RelocationType
    /// Index in `symbols`; -1 for the address 0.
    public var symbol: Int32
    /// What is added to the symbol's address.
    public var addend: Int64
    /// Where in the source it comes from.
    var place: Place
  }

  /// A symbol.
  public struct Symbol: Sendable {
    /// Where a symbol is.
    public enum Definition: Equatable, Sendable {
      /// In another object.
      case undefined
      /// At an offset of a section.
      case section(Int, offset: Int64)
      /// Nowhere: it is a number.
      case absolute(Int64)
      /// Among the zeros, where the linker finds room.
      case common(size: Int64, alignment: Int64)
    }

    /// Its name; that of a file's own label may be empty.
    public var name: String
    /// Where it is.
    public var definition: Definition
    /// Its size in bytes; 0 if nobody said.
    public var size: Int64
    /// How far it can be seen.
    public var binding: SymbolBinding
    /// What it stands for.
    public var type: SymbolType
    /// Who may refer to it.
    public var visibility: SymbolVisibility
    /// Where in the source it was defined, or else used first.
    var place: Place
  }

  /// The source's path.
  public var path: String
  /// Its sections.
  public var sections: [Section]
  /// Its symbols, the local ones first.
  public var symbols: [Symbol]
  /// The texts that places refer to.
  var texts: [SourceText]

  /// A message about a place in the source.
  func diagnostic(_ place: Place, _ message: String) -> Diagnostic {
    let location = texts[Int(place.text)].location(of: Int(place.offset))
    return Diagnostic(
      path: location.path, line: location.line, column: location.column, message: message,
      sourceLine: location.text)
  }
}
