import ABI

/// Numbers and flags by their C names.
enum Names {
  /// Flags joined by bars, and what has no name as a number.
  static func flags(_ value: UInt64, _ constants: [NamedConstant]) -> String {
    if value == 0 { return constants.first { $0.value == 0 }?.name ?? "0" }
    var rest = value
    var names: [String] = []
    for constant in constants {
      let bits = UInt64(bitPattern: constant.value)
      guard bits != 0, rest & bits == bits else { continue }
      names.append(constant.name)
      rest &= ~bits
    }
    if names.isEmpty { return unknown(value, constants) }
    if rest != 0 { names.append(hexadecimal(rest)) }
    return names.joined(separator: "|")
  }

  /// A number by its name.
  static func value(_ value: UInt64, _ constants: [NamedConstant]) -> String {
    let number = Int64(Int32(truncatingIfNeeded: value))
    return constants.first { $0.value == number }?.name ?? unknown(value & 0xffff_ffff, constants)
  }

  private static func unknown(_ value: UInt64, _ constants: [NamedConstant]) -> String {
    guard let name = constants.last?.name else { return hexadecimal(value) }
    let prefix = name.firstIndex(of: "_").map { String(name[...$0]) } ?? String(name.prefix(1))
    return "\(hexadecimal(value)) /* \(prefix)??? */"
  }

  /// The flags of `openat`: the access mode, then the others.
  static func openFlags(_ value: UInt64) -> String {
    let value = value & 0xffff_ffff
    let modes = ["O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE"]
    let mode = modes[Int(value & 3)]
    let others = OpenFlags.constants.filter { $0.value & 3 == 0 }
    return value & ~3 == 0 ? mode : mode + "|" + withoutComment(flags(value & ~3, others))
  }

  /// The flags of `clone`, and the signal in their lowest byte.
  static func cloneFlags(_ value: UInt64) -> String {
    let number = value & CloneFlags.exitSignalMask
    let rest = value & ~CloneFlags.exitSignalMask
    let signal = number == 0 ? [] : [self.signal(Int64(number))]
    return ((rest == 0 ? [] : [withoutComment(flags(rest, CloneFlags.constants))]) + signal).joined(
      separator: "|"
    )
    .ifEmpty("0")
  }

  /// The operation of `futex`: private ones have names of their own.
  static func futexOperation(_ value: UInt64) -> String {
    let word = UInt32(truncatingIfNeeded: value)
    guard let operation = FutexOperation(rawValue: word & FutexFlags.operationMask) else {
      return "\(hexadecimal(UInt64(word))) /* FUTEX_??? */"
    }
    let flags = FutexFlags(rawValue: word)
    return operation.cName + (flags.contains(.privateFutex) ? "_PRIVATE" : "")
      + (flags.contains(.realtime) ? "|FUTEX_CLOCK_REALTIME" : "")
  }

  /// The type of a socket, and its flags.
  static func socketType(_ value: UInt64) -> String {
    let kind = value & UInt64(SocketTypeFlags.typeMask)
    let rest = value & 0xffff_ffff & ~UInt64(SocketTypeFlags.typeMask)
    let name = SocketType(rawValue: UInt32(kind))?.cName ?? "\(hexadecimal(kind)) /* SOCK_??? */"
    return rest == 0 ? name : name + "|" + withoutComment(flags(rest, SocketTypeFlags.constants))
  }

  /// The flags of a System V call that makes an object, and its mode.
  static func ipcFlags(_ value: UInt64, _ constants: [NamedConstant]) -> String {
    let value = value & 0xffff_ffff
    let mode = octal(value & 0o777, digits: 2)
    return value & ~0o777 == 0 ? mode : withoutComment(flags(value & ~0o777, constants)) + "|" + mode
  }

  /// A signal, or a number that is none.
  static func signal(_ number: Int64) -> String {
    Signal(rawValue: Int32(truncatingIfNeeded: number))?.cName ?? String(number)
  }

  /// A file's type and permissions.
  static func mode(_ mode: FileMode) -> String {
    let special = FileMode.constants.prefix(3).filter { mode.rawValue & UInt32($0.value) != 0 }.map(\.name)
    let type = mode.type.map { [$0.cName] } ?? []
    return (type + special + [octal(UInt64(mode.rawValue & 0o777), digits: 2)]).joined(separator: "|")
  }

  /// A set of signals; what has most of them is shown by what it lacks.
  static func signals(_ set: SignalSet) -> String {
    let isInverted = set.signals.count >= Signal.allCases.count * 2 / 3
    let shown = isInverted ? SignalSet(rawValue: ~set.rawValue) : set
    let names = shown.signals.map { String($0.cName.dropFirst(3)) }
    return (isInverted ? "~[" : "[") + names.joined(separator: " ") + "]"
  }

  /// 0x1f, and 0 as it is.
  static func hexadecimal(_ value: UInt64) -> String { value == 0 ? "0" : "0x" + String(value, radix: 16) }

  /// An address.
  static func address(_ value: UInt64) -> String { value == 0 ? "NULL" : hexadecimal(value) }

  /// 0644; with a leading zero and at least so many digits.
  static func octal(_ value: UInt64, digits: Int = 1) -> String {
    let text = String(value, radix: 8)
    return "0" + String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  private static func withoutComment(_ text: String) -> String {
    text.prefix { $0 != " " }.description
  }
}

extension String {
  func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
