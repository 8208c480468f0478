import ABI
import Kernel
import Machine
import Testing

/// Reference strings of textbooks, made by a program, with the faults that the books count.
@Suite struct ReplacementTests {
  /// Bélády's string, for which FIFO takes more faults with more frames.
  static let belady = [1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5]
  /// The string of Silberschatz, Galvin and Gagne, Operating System Concepts, section 10.4.
  static let silberschatz = [7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1]

  /// A program that locks what it has, and then refers to pages of a mapping one after the other.
  static func references(_ string: [Int], isStore: Bool = false) -> String {
    """
      call SYS_mlockall, 1
      expect 0
      call SYS_mmap, 0x10000000, 16 * 4096, 3, 0x32, -1
      la s0, string
      li s1, \(string.count)
      li s2, 0x10000000
    next:
      lbu t0, 0(s0)
      slli t0, t0, 12
      add t0, t0, s2
      \(isStore ? "sb" : "lb") t1, 0(t0)
      addi s0, s0, 1
      addi s1, s1, -1
      bnez s1, next
      exit 0
      .data
    string: .byte \(string.map(String.init).joined(separator: ", "))
    """
  }

  /// What came of a reference string.
  struct Outcome {
    /// Faults for which a page had to come.
    var faults = 0
    var references: [Int] = []
    var counters = MemoryCounters()
    var freeFrames = 0
  }

  static func outcome(
    of string: [Int], frames: Int?, _ choice: ReplacementChoice, records: Bool = false, isStore: Bool = true,
    isModelled: Bool = false
  ) throws -> Outcome {
    var configuration = Run.configuration
    configuration.swapSize = 1 << 20
    configuration.isModelled = isModelled
    var options = KernelOptions()
    options.replacement.choice = choice
    options.replacement.frameLimit = frames
    options.replacement.recordsReferences = records
    options.recording = .faults
    var run = try Run(assembly: references(string, isStore: isStore), configuration, options)
    var outcome = Outcome()
    #expect(run.finish() == .ended(.exited(0)))
    for event in run.kernel.takeEvents() {
      guard case .pageFault(_, let resolution, let area, _, _) = event.kind, area?.purpose == .mapping else {
        continue
      }
      if resolution == .zeroFilled || resolution == .swappedIn { outcome.faults += 1 }
    }
    outcome.references = run.kernel.referenceString.pages.compactMap {
      $0.rawValue >= 0x1000_0000 && $0.rawValue < 0x1001_0000 ? Int($0.rawValue >> 12 & 15) : nil
    }
    outcome.counters = run.kernel.memoryCounters
    outcome.freeFrames = run.kernel.freeFrames
    return outcome
  }

  /// String, frames, policy, faults.
  static let published: [([Int], Int, String, Int)] = [
    (belady, 3, "fifo", 9), (belady, 4, "fifo", 10), (belady, 3, "lru:exact", 10),
    (belady, 4, "lru:exact", 8),
    (belady, 3, "optimal", 7), (belady, 4, "optimal", 6),
    (silberschatz, 3, "fifo", 15), (silberschatz, 3, "lru:exact", 12), (silberschatz, 3, "optimal", 9),
  ]

  @Test("The published numbers of faults come out of real page faults", arguments: published)
  func publishedCounts(string: [Int], frames: Int, name: String, faults: Int) throws {
    for isModelled in [false, true] {
      let outcome = try Self.outcome(
        of: string, frames: frames, try Self.choice(name, string), isModelled: isModelled)
      #expect(outcome.faults == faults, "modelled: \(isModelled)")
    }
  }

