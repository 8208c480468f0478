/// The registers that a handler interrupted: `struct sigcontext` of 64-bit RISC-V, 784 bytes.
///
///     0 pc | 8 x1 | 16 x2 (sp) … 248 x31 | 256 floating-point state, 528 bytes, zero without F and D
public struct SignalContext: SharedStructure, StructMember {
  /// The address of the next instruction, then x1 to x31.
  public var registers: [UInt64]
  /// The floating-point registers and their status.
  public var floatingPoint: [UInt8]

  /// The context of a thread.
  ///
  /// - Precondition: there are 32 registers: pc, x1 … x31.
  public init(registers: [UInt64]) {
    precondition(registers.count == 32)
    self.registers = registers
    floatingPoint = Array(repeating: 0, count: 528)
  }

  /// Where each member lies; glibc's names.
  public static let layout = StructLayout(
    "mcontext_t", "The registers that a handler interrupted: pc, x1 to x31, then the floating-point state.",
    [("unsigned long", "__gregs[32]", 256), ("unsigned long", "__fpregs[66]", 528)], isType: true)

  /// The bytes on the handler's stack.
  public var encoded: [UInt8] {
    var general: [UInt8] = []
    for register in registers { register.append(to: &general) }
    return SignalContext.layout.encode(general, floatingPoint)
  }

  /// The context that a handler leaves, or nil if there are fewer than 784 bytes.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SignalContext.layout, bytes) else { return nil }
    let general: [UInt8] = reader.next()
    registers = (0..<32).map { UInt64(member: general[$0 * 8..<$0 * 8 + 8]) }
    floatingPoint = reader.next()
  }
}

/// What a handler gets as its third argument, and `rt_sigreturn` restores: `ucontext_t`, 960 bytes.
public struct UserContext: SharedStructure {
  /// Always 0 on RISC-V.
  public var flags: UInt64 = 0
  /// Always 0 from the kernel.
  public var link: UInt64 = 0
  /// The alternate stack as it was.
  public var stack: SignalStack
  /// The signals that were blocked before the handler ran.
  public var mask: SignalSet
  /// The registers.
  public var machine: SignalContext

  /// The context of a thread before a handler runs.
  public init(stack: SignalStack, mask: SignalSet, machine: SignalContext) {
    self.stack = stack
    self.mask = mask
    self.machine = machine
  }

  /// Where each member lies: the mask has room for 1024 signals, and the registers begin at a multiple of 16.
  public static let layout = StructLayout(
    "ucontext", "What a handler gets as its third argument, and what it goes back to.",
    [
      ("unsigned long", "uc_flags", 8), ("struct ucontext *", "uc_link", 8), ("stack_t", "uc_stack", 24),
      ("sigset_t", "uc_sigmask", 8), ("unsigned long", "__unused[15]", 120), ("unsigned long", "__pad1", 8),
      ("mcontext_t", "uc_mcontext", 784),
    ])

  /// The bytes on the handler's stack.
  public var encoded: [UInt8] { UserContext.layout.encode(flags, link, stack, mask, machine) }

  /// The context that a handler leaves, or nil if there are fewer than 960 bytes.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(UserContext.layout, bytes) else { return nil }
    flags = reader.next()
    link = reader.next()
    stack = reader.next()
    mask = reader.next()
    machine = reader.next()
  }
}

/// What lies on the stack when a handler starts: `struct rt_sigframe`, 1088 bytes, at a multiple of 16.
public enum SignalFrame {
  /// Where the `siginfo_t` lies, the handler's second argument.
  public static let informationOffset: UInt64 = 0
  /// Where the `ucontext_t` lies, the handler's third argument.
  public static let contextOffset: UInt64 = 128
  /// Bytes of the frame.
  public static let size: UInt64 = contextOffset + UInt64(UserContext.layout.size)

  /// The frame's bytes.
  public static func encode(_ information: SignalInfo, _ context: UserContext) -> [UInt8] {
    information.encoded + context.encoded
  }
}
