public import ABI

/// How a trace shows a system call: the rows are in `SyscallFormats.swift`.
public struct SyscallFormat: Sendable {
  /// The arguments in the order in which they are shown.
  public let arguments: [Argument]
  /// How the result is shown.
  public let result: ResultKind
  /// The sets of calls that it belongs to.
  public let classes: SyscallClasses

  /// One argument.
  public struct Argument: Sendable {
    /// The manual page's name for it.
    public let name: String
    /// Which register has it: 0 for a0.
    public let register: Int
    /// What it is.
    public let kind: ArgumentKind
    /// Whether the trace writes its name before it.
    public let isLabelled: Bool

    /// An argument.
    public init(name: String, register: Int, kind: ArgumentKind, isLabelled: Bool) {
      self.name = name
      self.register = register
      self.kind = kind
      self.isLabelled = isLabelled
    }
  }

  /// A row of arguments in the order of their registers.
  init(
    _ arguments: [(name: String, kind: ArgumentKind)], _ classes: SyscallClasses = [],
    result: ResultKind = .decimal
  ) {
    self.arguments = arguments.enumerated().map {
      Argument(name: $1.name, register: $0, kind: $1.kind, isLabelled: false)
    }
    self.classes = classes
    self.result = result
  }

  /// A row of arguments that the trace labels, in an order of its own.
  init(labelled arguments: [(name: String, register: Int, kind: ArgumentKind)], _ classes: SyscallClasses) {
    self.arguments = arguments.map {
      Argument(name: $0.name, register: $0.register, kind: $0.kind, isLabelled: true)
    }
    self.classes = classes
    result = .decimal
  }

  /// The arguments that a call with these registers has, with kinds that depend on nothing more.
  public func arguments(for registers: [UInt64]) -> [Argument] {
    arguments.compactMap { argument in
      let kind = argument.kind.resolved(registers)
      if case .absent = kind { return nil }
      return Argument(
        name: argument.name, register: argument.register, kind: kind, isLabelled: argument.isLabelled)
    }
  }
}

/// What an argument is.
public indirect enum ArgumentKind: Sendable {
  /// Not there, with this command.
  case absent
  /// An `int`.
  case int
  /// An `unsigned int`.
  case unsigned
  /// A `long`.
  case long
  /// A number of bytes or things.
  case size
  /// A number whose bits count.
  case hexadecimal
  /// Permissions, in octal.
  case mode
  /// Permissions with the type of a file.
  case fileMode
  /// An address whose contents do not matter.
  case address
  /// A file descriptor.
  case descriptor
  /// The descriptor of a directory, or AT_FDCWD.
  case directory
  /// The number of a signal.
  case signal
  /// Flags by name.
  case flags([NamedConstant])
  /// A number by name.
  case value([NamedConstant])
  /// The flags of `openat`, whose lowest two bits are a number.
  case openFlags
  /// The flags of `clone`, whose lowest byte is a signal.
  case cloneFlags
  /// The operation of `futex` with its flags.
  case futexOperation
  /// The key of a System V object.
  case ipcKey
  /// How a System V object is made: flags, and its mode in the lowest 9 bits.
  case ipcFlags([NamedConstant])
  /// The type of a socket with its flags.
  case socketType
  /// The pointer to a path.
  case path
  /// The pointer to a text that ends with a zero byte.
  case text
  /// The pointer to bytes.
  case data(Direction, Count)
  /// The pointer to an array of pointers to texts that ends with a null pointer.
  case texts
  /// The same, of which a trace shows only how many there are.
  case environment
  /// The pointer to one thing.
  case pointer(Pointee, Direction)
  /// The pointer to several.
  case array(Pointee, Direction, Count)
  /// The pointer to an array of `iovec`, of which there are as many as another argument says.
  case vectors(Direction, count: Int)
  /// The pointer to a `msghdr`.
  case message(Direction)
  /// The pointer to a socket's address; its length, or a pointer to it, is another argument.
  case socketAddress(Direction, length: Int)
  /// The pointer to a System V message with so many bytes.
  case queueMessage(Direction, Count)
  /// The pointer to the descriptors that `pselect6` waits for, of which there are as many as another argument says.
  case descriptorSet(count: Int)
  /// The pointer to the names of a directory.
  case directoryEntries
  /// What depends on another argument.
  case depends(on: Int, @Sendable (UInt64) -> ArgumentKind)

  /// The members of a set of flags.
  static func flags<Flags: NamedFlags>(_ type: Flags.Type) -> ArgumentKind { .flags(type.constants) }

  /// The numbers of an enumeration.
  static func value<Number: NamedNumber>(_ type: Number.Type) -> ArgumentKind { .value(type.constants) }

  /// The pointer to a structure.
  static func structure<Structure: SharedStructure>(_ type: Structure.Type, _ direction: Direction)
    -> ArgumentKind
  {
    .pointer(.structure(type), direction)
  }

  func resolved(_ registers: [UInt64]) -> ArgumentKind {
    guard case .depends(let index, let choose) = self else { return self }
    return choose(registers[index]).resolved(registers)
  }

  /// When what it points to is to be looked at; nil if it does not point at anything.
  public var direction: Direction? {
    switch self {
    case .path, .text, .texts, .environment: .in
    case .data(let direction, _), .pointer(_, let direction), .array(_, let direction, _),
      .vectors(let direction, _), .message(let direction), .socketAddress(let direction, _),
      .queueMessage(let direction, _):
      direction
    case .descriptorSet: .both
    case .directoryEntries: .out
    default: nil
    }
  }
}

