/// The state of an alternate signal stack.
public struct StackFlags: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// SS_ONSTACK: the thread runs on it now.
  public static let onStack = StackFlags(rawValue: 1)
  /// SS_DISABLE: there is none.
  public static let disabled = StackFlags(rawValue: 2)
  /// SS_AUTODISARM: it is taken away while a handler runs on it.
  public static let autoDisarm = StackFlags(rawValue: 0x80000000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.hexadecimal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: StackFlags)] = [
    ("SS_ONSTACK", .onStack), ("SS_DISABLE", .disabled), ("SS_AUTODISARM", .autoDisarm),
  ]
}

/// An alternate stack for signal handlers: `stack_t`, 24 bytes.
public struct SignalStack: SharedStructure, StructMember {
  /// The lowest address.
  public var base: UInt64
  /// Its state.
  public var flags: StackFlags
  /// Bytes.
  public var size: UInt64

  /// A stack; without arguments none.
  public init(base: UInt64 = 0, flags: StackFlags = .disabled, size: UInt64 = 0) {
    self.base = base
    self.flags = flags
    self.size = size
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "stack_t", "An alternate stack for signal handlers.",
    [
      ("void *", "ss_sp", 8), ("int", "ss_flags", 4), ("int", "", 4), ("unsigned long", "ss_size", 8),
    ], isType: true)

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    SignalStack.layout.encode(base, flags.rawValue, size)
  }

  /// The structure in these bytes, or nil if there are fewer than 24.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SignalStack.layout, bytes) else { return nil }
    base = reader.next()
    flags = StackFlags(rawValue: reader.next())
    size = reader.next()
  }

  /// MINSIGSTKSZ: the smallest that the kernel accepts.
  public static let minimumSize: UInt64 = 2048
  /// SIGSTKSZ: what programs usually reserve.
  public static let usualSize: UInt64 = 8192
}
