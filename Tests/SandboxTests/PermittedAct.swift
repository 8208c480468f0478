import Glibc
import Sandbox

/// What a run does after it was locked.
enum PermittedAct: String, Codable, CaseIterable, Sendable {
  case end, write, allocate, grow, read, writeToGranted, tellTime, randomNumbers, useDictionary
  case controlTerminal, pollTwo

  func performAfterLockDown() {
    var pipeEnds: [Int32] = [0, 0]
    guard pipe(&pipeEnds) == 0 else { _exit(98) }
    let (input, output) = (pipeEnds[0], pipeEnds[1])
    lock(
      SandboxPolicy(
        readable: [STDIN_FILENO, input], writable: [STDOUT_FILENO, STDERR_FILENO, output],
        controlsTerminal: self == .controlTerminal, locksEveryThread: false))
    _exit(perform(input: input, output: output) ? 7 : 1)
  }

  private func perform(input: Int32, output: Int32) -> Bool {
    switch self {
    case .end: return true
    case .write: return Glibc.write(STDERR_FILENO, "\n", 1) == 1
    case .allocate: return (0..<100).allSatisfy { [UInt8](repeating: 1, count: $0 * 10_000).count >= 0 }
    case .grow:
      var numbers: [Int] = []
      for number in 0..<3_000_000 { numbers.append(number) }
      return numbers.last == 2_999_999
    case .read:
      var byte: UInt8 = 0
      return Glibc.write(output, "x", 1) == 1 && Glibc.read(input, &byte, 1) == 1
    case .writeToGranted: return Glibc.write(output, "x", 1) == 1
    case .tellTime:
      var time = timespec()
      return clock_gettime(CLOCK_MONOTONIC, &time) == 0
    case .controlTerminal:
      // It is let do it, though there may be no terminal.
      var settings = [UInt8](repeating: 0, count: 64)
      return ioctl(STDIN_FILENO, UInt(TCGETS), &settings) == 0 || errno == ENOTTY
    case .pollTwo:
      var requests = [pollfd(fd: input, events: 1, revents: 0), pollfd(fd: output, events: 4, revents: 0)]
      return poll(&requests, 2, 0) == 1
    case .randomNumbers:
      var generator = SystemRandomNumberGenerator()
      return generator.next() | 1 != 0
    case .useDictionary:
      var table: [String: Int] = [:]
      for number in 0..<1000 { table["key \(number)"] = number }
      return table["key 999"] == 999
    }
  }
}
