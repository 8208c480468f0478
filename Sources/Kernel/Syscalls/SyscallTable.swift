import ABI
import Machine

/// The system calls: one line each, with the arguments decoded where they are named.
extension Kernel {
  mutating func perform(_ call: Syscall, _ a: Arguments, _ context: Context) throws(Errno) -> SyscallOutcome {
    switch call {
    // Files
    case .openat:
      try sysOpenat(a.descriptor(0), a.pointer(1), OpenFlags(rawValue: a.word(2)), a.word(3), context)
    case .close: try sysClose(a[0], context)
    case .lseek: try sysLseek(a[0], a.signed(1), SeekOrigin(rawValue: a.word(2)), context)
    case .read: try sysRead(a[0], a.buffer(1, 2), context)
    case .write: try sysWrite(a[0], a.buffer(1, 2), context)
    case .readv: try sysReadv(a[0], a.pointer(1), a[2], context)
    case .writev: try sysWritev(a[0], a.pointer(1), a[2], context)
    case .newfstatat:
      try sysNewfstatat(a.descriptor(0), a.pointer(1), a.pointer(2), PathFlags(rawValue: a.word(3)), context)
    case .fstat: try sysFstat(a[0], a.pointer(1), context)

    // Memory
    case .brk: sysBrk(a.address(0), context)
    case .mmap:
      try sysMmap(
        a.address(0), a[1], MemoryProtection(rawValue: a.word(2)), MapFlags(rawValue: a.word(3)), context)
    case .munmap: try sysMunmap(a.address(0), a[1], context)

    // Processes and time
    case .exit, .exitGroup: sysExit(a.word(0), context)
    case .getpid: .done(context.process)
    case .clockGettime: try sysClockGettime(Clock(rawValue: a.word(0)), a.pointer(1), context)

    default: throw missing(call)
    }
  }
}

/// The six arguments of a system call, and the ways to read them.
struct Arguments {
  private let frame: TrapFrame
  private let machine: Machine

  init(_ frame: TrapFrame, _ machine: Machine) {
    self.frame = frame
    self.machine = machine
  }

  subscript(index: Int) -> UInt64 { frame.argument(index, machine) }

  /// An `int` or `unsigned`: the upper half of the register does not count.
  func word(_ index: Int) -> UInt32 { UInt32(truncatingIfNeeded: self[index]) }

  /// A signed `long`.
  func signed(_ index: Int) -> Int64 { Int64(bitPattern: self[index]) }

  /// A directory descriptor, which may be negative.
  func descriptor(_ index: Int) -> Int32 { Int32(bitPattern: word(index)) }

  func address(_ index: Int) -> VirtualAddress { VirtualAddress(self[index]) }

  func pointer(_ index: Int) -> UserPointer { UserPointer(self[index]) }

  func buffer(_ start: Int, _ count: Int) -> UserBuffer {
    UserBuffer(start: pointer(start), count: self[count])
  }
}
