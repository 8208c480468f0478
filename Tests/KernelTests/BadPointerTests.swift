import ABI
import Bytecode
import Kernel
import Machine
import Testing

/// What programs hand to system calls in place of a pointer.
enum BadPointer: CaseIterable {
  case null, unmapped, kernel, wrapsRound, readOnly, crossing

  /// The address: what lies there is made by `BadPointerTests.prelude`.
  var address: UInt64 {
    switch self {
    case .null: 0
    case .unmapped: 0x5000_0000
    case .kernel: 1 << 38
    case .wrapsRound: UInt64.max - 6
    case .readOnly: 0x2000_0000
    // Three bytes before the end of what is mapped.
    case .crossing: 0x3000_1ffd
    }
  }
}

/// Every system call × every kind of bad pointer.
@Suite struct BadPointerTests {
  /// A pointer that a call takes: the arguments with the pointer left out, and what the call does with it.
  struct Row: CustomTestStringConvertible {
    let call: Syscall
    let arguments: [UInt64?]
    let use: Use
    /// Null stands for something of its own.
    var permitsNull = false

    /// What a call does with the memory.
    enum Use {
      case reads, writes
      /// As many bytes as it can, if any.
      case readsSome, writesSome
    }

    init(_ call: Syscall, _ arguments: [UInt64?], _ use: Use, permitsNull: Bool = false) {
      (self.call, self.arguments, self.use, self.permitsNull) = (call, arguments, use, permitsNull)
    }

    var testDescription: String { call.name }

    /// What the call returns for a pointer; nil where anything will do.
    func expected(_ pointer: BadPointer) -> Int64? {
      switch (pointer, use) {
      case (.null, _) where permitsNull: nil
      case (.readOnly, .reads), (.readOnly, .readsSome): nil
      case (.crossing, .readsSome), (.crossing, .writesSome): 3
      default: -Int64(Errno.badAddress.rawValue)
      }
    }
  }

  /// AT_FDCWD, a path that is there, one that is not, and memory that can be written.
  private static let (here, path, newPath, good): (UInt64, UInt64, UInt64, UInt64) = (
    UInt64(bitPattern: -100), 0x3000_0100, 0x3000_0110, 0x3000_0200
  )
  /// A regular file of 8 bytes, a pipe with 8 bytes in it, two sockets with 8 bytes in the second, a directory.
  private static let (file, reader, writer, socket, otherSocket, directory): (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
    3, 4, 5, 6, 7, 8
  )

