// The numbers of the ELF-64 object file format (System V gABI, chapters 4 and 5) that RISC-V programs use.

/// Sizes of the structures of a 64-bit ELF file, in bytes.
public enum ELFSize {
  /// The file header.
  public static let header = 64
  /// One program header.
  public static let programHeader = 56
  /// One section header.
  public static let sectionHeader = 64
  /// One symbol.
  public static let symbol = 24
  /// One relocation with addend.
  public static let relocation = 24
}

/// What kind of object a file is (`e_type`).
public struct ELFType: RawRepresentable, Equatable, Sendable {
  /// The number in the file.
  public let rawValue: UInt16
  /// Makes it of the number in the file.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// An object file that a linker must still place.
  public static let relocatable = ELFType(rawValue: 1)
  /// A program linked at fixed addresses.
  public static let executable = ELFType(rawValue: 2)
  /// A shared library, or a program that may be loaded anywhere (PIE).
  public static let shared = ELFType(rawValue: 3)
}

/// What a segment is for (`p_type`).
public struct SegmentType: RawRepresentable, Equatable, Sendable {
  /// The number in the file.
  public let rawValue: UInt32
  /// Makes it of the number in the file.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// To be mapped into memory.
  public static let load = SegmentType(rawValue: 1)
  /// Information for the dynamic linker.
  public static let dynamic = SegmentType(rawValue: 2)
  /// The path of a dynamic linker, which the program cannot start without.
  public static let interpreter = SegmentType(rawValue: 3)
  /// The template of thread-local storage.
  public static let threadLocal = SegmentType(rawValue: 7)
  /// The permissions of the stack.
  public static let gnuStack = SegmentType(rawValue: 0x6474_e551)
}

/// What may be done with the memory of a segment (`p_flags`).
public struct SegmentFlags: OptionSet, Hashable, Sendable {
  /// The number in the file.
  public let rawValue: UInt32
  /// Makes it of the number in the file.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Instructions may be fetched from it.
  public static let execute = SegmentFlags(rawValue: 1)
  /// It may be written.
  public static let write = SegmentFlags(rawValue: 2)
  /// It may be read.
  public static let read = SegmentFlags(rawValue: 4)
}

/// What a section holds (`sh_type`).
public struct SectionType: RawRepresentable, Hashable, Sendable {
  /// The number in the file.
  public let rawValue: UInt32
  /// Makes it of the number in the file.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Nothing: the first row of every section table.
  public static let null = SectionType(rawValue: 0)
  /// The program's own bytes.
  public static let programBits = SectionType(rawValue: 1)
  /// Symbols.
  public static let symbolTable = SectionType(rawValue: 2)
  /// Names, each ended by a zero byte.
  public static let stringTable = SectionType(rawValue: 3)
  /// Relocations with addends.
  public static let relocations = SectionType(rawValue: 4)
  /// Notes for tools.
  public static let note = SectionType(rawValue: 7)
  /// Zeros, which take no room in the file.
  public static let noBits = SectionType(rawValue: 8)
  /// Pointers to functions that run before `main`.
  public static let initArray = SectionType(rawValue: 14)
  /// Pointers to functions that run after `main`.
  public static let finiArray = SectionType(rawValue: 15)
  /// Pointers to functions that run before those of `initArray`.
  public static let preinitArray = SectionType(rawValue: 16)
  /// The members of a group of sections that live and die together.
  public static let group = SectionType(rawValue: 17)
  /// Which symbols have their address taken (LLVM).
  public static let llvmAddressSignificance = SectionType(rawValue: 0x6fff_4c03)
  /// Build attributes of RISC-V.
  public static let riscvAttributes = SectionType(rawValue: 0x7000_0003)
}

/// Properties of a section (`sh_flags`).
public struct SectionFlags: OptionSet, Hashable, Sendable {
  /// The number in the file.
  public let rawValue: UInt64
  /// Makes it of the number in the file.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Writable while the program runs.
  public static let write = SectionFlags(rawValue: 0x1)
  /// Part of the program's memory.
  public static let allocate = SectionFlags(rawValue: 0x2)
  /// Holds instructions.
  public static let execute = SectionFlags(rawValue: 0x4)
  /// Equal elements may be merged.
  public static let merge = SectionFlags(rawValue: 0x10)
  /// Its elements are strings ended by a zero.
  public static let strings = SectionFlags(rawValue: 0x20)
  /// `sh_info` is a section's index.
  public static let infoLink = SectionFlags(rawValue: 0x40)
  /// Lives and dies with the section that `sh_link` names.
  public static let linkOrder = SectionFlags(rawValue: 0x80)
  /// Member of a group.
  public static let group = SectionFlags(rawValue: 0x200)
  /// Thread-local.
  public static let threadLocal = SectionFlags(rawValue: 0x400)
  /// To be kept even where nothing refers to it.
  public static let retain = SectionFlags(rawValue: 0x20_0000)
  /// Not to be put into an executable.
  public static let exclude = SectionFlags(rawValue: 0x8000_0000)
}

/// Section numbers with a meaning of their own (`st_shndx`).
public enum SectionIndex {
  /// The symbol is defined in another file.
  public static let undefined: UInt16 = 0
  /// The symbol's value is a number, not an address in a section.
  public static let absolute: UInt16 = 0xfff1
  /// The symbol wants room among the zeros; the value is its alignment.
  public static let common: UInt16 = 0xfff2
}

/// How far a symbol can be seen (`st_info`, upper half).
public struct SymbolBinding: RawRepresentable, Equatable, Sendable {
  /// The number in the file.
  public let rawValue: UInt8
  /// Makes it of the number in the file.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// In its own file only.
  public static let local = SymbolBinding(rawValue: 0)
  /// Everywhere; one definition in all.
  public static let global = SymbolBinding(rawValue: 1)
  /// Everywhere, but a global one has precedence, and it may be missing.
  public static let weak = SymbolBinding(rawValue: 2)
}

/// What a symbol stands for (`st_info`, lower half).
public struct SymbolType: RawRepresentable, Equatable, Sendable {
  /// The number in the file.
  public let rawValue: UInt8
  /// Makes it of the number in the file.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Nobody said.
  public static let none = SymbolType(rawValue: 0)
  /// Data.
  public static let object = SymbolType(rawValue: 1)
  /// Code.
  public static let function = SymbolType(rawValue: 2)
  /// A section.
  public static let section = SymbolType(rawValue: 3)
  /// A source file's name.
  public static let file = SymbolType(rawValue: 4)
  /// Room among the zeros.
  public static let common = SymbolType(rawValue: 5)
  /// Thread-local data.
  public static let threadLocal = SymbolType(rawValue: 6)
}

/// Who outside a linked component may refer to a symbol (`st_other`).
public struct SymbolVisibility: RawRepresentable, Equatable, Sendable {
  /// The number in the file.
  public let rawValue: UInt8
  /// Makes it of the number in the file.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Everybody, as the binding says.
  public static let `default` = SymbolVisibility(rawValue: 0)
  /// Nobody, not even through a pointer.
  public static let `internal` = SymbolVisibility(rawValue: 1)
  /// Nobody.
  public static let hidden = SymbolVisibility(rawValue: 2)
  /// Everybody, but none may replace it.
  public static let protected = SymbolVisibility(rawValue: 3)
}
