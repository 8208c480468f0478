import ABI
import Bytecode
import Kernel
import Machine
import RandomPrograms
import Testing

/// Limits stop a run exactly, and runs repeat exactly.
@Suite struct LimitTests {
  /// Counts for ever, over a branch every few instructions and a page border.
  private static let endless: [Instruction] = {
    var code = [Instruction](repeating: Instruction(.addi, rd: 8, rs1: 8, immediate: 1), count: 1500)
    code.append(Instruction(.jal, immediate: -4 * 1490))
    return code
  }()

  @Test(
    "A limit of instructions ends the run after exactly so many",
    arguments: [1, 2, 1023, 1024, 1500, 1501, 2049, 5000, 1_000_003] as [UInt64], [false, true])
  func instructions(limit: UInt64, isModelled: Bool) throws {
    var configuration = Run.configuration
    configuration.isModelled = isModelled
    var options = KernelOptions()
    options.limits.instructions = limit
    var run = try Run(Program(Self.endless).bytes, configuration, options)
    #expect(run.finish() == .limit(.instructions(limit)))
    #expect(run.machine.instructions == limit)
  }

  @Test("A limit of virtual time ends the run once it has passed")
  func time() throws {
    var options = KernelOptions()
    options.limits.microseconds = 300
    var run = try Run(Program(Self.endless).bytes, Run.configuration, options)
    #expect(run.finish() == .limit(.time(microseconds: 300)))
    let cycles = run.machine.harts[0].cycles
    #expect((300_000..<302_000).contains(cycles))
  }

  @Test("A limit of output ends the run once more was written")
  func output() throws {
    let write = Code.call(.write, 1, 0x2_0000, 100)
    let loop = write + [Instruction(.jal, immediate: -4 * Int32(write.count))]
    var options = KernelOptions()
    options.limits.outputBytes = 1000
    var run = try Run(Program(loop).bytes, Run.configuration, options)
    #expect(run.finish() == .limit(.output(bytes: 1000)))
  }

  @Test("The same run twice has the same output, instructions, cycles, misses, faults and interrupts")
  func determinism() throws {
    let code =
      Code.call(.mmap, 0, 64 * 4096, 3, 0x22, UInt64.max, 0) + Code.li(8, 64)
      + [
        Instruction(.lui, rd: 5, immediate: 4096), Instruction(.sd, rs1: 10, rs2: 8),
        Instruction(.add, rd: 10, rs1: 10, rs2: 5), Instruction(.addi, rd: 8, rs1: 8, immediate: -1),
        Instruction(.bne, rs1: 8, immediate: -16),
      ] + Code.call(.write, 1, 0x2_0000, 50) + [Instruction(.rdcycle, rd: 10)] + Code.exit
    var configuration = Run.configuration
    configuration.isModelled = true
    var runs = try (0..<2).map { _ in try Run(Program(code).bytes, configuration) }
    let endings = [runs[0].finish(), runs[1].finish()]
    #expect(endings[0] == endings[1])
    #expect(runs[0].machine.harts[0].counters == runs[1].machine.harts[0].counters)
    #expect(runs[0].machine.memoryStatistics == runs[1].machine.memoryStatistics)
    #expect(runs[0].kernel.statistics == runs[1].kernel.statistics)
  }

  @Test("The kernel refills a software-managed TLB, and the program cannot tell", arguments: [1, 2, 8])
  func softwareRefill(entries: Int) throws {
    var configuration = Run.configuration
    configuration.isModelled = true
    configuration.tlbRefill = .software
    configuration.dtlb = TLBGeometry(entries: entries, ways: 1)
    configuration.itlb = TLBGeometry(entries: entries, ways: 1)
    configuration.stlb = nil
    // With one entry, an access that needs two would never succeed.
    #expect((configuration.problem == nil) == (entries > 1))
    guard entries > 1 else { return }
    var options = KernelOptions()
    options.limits.microseconds = 100_000
    // A misaligned store over a page border needs two translations at once.
    let code =
      Code.store(0x2_0000) + Code.li(5, 0x2_0ffc) + [Instruction(.sd, rs1: 5, rs2: 5)] + Code.call(.exit, 7)
    var run = try Run(Program(code).bytes, configuration, options)
    #expect(run.finish() == .ended(.exited(7)))
    #expect(run.kernel.statistics.tlbRefills > 3)
    #expect(run.machine.harts[0].counters.walks == 0)
  }
}