  private static func choice(_ name: String, _ string: [Int]) throws -> ReplacementChoice {
    guard name == "optimal" else { return try #require(ReplacementChoice(name)) }
    var configuration = Run.configuration
    configuration.swapSize = 1 << 20
    var options = KernelOptions()
    options.replacement.recordsReferences = true
    var run = try Run(assembly: references(string, isStore: true), configuration, options)
    run.finish()
    return .optimal(run.kernel.referenceString)
  }

  @Test("A recording holds every reference in order")
  func recording() throws {
    let outcome = try Self.outcome(of: Self.silberschatz, frames: nil, .fifo, records: true)
    #expect(outcome.references == Self.silberschatz)
    let string = ReferenceString(text: "0x1000\n0x2000\n")
    #expect(string?.text == "0x1000\n0x2000\n")
    #expect(ReferenceString(text: "page 1") == nil)
  }

  @Test(
    "Under every policy a page that comes back holds what was written, and nothing is left over",
    arguments: ReplacementChoice.names.filter { $0 != "optimal" } + ["lru:exact", "lfu:exact"])
  func contents(name: String) throws {
    var configuration = Run.configuration
    configuration.swapSize = 1 << 20
    var options = KernelOptions()
    options.replacement.choice = try #require(ReplacementChoice(name))
    options.replacement.frameLimit = 6
    var run = try Run(assembly: Self.twoRounds, configuration, options)
    let free = Kernel(options, machine: Machine(configuration)).freeFrames
    #expect(run.finish() == .ended(.exited(0)))
    #expect(run.kernel.memoryCounters.swapIns >= 20)
    #expect(run.kernel.freeFrames == free)
    #expect(run.kernel.freeSwapSlots == 256)
  }

  /// Writes a number to each of 30 pages, forks, and adds the numbers up in both processes.
  private static let twoRounds = """
      call SYS_mmap, 0x10000000, 30 * 4096, 3, 0x32, -1
      li s0, 0x10000000
      li s1, 30
      li s3, 4096
    store:
      sd s1, 8(s0)
      add s0, s0, s3
      addi s1, s1, -1
      bnez s1, store
      call SYS_clone, 17
      mv s4, a0
      li s0, 0x10000000
      li s1, 30
      li s2, 0
    load:
      ld t0, 8(s0)
      add s2, s2, t0
      sd zero, 16(s0)
      add s0, s0, s3
      addi s1, s1, -1
      bnez s1, load
      mv a0, s2
      expect 465
      beqz s4, done
      la a1, status
      li a0, -1
      li a2, 0
      li a3, 0
      li a7, SYS_wait4
      ecall
      la t0, status
      lw a0, 0(t0)
      expect 0
    done:
      exit 0
      .data
    status: .word 1
    """

  @Test("With few frames in all, processes swap, and a system call waits for its pages too")
  func globalPressure() throws {
    var configuration = Run.configuration
    configuration.memorySize = 256 << 10
    configuration.swapSize = 1 << 20
    var run = try Run(
      assembly: """
          call SYS_mmap, 0x10000000, 100 * 4096, 3, 0x32, -1
          li s0, 0x10000000
          li s1, 100
          li s3, 4096
        store:
          sd s1, 0(s0)
          add s0, s0, s3
          addi s1, s1, -1
          bnez s1, store
          call SYS_write, 1, 0x10000000, 100 * 4096
          li t0, 100 * 4096
          bne a0, t0, failed
          exit 0
        """, configuration)
    #expect(run.finish() == .ended(.exited(0)))
    #expect(run.output.count == 100 * 4096)
    let first = stride(from: 0, to: run.output.count, by: 4096).map { run.output[$0] }
    #expect(first == (1...100).reversed())
    #expect(run.kernel.memoryCounters.swapOuts > 50)
    #expect(run.kernel.freeSwapSlots == 256)
  }

  @Test("A limit on resident memory that the program sets with setrlimit holds")
  func residentLimit() throws {
    var configuration = Run.configuration
    configuration.swapSize = 1 << 20
    var run = try Run(
      assembly: """
          la a2, limit
          li a0, 0
          li a1, 5
          li a3, 0
          li a7, SYS_prlimit
          ecall
          expect 0

        """ + Self.references([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], isStore: true) + """

            .balign 8
          limit: .quad 3 * 4096, 3 * 4096
          """, configuration)
    #expect(run.finish() == .ended(.exited(0)))
    // With three frames for five pages in a circle, the clock faults each time.
    #expect(run.faults(.swappedIn) >= 5)
  }

  @Test("A page that was not written since it came back is not written to the disk again")
  func cleanPages() throws {
    let string = Array(0..<8) + Array(0..<8) + Array(0..<8)
    let stores = try Self.outcome(of: string, frames: 3, .fifo, isStore: true)
    let loads = try Self.outcome(of: string, frames: 3, .fifo, isStore: false)
    #expect(stores.counters.swapIns == 16)
    #expect(stores.counters.swapOuts == 21)
    #expect(loads.counters.swapIns == 16)
    #expect(loads.counters.swapOuts == 8)
  }
}
