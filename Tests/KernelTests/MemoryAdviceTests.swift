import ABI
import Kernel
import Machine
import Testing

/// What programs tell the kernel about their memory, and what it makes of that.
@Suite struct MemoryAdviceTests {
  private static func finish(
    _ source: String, _ configuration: MachineConfiguration = Run.configuration,
    _ options: KernelOptions = KernelOptions()
  ) throws -> Run {
    var run = try Run(assembly: source, configuration, options)
    let free = Kernel(options, machine: Machine(configuration)).freeFrames
    let pause = run.finish()
    #expect(pause == .ended(.exited(0)))
    #expect(run.kernel.freeFrames == free)
    return run
  }

  @Test("mremap grows where there is room, moves where there is none, and shrinks")
  func remap() throws {
    _ = try Self.finish(
      """
        call SYS_mmap, 0x10000000, 2 * 4096, 3, 0x32, -1
        li s0, 0x10001000
        li t0, 77
        sd t0, 0(s0)
        call SYS_mremap, 0x10000000, 2 * 4096, 4 * 4096, 0
        expect 0x10000000
        ld a0, 0(s0)
        expect 77
        call SYS_mmap, 0x10004000, 4096, 3, 0x32, -1
        call SYS_mremap, 0x10000000, 4 * 4096, 8 * 4096, 0
        expect -12
        call SYS_mremap, 0x10000000, 4 * 4096, 8 * 4096, 3, 0x20000000
        expect 0x20000000
        li s0, 0x20001000
        ld a0, 0(s0)
        expect 77
        call SYS_write, 1, 0x10001000, 1
        expect -14
        call SYS_mremap, 0x20000000, 8 * 4096, 4096, 0
        expect 0x20000000
        call SYS_write, 1, 0x20001000, 1
        expect -14
        call SYS_mremap, 0x30000000, 4096, 4096, 0
        expect -14
        call SYS_mremap, 0x20000000, 4096, 0, 0
        expect -22
        call SYS_mremap, 0x20000001, 4096, 4096, 0
        expect -22
        call SYS_mremap, 0x20000000, 4096, 4096, 2, 0x30000000
        expect -22
        exit 0
      """)
  }

  @Test("MADV_DONTNEED forgets, mincore tells what is there, locks hold")
  func advice() throws {
    _ = try Self.finish(
      """
        call SYS_mmap, 0x10000000, 4 * 4096, 3, 0x32, -1
        li s0, 0x10001000
        li t0, 77
        sd t0, 0(s0)
        call SYS_mincore, 0x10000000, 4 * 4096, 0x10000000
        expect 0
        li s1, 0x10000000
        lw a0, 0(s1)
        expect 0x0100
        call SYS_madvise, 0x10001000, 4096, 4
        expect 0
        ld a0, 0(s0)
        expect 0
        call SYS_mlock, 0x10002001, 4096
        expect 0
        call SYS_mincore, 0x10000000, 4 * 4096, 0x10000000
        lw a0, 0(s1)
        expect 0x01010101
        call SYS_madvise, 0x10002000, 4096, 4
        expect -22
        call SYS_munlock, 0x10002000, 8192
        expect 0
        call SYS_madvise, 0x10002000, 4096, 4
        expect 0
        call SYS_madvise, 0x10000000, 8 * 4096, 4
        expect -12
        call SYS_madvise, 0x10000000, 4096, 7
        expect -22
        call SYS_mlock, 0x30000000, 4096
        expect -12
        call SYS_mlockall, 0
        expect -22
        call SYS_msync, 0x10000000, 4096, 5
        expect -22
        exit 0
      """)
  }

  @Test("A child finds zeros where the parent said so, and nothing where it said that")
  func overFork() throws {
    _ = try Self.finish(
      """
        call SYS_mmap, 0x10000000, 2 * 4096, 3, 0x32, -1
        li s0, 0x10000000
        li t0, 5
        sd t0, 0(s0)
        call SYS_madvise, 0x10000000, 4096, 18
        expect 0
        call SYS_madvise, 0x10001000, 4096, 10
        expect 0
        call SYS_clone, 17
        beqz a0, child
        la a1, status
        li a0, -1
        li a2, 0
        li a3, 0
        li a7, SYS_wait4
        ecall
        la t0, status
        lw a0, 0(t0)
        expect 0
        exit 0
      child:
        ld a0, 0(s0)
        expect 0
        call SYS_write, 1, 0x10001000, 1
        expect -14
        exit 0
        .data
      status: .word 1
      """)
  }

