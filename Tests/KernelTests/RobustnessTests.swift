import ABI
import Bytecode
import ELF
import Kernel
import Machine
import RandomPrograms
import Testing

/// Executables that somebody has damaged.
@Suite struct RobustnessTests {
  @Test("A mutated executable is refused, ends, or reaches a limit: it never crashes or hangs the kernel")
  func mutatedPrograms() throws {
    let count = UInt64(Amount.mutations)
    var outcomes: [String: Int] = [:]
    for number in 0..<count {
      var random = SplitMix64(seed: Amount.seed << 32 | number)
      let bytes = Self.mutated(Self.program(using: &random), using: &random)
      outcomes[Self.outcome(bytes), default: 0] += 1
    }
    // Mutations that are all refused, or that are all harmless, would test nothing.
    #expect(outcomes["refused", default: 0] > Int(count) / 20, "\(outcomes)")
    #expect(outcomes["exited", default: 0] > Int(count) / 20, "\(outcomes)")
    #expect(outcomes["signaled", default: 0] > Int(count) / 50, "\(outcomes)")
  }

  /// A random program that writes its data and exits.
  private static func program(using random: inout SplitMix64) -> [UInt8] {
    let program = RandomProgram(seed: random.next())
    return program.executable
  }

  private static func mutated(_ bytes: [UInt8], using random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    if Int.random(in: 0..<10, using: &random) == 0 {
      bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
    }
    for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
      // The header and the program headers, mostly; else the code and the rest.
      let limit = Int.random(in: 0..<3, using: &random) == 0 ? bytes.count : min(bytes.count, 176)
      let place = Int.random(in: 0..<limit, using: &random)
      bytes[place] =
        [0, 0xff, 0x80, bytes[place] ^ 1, UInt8.random(in: 0...255, using: &random)].randomElement(
          using: &random)!
    }
    return bytes
  }

  private static func outcome(_ bytes: [UInt8]) -> String {
    var options = KernelOptions()
    options.limits.instructions = 20_000
    options.limits.microseconds = 1_000_000
    options.limits.outputBytes = 1 << 20
    var configuration = Run.configuration
    configuration.memorySize = 1 << 20
    guard var run = try? Run(bytes, configuration, options) else { return "refused" }
    switch run.finish() {
    case .ended(.exited): return "exited"
    case .ended(.signaled): return "signaled"
    default: return "limit"
    }
  }
}
