/// Why a file cannot be read as a RISC-V program.
public enum ELFError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The first four bytes are not an ELF file's.
  case notELF
  /// The file ends inside the structure that is named.
  case truncated(String)
  /// It is a 32-bit file.
  case is32Bit
  /// It is for a big-endian machine.
  case isBigEndian
  /// The format's version is not 1.
  case badVersion(UInt32)
  /// It is for another machine, whose `e_machine` this is.
  case otherMachine(UInt16)
  /// Its headers have another size than the format says.
  case badHeaderSize(String, UInt16)
  /// The program header of that number contradicts itself or the file.
  case badProgramHeader(Int, String)
  /// It is not a program that can be run; the text says what it is, and what to do about it.
  case notExecutable(String)

  /// What a person reads.
  public var description: String {
    switch self {
    case .notELF: "not an ELF file"
    case .truncated(let what): "truncated ELF file: it ends inside its \(what)"
    case .is32Bit: "a 32-bit ELF file; 64-bit RISC-V (rv64) is needed"
    case .isBigEndian: "a big-endian ELF file; 64-bit RISC-V is little-endian"
    case .badVersion(let version): "an ELF file of the unknown version \(version)"
    case .otherMachine(let machine):
      "an ELF file for \(Self.name(ofMachine: machine)), not for 64-bit RISC-V"
    case .badHeaderSize(let what, let size): "broken ELF file: its \(what) has the size \(size)"
    case .badProgramHeader(let number, let why): "broken ELF file: program header \(number) \(why)"
    case .notExecutable(let why): why
    }
  }

  /// What people call the machine with this `e_machine`.
  static func name(ofMachine machine: UInt16) -> String {
    switch machine {
    case 0: "no machine"
    case 2, 18, 43: "SPARC"
    case 3: "x86 (i386)"
    case 4: "m68k"
    case 8: "MIPS"
    case 20, 21: "PowerPC"
    case 22: "S/390"
    case 40: "ARM"
    case 42: "SuperH"
    case 50: "IA-64"
    case 62: "x86-64"
    case 183: "AArch64"
    case 243: "RISC-V"
    case 247: "BPF"
    case 258: "LoongArch"
    default: "the machine number \(machine)"
    }
  }
}