  @Test("Memory that wants huge pages takes one fault for 2 MiB, and can be taken apart")
  func hugePages() throws {
    var configuration = Run.configuration
    configuration.memorySize = 16 << 20
    for isModelled in [false, true] {
      configuration.isModelled = isModelled
      let run = try Self.finish(
        """
          call SYS_mmap, 0x10000000, 4 << 20, 3, 0x40032, -1
          expect 0x10000000
          li s0, 0x10000000
          li s1, 4 << 20
          add s1, s1, s0
          li s2, 4096
        store:
          sd s0, 0(s0)
          add s0, s0, s2
          bltu s0, s1, store
          call SYS_munmap, 0x10001000, 4096
          call SYS_mprotect, 0x10200000, 4096, 1
          expect 0
          call SYS_write, 1, 0x10001000, 1
          expect -14
          call SYS_clone, 17
          li s0, 0x10300000
          ld a0, 0(s0)
          expect 0x10300000
          sd zero, 0(s0)
          li s0, 0x10200000
          ld a0, 0(s0)
          expect 0x10200000
          call SYS_wait4, -1
          exit 0
        """, configuration)
      #expect(run.kernel.memoryCounters.hugePages == 2)
      #expect(run.faults(.zeroFilled) < 10)
    }
  }

  @Test("A page that one hart unmaps is gone for a thread on another hart, whose TLB knew it")
  func shootDown() throws {
    var configuration = Run.configuration
    configuration.isModelled = true
    configuration.harts = 2
    var run = try Run(
      assembly: """
          call SYS_mmap, 0x10000000, 4096, 3, 0x32, -1
          call SYS_mmap, 0x20000000, 4096, 3, 0x32, -1
          li s0, 0x10000000
          call SYS_clone, 0x10f00, 0x20001000
          beqz a0, child
        wait:
          ld t0, 0(s0)
          beqz t0, wait
          call SYS_munmap, 0x10000000, 4096
        forever:
          j forever
        child:
          li t0, 1
          sd t0, 0(s0)
        spin:
          ld t1, 0(s0)
          j spin
        """, configuration)
    guard case .violation(.notMapped, let fault)? = run.crash()?.reason else {
      Issue.record("the thread was not stopped")
      return
    }
    #expect(fault.address == VirtualAddress(0x1000_0000))
    #expect(run.kernel.memoryCounters.shootDowns >= 1)
  }

  @Test("With fewer ASIDs than processes no process sees the memory of another one", arguments: [1, 2])
  func asids(harts: Int) throws {
    var configuration = Run.configuration
    configuration.isModelled = true
    configuration.harts = harts
    var options = KernelOptions()
    options.asidCount = 2
    _ = try Self.finish(
      """
        li s0, 6
      fork:
        call SYS_clone, 17
        beqz a0, child
        addi s0, s0, -1
        bnez s0, fork
        li s0, 6
      wait:
        la a1, status
        li a0, -1
        li a2, 0
        li a3, 0
        li a7, SYS_wait4
        ecall
        la t0, status
        lw t1, 0(t0)
        bnez t1, failed
        addi s0, s0, -1
        bnez s0, wait
        exit 0
      child:
        la s1, value
        li s2, 50
      again:
        sd s0, 0(s1)
        call 124
        ld a0, 0(s1)
        bne a0, s0, failed
        addi s2, s2, -1
        bnez s2, again
        exit 0
        .data
        .balign 8
      status: .quad 1
      value: .quad 0
      """, configuration, options)
  }

  /// A process that makes a child, which takes all memory, and returns how the child ended.
  private static let eater = """
      call SYS_clone, 17
      beqz a0, eat
      la a1, status
      li a0, -1
      li a2, 0
      li a3, 0
      li a7, SYS_wait4
      ecall
      la t0, status
      lw a0, 0(t0)
      expect 9
      exit 0
    eat:
      li t0, 4096
    touch:
      sub sp, sp, t0
      sd sp, 0(sp)
      j touch
      .data
    status: .word 1
    """

  @Test("When memory runs out the process goes that has most of it, the others go on, and it is said")
  func outOfMemory() throws {
    var configuration = Run.configuration
    configuration.memorySize = 1 << 20
    var run = try Run(assembly: Self.eater, configuration)
    #expect(run.finish() == .ended(.exited(0)))
    #expect(run.kernel.memoryCounters.kills == 1)
    let reports = run.kernel.takeReports().map(\.description)
    #expect(reports.count == 1 && reports[0].contains("killed test (pid 2), which had most of 2 processes"))
  }

  @Test("Where overcommit is off, mmap, brk and fork fail instead", arguments: [Overcommit.always, .never])
  func overcommit(choice: Overcommit) throws {
    var options = KernelOptions()
    options.overcommit = choice
    let isOff = choice == .never
    _ = try Self.finish(
      """
        call SYS_mmap, 0x10000000, 16 << 20, 3, 0x32, -1
        expect \(isOff ? "-12" : "0x10000000")
        call SYS_mmap, 0x10000000, 16 << 20, 1, 0x32, -1
        expect 0x10000000
        call SYS_mprotect, 0x10000000, 16 << 20, 3
        expect \(isOff ? -12 : 0)
        call SYS_mmap, 0x20000000, 3 << 20, 3, 0x32, -1
        expect 0x20000000
        call SYS_clone, 17
        beqz a0, child
        expect \(isOff ? -12 : 2)
        call SYS_wait4, -1
        exit 0
      child:
        exit 0
      """, Run.configuration, options)
  }
}