  static let rows: [Row] = [
    Row(.openat, [here, nil, 0, 0], .reads),
    Row(.read, [reader, nil, 8], .writesSome),
    Row(.read, [file, nil, 8], .writesSome),
    Row(.write, [writer, nil, 8], .readsSome),
    Row(.readv, [reader, nil, 1], .reads),
    Row(.writev, [writer, nil, 1], .reads),
    Row(.pread64, [file, nil, 8, 0], .writesSome),
    Row(.pwrite64, [file, nil, 8, 0], .readsSome),
    Row(.newfstatat, [here, nil, good, 0], .reads),
    Row(.newfstatat, [here, path, nil, 0], .writes),
    Row(.fstat, [file, nil], .writes),
    Row(.statx, [here, path, 0, 0x7ff, nil], .writes),
    Row(.truncate, [nil, 0], .reads),
    Row(.pipe2, [nil, 0], .writes),
    Row(.mkdirat, [here, nil, 0o777], .reads),
    Row(.mknodat, [here, nil, 0o100600], .reads),
    Row(.unlinkat, [here, nil, 0], .reads),
    Row(.symlinkat, [nil, here, newPath], .reads),
    Row(.symlinkat, [path, here, nil], .reads),
    Row(.linkat, [here, nil, here, newPath, 0], .reads),
    Row(.linkat, [here, path, here, nil, 0], .reads),
    Row(.renameat2, [here, nil, here, newPath, 0], .reads),
    Row(.renameat2, [here, path, here, nil, 0], .reads),
    Row(.readlinkat, [here, nil, good, 8], .reads),
    Row(.getcwd, [nil, 100], .writes),
    Row(.chdir, [nil], .reads),
    Row(.getdents64, [directory, nil, 1000], .writes),
    Row(.faccessat, [here, nil, 0], .reads),
    Row(.fchmodat, [here, nil, 0o600], .reads),
    Row(.fchownat, [here, nil, 0, 0, 0], .reads),
    Row(.utimensat, [here, nil, 0, 0], .reads, permitsNull: true),
    Row(.execve, [nil, 0, 0], .reads),
    Row(.execve, [path, nil, 0], .reads, permitsNull: true),
    Row(.clone3, [nil, 88], .reads),
    Row(.getrusage, [0, nil], .writes),
    Row(.times, [nil], .writes, permitsNull: true),
    Row(.prlimit64, [0, 7, 0, nil], .writes, permitsNull: true),
    Row(.prlimit64, [0, 7, nil, 0], .reads, permitsNull: true),
    Row(.prctl, [15, nil], .readsSome),
    Row(.prctl, [16, nil], .writes),
    Row(.uname, [nil], .writes),
    Row(.sysinfo, [nil], .writes),
    Row(.getrandom, [nil, 8, 0], .writesSome),
    Row(.getresuid, [nil, good, good], .writes),
    Row(.setgroups, [2, nil], .reads),
    Row(.getRobustList, [0, nil, good], .writes),
    Row(.rtSigaction, [10, nil, 0, 8], .reads, permitsNull: true),
    Row(.rtSigaction, [10, 0, nil, 8], .writes, permitsNull: true),
    Row(.rtSigprocmask, [0, nil, 0, 8], .reads, permitsNull: true),
    Row(.rtSigprocmask, [0, 0, nil, 8], .writes, permitsNull: true),
    Row(.rtSigpending, [nil, 8], .writes),
    Row(.rtSigsuspend, [nil, 8], .reads),
    Row(.rtSigtimedwait, [nil, 0, good, 8], .reads),
    Row(.rtSigqueueinfo, [1, 0, nil], .reads),
    Row(.sigaltstack, [nil, 0], .reads, permitsNull: true),
    Row(.sigaltstack, [0, nil], .writes, permitsNull: true),
    Row(.nanosleep, [nil, 0], .reads),
    Row(.clockNanosleep, [0, 0, nil, 0], .reads),
    Row(.clockGettime, [0, nil], .writes),
    Row(.clockGetres, [0, nil], .writes, permitsNull: true),
    Row(.gettimeofday, [nil, 0], .writes, permitsNull: true),
    Row(.setitimer, [0, nil, 0], .reads, permitsNull: true),
    Row(.getitimer, [0, nil], .writes),
    Row(.schedSetparam, [0, nil], .reads, permitsNull: true),
    Row(.schedGetparam, [0, nil], .writes, permitsNull: true),
    Row(.schedSetaffinity, [0, 8, nil], .reads),
    Row(.schedGetaffinity, [0, 8, nil], .writes),
    Row(.schedRrGetInterval, [0, nil], .writes),
    Row(.futex, [nil, 0, 1, 0, 0, 0], .reads),
    Row(.socketpair, [1, 1, 0, nil], .writes),
    Row(.bind, [socket, nil, 110], .reads),
    Row(.connect, [socket, nil, 110], .reads),
    Row(.sendto, [socket, nil, 8, 0, 0, 0], .reads),
    Row(.sendmsg, [socket, nil, 0], .reads),
    Row(.recvmsg, [otherSocket, nil, 0], .reads),
    Row(.setsockopt, [socket, 1, 7, nil, 4], .reads),
    Row(.getsockopt, [socket, 1, 3, nil, good + 8], .writes),
    Row(.getsockopt, [socket, 1, 3, good, nil], .reads),
    Row(.mqOpen, [nil, 0o102, 0o600, 0], .reads),
    Row(.mqUnlink, [nil], .reads),
    Row(.semop, [0, nil, 1], .reads),
    Row(.semctl, [0, 0, 2, nil], .writes),
    Row(.shmctl, [0, 2, nil], .writes),
    Row(.msgctl, [0, 2, nil], .writes),
    Row(.msgsnd, [0, nil, 8, 0], .reads),
  ]

