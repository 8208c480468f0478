/// A C constant: the name that a header gives it and a trace prints, and its value.
public struct NamedConstant: Sendable, Equatable {
  /// The base that a header writes the value in, as programmers know it.
  public enum Base: Sendable { case octal, decimal, hexadecimal }

  /// The macro's name, such as `O_CREAT`.
  public let name: String
  /// The macro's value.
  public let value: Int64
  /// How a header writes the value.
  public let base: Base

  /// A constant that a header writes in `base`.
  public init(_ name: String, _ value: Int64, _ base: Base = .decimal) {
    self.name = name
    self.value = value
    self.base = base
  }

  /// The value as C source.
  public var literal: String {
    switch base {
    case .octal where value > 0: "0" + String(value, radix: 8)
    case .hexadecimal where value > 0: "0x" + String(value, radix: 16)
    default: value < 0 ? "(\(value))" : String(value)
    }
  }
}

/// A set of flags in a word whose members have C names.
public protocol NamedFlags: OptionSet, Hashable, Sendable where RawValue: FixedWidthInteger {
  /// The base in which C programmers write these flags.
  static var base: NamedConstant.Base { get }
  /// Every flag under its C name, in the order in which strace prints them: what contains others stands before them.
  static var members: [(name: String, flags: Self)] { get }
}

extension NamedFlags {
  /// The members as a header defines them.
  public static var constants: [NamedConstant] {
    members.map { NamedConstant($0.name, Int64(truncatingIfNeeded: $0.flags.rawValue), base) }
  }
}

/// One of several numbers that have C names.
public protocol NamedNumber: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue: FixedWidthInteger {
  /// The C macro's name.
  var cName: String { get }
  /// The base in which C programmers write these numbers.
  static var base: NamedConstant.Base { get }
}

extension NamedNumber {
  /// Decimal, unless the type says otherwise.
  public static var base: NamedConstant.Base { .decimal }

  /// The numbers as a header defines them.
  public static var constants: [NamedConstant] {
    allCases.map { NamedConstant($0.cName, Int64(truncatingIfNeeded: $0.rawValue), base) }
  }
}