/// Who writes what an argument points to.
public enum Direction: Sendable {
  /// The program, before the call.
  case `in`
  /// The kernel, during the call.
  case out
  /// The program, and then the kernel; a trace shows what the program wrote, and the rest beside the result.
  case both
  /// The program, and then the kernel; a trace shows both once the call has returned.
  case updated
  /// The kernel, only if a signal interrupts the call.
  case interrupted
}

/// How much an argument points to.
public enum Count: Sendable {
  /// Always so much.
  case fixed(Int)
  /// As another argument says.
  case argument(Int)
  /// As the number at another argument says, 32 bits.
  case pointer(Int)
  /// As the result says.
  case result
  /// One for each page of as many bytes as another argument says.
  case pages(Int)
}

/// What a pointer points to.
public enum Pointee: Sendable {
  /// A structure that kernel and program share.
  case structure(any SharedStructure.Type)
  /// An `int`.
  case int
  /// A byte.
  case byte
  /// A `long`.
  case long
  /// A word of bits: a set of processors.
  case bits
  /// What `wait4` says of a child.
  case waitStatus
  /// A set of signals.
  case signalSet
  /// What there is to say of a signal.
  case signalInfo
  /// Two descriptors.
  case descriptorPair

  /// Bytes of it.
  public var size: Int {
    switch self {
    case .structure(let type): type.layout.size
    case .int, .waitStatus: 4
    case .byte: 1
    case .long, .bits, .signalSet, .descriptorPair: 8
    case .signalInfo: SignalInfo.size
    }
  }
}

/// How a trace shows what a call returned.
public enum ResultKind: Sendable {
  case decimal, address, octal, openFlags
}

/// Sets of calls that can be traced by one word.
public struct SyscallClasses: OptionSet, Sendable {
  /// One bit a set.
  public let rawValue: UInt16
  /// Sets by their bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  /// They take a path.
  public static let file = SyscallClasses(rawValue: 1 << 0)
  /// They have to do with descriptors.
  public static let descriptor = SyscallClasses(rawValue: 1 << 1)
  /// They make, end or watch processes.
  public static let process = SyscallClasses(rawValue: 1 << 2)
  /// They map memory.
  public static let memory = SyscallClasses(rawValue: 1 << 3)
  /// They have to do with signals.
  public static let signal = SyscallClasses(rawValue: 1 << 4)
  /// They have to do with sockets.
  public static let network = SyscallClasses(rawValue: 1 << 5)
  /// System V IPC.
  public static let ipc = SyscallClasses(rawValue: 1 << 6)
  /// They read or change users and groups.
  public static let credentials = SyscallClasses(rawValue: 1 << 7)
  /// They read or set clocks.
  public static let clock = SyscallClasses(rawValue: 1 << 8)

  /// The sets under the names that `-e trace=` takes, as strace has them.
  public static let names: [(name: String, set: SyscallClasses)] = [
    ("file", .file), ("desc", .descriptor), ("process", .process), ("memory", .memory), ("signal", .signal),
    ("network", .network), ("net", .network), ("ipc", .ipc), ("creds", .credentials), ("clock", .clock),
  ]
}
