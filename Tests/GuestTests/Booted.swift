import ELF
import Foundation
import Kernel
import Machine
import Toolchain

/// A program on a machine in this process, as far as it has come.
struct Booted {
  /// All that can be seen of a run from outside.
  struct Outcome: Equatable {
    let end: Pause
    let output: [UInt8]
    /// The counters of each hart, in the order of `Booted.counters`.
    let harts: [[UInt64]]
    let memory: MemoryStatistics
    let kernel: KernelStatistics

    /// How many instructions all harts have retired.
    var instructions: UInt64 { harts.reduce(0) { $0 + $1[0] } }
  }

  /// The counters of a hart that do not depend on what the host remembers from one access to the next.
  private static let counters: [KeyPath<HartCounters, UInt64> & Sendable] = [
    \.instructions, \.stallCycles, \.kernelCycles, \.idleCycles, \.splitAccesses, \.dtlbMisses,
    \.itlbAccesses, \.itlbMisses, \.stlbAccesses, \.stlbMisses, \.walks, \.walkCycles,
  ]

  private(set) var kernel: Kernel
  private var machine: Machine
  private var output: [UInt8] = []
  private(set) var pauses = 0
  /// What came of it, once the program is over.
  private(set) var outcome: Outcome?

  /// Loads the program; nothing of it has been executed yet.
  ///
  /// - Parameters:
  ///   - files: what is there besides, by path; all of it may be executed.
  init(
    _ elf: ELFFile, _ arguments: [String] = ["program"], input: [UInt8] = [], files: [String: [UInt8]] = [:],
    on configuration: MachineConfiguration, _ options: KernelOptions
  ) throws(LoadError) {
    machine = Machine(configuration)
    kernel = Kernel(options, machine: machine)
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      kernel.files.add(path, bytes, permissions: 0o755)
    }
    machine.console.supplyInput(input)
    machine.console.endInput()
    try kernel.start(
      elf, path: "/bin/\(arguments[0])", arguments: arguments,
      environment: files.isEmpty ? [] : ["HOME=/home", "PATH=/bin"], on: machine)
  }

  /// Runs until the program has written something, or is over: then the result is false.
  mutating func runToPause() -> Bool {
    let pause = kernel.run(on: machine)
    for chunk in machine.console.takeOutput() { output += chunk.bytes }
    pauses += 1
    if pause == .output { return true }
    outcome = Outcome(
      end: pause, output: output,
      harts: machine.harts.map { hart in Self.counters.map { hart.counters[keyPath: $0] } },
      memory: machine.memoryStatistics, kernel: kernel.statistics)
    return false
  }

  /// Runs until the program is over.
  mutating func runToEnd() { while runToPause() {} }

  /// Runs until so many instructions were executed; false if the program was over before.
  mutating func run(to instructions: UInt64) -> Bool {
    kernel.limits.instructions = instructions
    runToEnd()
    kernel.limits.instructions = nil
    guard outcome?.end == .limit(.instructions(instructions)) else { return false }
    outcome = nil
    return true
  }

  /// The rules of the kernel that do not hold.
  var violations: [String] { kernel.violatedInvariants(on: machine) }

  /// What the program has written so far.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// A second one in the same state.
  func copy() -> Booted {
    var copy = self
    copy.machine = machine.copy()
    return copy
  }
}

/// The toolchain as the real `ring3` uses it, in this process.
enum Builder {
  private static let toolchain = Toolchain(
    environment: Environment(
      ProcessInfo.processInfo.environment.merging([
        "RING3_CACHE": Checkout.cache, "RING3_USERPROGS": Checkout.userPrograms,
      ]) { $1 }),
    executable: Checkout.ring3)

  /// All programs of the user land, by their paths in the guest.
  static func userLand() throws -> [String: [UInt8]] {
    let programs = try toolchain.userLand { _, _, _ in }.programs
    return Dictionary(uniqueKeysWithValues: programs.map { ("/bin/\($0.name)", $0.bytes) })
  }

  /// Builds a program of `userprogs`.
  static func program(_ path: String, _ optimization: BuildOptions.Optimization = .two) throws -> [UInt8] {
    let options = BuildOptions(optimization: optimization)
    return try toolchain.program("\(Checkout.userPrograms)/\(path)", options: options).bytes
  }
}