  @Test("A call gives EFAULT for a pointer that does not lead anywhere, or the part that it could do", arguments: rows)
  func badAddress(row: Row) throws {
    for pointer in BadPointer.allCases {
      let arguments = row.arguments.map { String($0 ?? pointer.address) }.joined(separator: ", ")
      var run = try Run(assembly: Self.prelude + "call \(row.call.rawValue), \(arguments)\n" + Self.exitWithResult)
      let pause = run.finish()
      if let expected = row.expected(pointer) {
        let status = UInt8(expected < 0 ? -expected : 200 + expected)
        #expect(pause == .ended(.exited(status)), "\(row.call.name) \(pointer)")
      }
      #expect(run.kernel.violatedInvariants(on: run.machine) == [], "\(row.call.name) \(pointer)")
    }
  }

  @Test("No call does more to the kernel than to fail, whichever of its pointers are bad", arguments: Syscall.allCases)
  func survival(call: Syscall) throws {
    for pointer in BadPointer.allCases {
      // All arguments, and every other one beside a descriptor, a pointer and a size that are good.
      for bad in [0b111111, 0b010101, 0b101010] {
        let arguments = (0..<6).map { bad >> $0 & 1 != 0 ? pointer.address : [3, 0x2_0000, 8][$0 % 3] }
        var run = try Run(Self.program(call, arguments), Self.small, Self.limited)
        let pause = run.finish()
        #expect(pause != .limit(.time(microseconds: Self.patience)), "\(call.name)(\(arguments))")
        #expect(run.kernel.violatedInvariants(on: run.machine) == [], "\(call.name)(\(arguments))")
      }
    }
  }

  /// A program that opens a file and makes a call.
  private static func program(_ call: Syscall, _ arguments: [UInt64]) -> [UInt8] {
    let registers = arguments.enumerated().flatMap { Code.li(10 + UInt8($0), $1) }
    let code =
      Code.call(.openat, here, 0x2_0000, 0o102, 0o600) + registers + Code.li(17, call.rawValue)
      + [Instruction(.ecall)] + Code.call(.exit, 0)
    return Program(code, data: Array("/tmp/f".utf8) + [0]).bytes
  }

  private static let patience: UInt64 = 10_000_000
  private static var limited: KernelOptions {
    var options = KernelOptions()
    options.limits.microseconds = patience
    return options
  }
  private static var small: MachineConfiguration {
    var configuration = Run.configuration
    configuration.memorySize = 256 << 10
    return configuration
  }

  /// Makes what the rows refer to. The last bytes before the hole are no zeros, so that texts do not end there.
  private static let prelude = """
      call SYS_mmap, 0x20000000, 8192, 1, 0x32, -1
      call SYS_mmap, 0x30000000, 8192, 3, 0x32, -1
      li t0, 0x30000100
      li t1, 0x00662f706d742f
      sd t1, 0(t0)
      li t1, 0x00672f706d742f
      sd t1, 16(t0)
      li t0, 0x30001ff8
      li t1, 0x6161616161616161
      sd t1, 0(t0)
      call SYS_openat, -100, 0x30000100, 0x42, 0x1ff
      call SYS_write, 3, 0x30000100, 8
      call 62, 3, 0, 0
      call 59, 0x30000300, 0
      call SYS_write, 5, 0x30000100, 8
      call 199, 1, 1, 0, 0x30000300
      call SYS_write, 6, 0x30000100, 8
      li t0, 0x30000400
      li t1, 0x706d742f
      sd t1, 0(t0)
      call SYS_openat, -100, 0x30000400, 0
      call 190, 0, 1, 0x180
      call 194, 0, 4096, 0x180
      call 186, 0, 0x180
      li t0, 0x30000208
      li t1, 4
      sd t1, 0(t0)

    """

  /// Ends with the error, or 200 and more.
  private static let exitWithResult = """
      bltz a0, failure
      addi a0, a0, 200
      li a7, SYS_exit
      ecall
    failure:
      neg a0, a0
      li a7, SYS_exit
      ecall
    """
}
