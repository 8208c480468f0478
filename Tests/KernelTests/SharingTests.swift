import ABI
import Bytecode
import Kernel
import Testing

/// What the calls on futexes, semaphores, messages and sockets answer to a program that uses them wrongly.
@Suite("Sharing")
struct SharingTests {
  private static let data: UInt64 = 0x2_0000
  private static let code: UInt64 = 0x1_0000
  private static let unmapped: UInt64 = 0x5000_0000
  private static let beyond: UInt64 = 1 << 40

  /// Calls in a row, and the errno of the last one; nil if it succeeds.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let calls: [Instruction]
    let error: Errno?

    init(_ name: String, _ calls: [Instruction], _ error: Errno?) {
      testDescription = name
      self.calls = calls
      self.error = error
    }
  }

  static let futexes: [Case] = [
    Case("a word with another value", Code.call(.futex, data, 0, 1, 0, 0, 0), .tryAgain),
    Case("a misaligned word", Code.call(.futex, data + 2, 0, 0, 0, 0, 0), .invalidArgument),
    Case("a word at null", Code.call(.futex, 0, 0, 0, 0, 0, 0), .badAddress),
    Case("a private word at null", Code.call(.futex, 0, 128, 0, 0, 0, 0), .badAddress),
    Case("waking nobody at null, privately", Code.call(.futex, 0, 129, 1, 0, 0, 0), nil),
    Case("waking at null", Code.call(.futex, 0, 1, 1, 0, 0, 0), .badAddress),
    Case("a word of the kernel", Code.call(.futex, beyond, 129, 1, 0, 0, 0), .badAddress),
    Case("a timeout out of bounds", Code.call(.futex, data, 0, 0, unmapped, 0, 0), .badAddress),
    Case("waiting with no bits", Code.call(.futex, data, 9, 0, 0, 0, 0), .invalidArgument),
    Case("waking with no bits", Code.call(.futex, data, 10, 0, 0, 0, 0), .invalidArgument),
    Case("moving less than nobody", Code.call(.futex, data, 3, 1, .max, data + 4, 0), .invalidArgument),
    Case("moving from another value", Code.call(.futex, data, 4, 1, 1, data + 4, 7), .tryAgain),
    Case("an operation that is none", Code.call(.futex, data, 99, 0, 0, 0, 0), .notImplemented),
    Case("waking by the real-time clock", Code.call(.futex, data, 257, 0, 0, 0, 0), .notImplemented),
    Case("a change that is none", Code.call(.futex, data, 5, 1, 1, data + 4, 5 << 28), .notImplemented),
    Case("a change of the program's code", Code.call(.futex, data, 5, 1, 1, code, 0), .badAddress),
    Case("a lock in the program's code", Code.call(.futex, code, 6, 0, 0, 0, 0), .badAddress),
    Case("a lock of one's own", twice(Code.call(.futex, data, 6, 0, 0, 0, 0)), .deadlock),
    Case("a lock of nobody's", own(12_345) + Code.call(.futex, data, 6, 0, 0, 0, 0), .noSuchProcess),
    Case("a lock taken and given back", take + Code.call(.futex, data, 7, 0, 0, 0, 0), nil),
    Case("giving back what one has not", Code.call(.futex, data, 7, 0, 0, 0, 0), .notPermitted),
    Case("a head of another size", Code.call(.setRobustList, data, 25), .invalidArgument),
    Case("the list of nobody", Code.call(.getRobustList, 12_345, data, data + 8), .noSuchProcess),
  ]

  private static let take = Code.call(.futex, data, 6, 0, 0, 0, 0)
  private static func twice(_ calls: [Instruction]) -> [Instruction] { calls + calls }

  /// Stores a thread number into the word.
  private static func own(_ number: UInt64) -> [Instruction] {
    Code.li(5, data) + Code.li(6, number) + [Instruction(.sw, rs1: 5, rs2: 6)]
  }

  static let objects: [Case] = [
    Case("no semaphores", Code.call(.semget, 0, 0, 0o1600), .invalidArgument),
    Case("too many semaphores", Code.call(.semget, 0, 32_001, 0o1600), .invalidArgument),
    Case("a key that nobody has", Code.call(.semget, 7, 1, 0o600), .noSuchFile),
    Case("a set that is not there", Code.call(.semop, 99, data, 1), .invalidArgument),
    Case("operations at null", set + Code.call(.semop, 0, 0, 1), .badAddress),
    Case("no operations", set + Code.call(.semop, 0, data, 0), .invalidArgument),
    Case("too many operations", set + Code.call(.semop, 0, data, 501), .argumentListTooLong),
    Case("waiting for zero", set + Code.call(.semop, 0, data, 500), nil),
    Case("a value too high", set + Code.call(.semctl, 0, 0, 16, 32_768), .outOfRange),
    Case("a semaphore that is not there", set + Code.call(.semctl, 0, 1, 12, 0), .invalidArgument),
    Case("a command that is none", set + Code.call(.semctl, 0, 0, 77, 0), .invalidArgument),
    Case("values to null", set + Code.call(.semctl, 0, 0, 13, 0), .badAddress),
    Case("a set removed twice", set + twice(Code.call(.semctl, 0, 0, 0, 0)), .invalidArgument),
    Case("a message from null", queue + Code.call(.msgsnd, 0, 0, 1, 0), .badAddress),
    Case("a message of no type", queue + Code.call(.msgsnd, 0, data, 1, 0), .invalidArgument),
    Case("a message too long", queue + Code.call(.msgsnd, 0, data, 8193, 0), .invalidArgument),
    Case("a message from no queue", queue + Code.call(.msgrcv, 77, data, 1, 0, 0), .invalidArgument),
    Case("no message", queue + Code.call(.msgrcv, 0, data, 1, 0, 0o4000), .noMessage),
    Case("a length below zero", queue + Code.call(.msgrcv, 0, data, .max, 0, 0), .invalidArgument),
    Case("a POSIX queue without a name", Code.call(.mqOpen, data, 0o102, 0o600, 0), .noSuchFile),
    Case("a POSIX queue with a name at null", Code.call(.mqOpen, 0, 0o102, 0o600, 0), .badAddress),
    Case("sending to standard output", Code.call(.mqTimedsend, 1, data, 1, 0, 0), .badDescriptor),
  ]

  private static let set = Code.call(.semget, 0, 1, 0o1600)
  private static let queue = Code.call(.msgget, 0, 0o1600)

  static let sockets: [Case] = [
    Case("a family that is none", Code.call(.socket, 999, 1, 0), .addressFamilyNotSupported),
    Case("a type that is none", Code.call(.socket, 1, 4, 0), .socketTypeNotSupported),
    Case("a protocol that is none", Code.call(.socket, 1, 1, 9), .protocolNotSupported),
    Case("a pair stored at null", Code.call(.socketpair, 1, 1, 0, 0), .badAddress),
    Case("a pair stored in the code", Code.call(.socketpair, 1, 1, 0, code), .badAddress),
    Case("binding what is no socket", Code.call(.bind, 1, data, 10), .notSocket),
    Case("binding nothing", Code.call(.bind, 77, data, 10), .badDescriptor),
    Case("a name at null", socket + Code.call(.bind, 3, 0, 10), .badAddress),
    Case("a name of no family", socket + Code.call(.bind, 3, data, 10), .invalidArgument),
    Case("a name longer than any", socket + Code.call(.bind, 3, data, 200), .invalidArgument),
    Case("listening without a name", socket + Code.call(.listen, 3, 1), .invalidArgument),
    Case("accepting without listening", socket + Code.call(.accept, 3, 0, 0), .invalidArgument),
    Case("sending without a peer", socket + Code.call(.sendto, 3, data, 1, 0, 0, 0), .notConnected),
    Case("a message at null", socket + Code.call(.sendmsg, 3, 0, 0), .badAddress),
    Case("receiving without a peer", socket + Code.call(.recvfrom, 3, data, 1, 0, 0, 0), .invalidArgument),
    Case("an option that is none", socket + Code.call(.setsockopt, 3, 1, 999, data, 4), .noProtocolOption),
    Case("an option too short", socket + Code.call(.setsockopt, 3, 1, 7, data, 3), .invalidArgument),
    Case("sending from null", pair + Code.call(.sendto, 3, 0, 1, 0, 0, 0), .badAddress),
    Case("sending into the void", pair + Code.call(.sendto, 3, unmapped, 1 << 40, 0, 0, 0), .badAddress),
    Case("nothing to receive", pair + Code.call(.recvfrom, 3, data, 1, 0x40, 0, 0), .tryAgain),
    Case("out-of-band data", pair + Code.call(.sendto, 3, data, 1, 1, 0, 0), .notSupported),
    Case(
      "a peer that is gone", pair + Code.call(.close, 4) + Code.call(.sendto, 3, data, 1, 0x4000, 0, 0),
      .brokenPipe),
  ]

  private static let socket = Code.call(.socket, 1, 1, 0)
  private static let pair = Code.call(.socketpair, 1, 1, 0, data)

  @Test("answer as Linux does", arguments: futexes + objects + sockets)
  func errors(of call: Case) throws {
    // The program ends with the result of its last call, of which a status has the lowest byte.
    var run = try Run(call.calls + Code.exit)
    let expected = call.error.map { UInt8(truncatingIfNeeded: -$0.rawValue) } ?? 0
    #expect(run.finish() == .ended(.exited(expected)))
  }

  static let lists: [(String, [UInt64])] = [
    ("an entry that is its own next one", [data + 24, 0, 0, data + 24]),
    ("an entry out of bounds", [unmapped, 0, 0]),
    ("an entry of the kernel's", [beyond, 0, 0]),
    ("an offset that leads out", [data + 24, unmapped, 0, data]),
    ("a pending entry that is none", [data, 0, unmapped]),
    ("a pending entry that lends priority", [data, 0, data + 25, 0]),
    ("a misaligned word", [data + 24, 1, data + 24, data + 24]),
  ]

  @Test("Whatever a robust list says, its thread ends", arguments: lists)
  func robustLists(name: String, words: [UInt64]) throws {
    let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    var run = try Run(Code.call(.setRobustList, Self.data, 24) + Code.exit, data: bytes)
    #expect(run.finish() == .ended(.exited(0)))
  }

  @Test("A call of exec that fails leaves the locks alone")
  func failedExec() throws {
    // A list of one entry, whose word is the owner's number: 1.
    let words: [UInt64] = [Self.data + 24, 8, 0, Self.data, 1]
    let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    var run = try Run(
      Code.call(.setRobustList, Self.data, 24) + Code.call(.execve, 0, 0, 0) + Code.load(Self.data + 32)
        + Code.exit, data: bytes)
    #expect(run.finish() == .ended(.exited(1)))
  }
}
