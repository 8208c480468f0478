import ABI
import Kernel
import Machine
import Testing

/// mmap, munmap and mprotect: what is mapped, by whom it is seen, and what is refused.
@Suite struct MemoryMapTests {
  /// The areas of mappings that a program has when it comes to `ebreak`.
  private func mappings(of source: String) throws -> [VMA] {
    var run = try Run(assembly: source + "\n  ebreak\n")
    let crash = run.crash()
    let report = try #require(crash)
    #expect(report.signal == .trap)
    return report.areas.filter { $0.purpose == .mapping }
  }

  private static let eightPages = "  call SYS_mmap, 0x10000000, 8 * 4096, 3, 0x32, -1\n"

  @Test("mprotect splits an area in three, and areas that are alike again are one")
  func splitAndMerge() throws {
    let split = try mappings(of: Self.eightPages + "  call SYS_mprotect, 0x10002000, 2 * 4096, 1\n  expect 0")
    let rights: [MemoryProtection] = [[.read, .write], .read, [.read, .write]]
    #expect(split.map(\.size) == [8192, 8192, 16384])
    #expect(split.map(\.protection) == rights)
    let merged = try mappings(
      of: Self.eightPages + """
          call SYS_mprotect, 0x10002000, 2 * 4096, 1
          call SYS_mprotect, 0x10000000, 4096, 1
          call SYS_mprotect, 0x10000000, 8 * 4096, 3
          expect 0
        """)
    #expect(merged.map(\.size) == [32768])
  }

  @Test("Mappings side by side are one area, of a file too where its offsets follow each other")
  func neighbours() throws {
    let open = """
        la a1, path
        li a0, -100
        li a2, 0x42
        li a3, 0600
        li a7, SYS_openat
        ecall
        expect 3
        call SYS_ftruncate, 3, 8 * 4096

      """
    let path = "\n  ebreak\n  .data\npath: .asciz \"/tmp/file\"\n  .text\n"
    let following = try mappings(
      of: open + """
          call SYS_mmap, 0x10000000, 4096, 1, 0x12, 3, 0
          call SYS_mmap, 0x10001000, 4096, 1, 0x12, 3, 4096
        """ + path)
    #expect(following.map(\.size) == [8192])
    let apart = try mappings(
      of: open + """
          call SYS_mmap, 0x10000000, 4096, 1, 0x12, 3, 0
          call SYS_mmap, 0x10001000, 4096, 1, 0x12, 3, 8192
        """ + path)
    #expect(apart.map(\.size) == [4096, 4096])
  }

  @Test("What mprotect takes away is gone on every hart at once, and what it gives is there")
  func rights() throws {
    var run = try Run(
      assembly: Self.eightPages + """
          li s0, 0x10000000
          li t0, 7
          sd t0, 0(s0)
          call SYS_mprotect, 0x10000000, 4096, 0
          expect 0
          call SYS_write, 1, 0x10000000, 8
          expect -14
          call SYS_mprotect, 0x10000000, 4096, 1
          ld a0, 0(s0)
          expect 7
          call SYS_read, 0, 0x10000000, 8
          expect 0
          call SYS_mprotect, 0x10000000, 4096, 3
          sd zero, 0(s0)
          call SYS_mprotect, 0x10000000, 4096, 1
          sd zero, 0(s0)
          exit 0
        """)
    guard case .violation(.notPermitted(.read), let fault)? = run.crash()?.reason else {
      Issue.record("the last store was not refused")
      return
    }
    #expect(fault.address == VirtualAddress(0x1000_0000))
    #expect(fault.access == .store)
  }

  /// Code that forks: the child gets 0.
  private static let fork = "  call SYS_clone, 17\n  beqz a0, child\n  call SYS_wait4, -1\n"

  @Test(
    "Shared memory is seen by parent and child, private memory is not", arguments: [(0x21, 42), (0x22, 0)])
  func overFork(flags: Int, seen: Int) throws {
    var run = try Run(
      assembly: """
          call SYS_mmap, 0x10000000, 4096, 3, \(flags) | 0x10, -1
        \(Self.fork)
          li s0, 0x10000000
          ld a0, 0(s0)
          expect \(seen)
          exit 0
        child:
          li s0, 0x10000000
          li t0, 42
          sd t0, 0(s0)
          exit 0
        """)
    let free = Kernel(KernelOptions(), machine: Machine(Run.configuration)).freeFrames
    #expect(run.finish() == .ended(.exited(0)))
    #expect(run.kernel.freeFrames == free)
  }

  private static let file = """
      la a1, path
      li a0, -100
      li a2, 0x42
      li a3, 0600
      li a7, SYS_openat
      ecall
      expect 3
      la a1, text
      li a0, 3
      li a2, 5
      li a7, SYS_write
      ecall
      expect 5

    """
  private static let names =
    "\n  .data\npath: .asciz \"/tmp/file\"\ntext: .ascii \"hello\"\n  .bss\nroom: .space 8\n"

  @Test("A shared mapping of a file is the file, a private one is a copy of what was written to")
  func files() throws {
    var run = try Run(
      assembly: Self.file + """
          call SYS_mmap, 0x10000000, 4096, 3, 0x11, 3
          expect 0x10000000
          call SYS_mmap, 0x20000000, 4096, 3, 0x12, 3
          expect 0x20000000
          li s0, 0x10000000
          li s1, 0x20000000
          lbu a0, 0(s1)
          expect 'h'
          li t0, 'j'
          sb t0, 0(s0)
          lbu a0, 0(s1)
          expect 'j'
          li t0, 'x'
          sb t0, 0(s1)
          lbu a0, 0(s0)
          expect 'j'
          la a1, path
          li a0, -100
          li a2, 0
          li a7, SYS_openat
          ecall
          expect 4
          la a1, room
          li a0, 4
          li a2, 8
          li a7, SYS_read
          ecall
          expect 5
          la s2, room
          lbu a0, 0(s2)
          expect 'j'
          lbu a0, 5(s0)
          expect 0
          exit 0
        """ + Self.names)
    let free = Kernel(KernelOptions(), machine: Machine(Run.configuration)).freeFrames
    #expect(run.finish() == .ended(.exited(0)))
    #expect(run.kernel.freeFrames == free)
    #expect(run.kernel.memoryCounters.writeBacks == 1)
  }

  @Test("Who touches a page behind the end of its file gets SIGBUS, also where the file had it before")
  func beyondFile() throws {
    for cut in ["", "  lbu a0, 0(s0)\n  call SYS_ftruncate, 3, 0\n"] {
      let page = cut.isEmpty ? "0x10001000" : "0x10000000"
      var run = try Run(
        assembly: Self.file + """
            call SYS_mmap, 0x10000000, 8192, 3, 0x11, 3
            li s0, 0x10000000
          \(cut)
            li s0, \(page)
            lbu a0, 0(s0)
            exit 0
          """ + Self.names)
      let report = run.crash()
      #expect(report?.signal == .bus)
      guard case .beyondFile? = report?.reason else {
        Issue.record("\(String(describing: report?.reason))")
        return
      }
    }
  }

  @Test("A program that is executed a second time finds its text in memory")
  func sharedText() throws {
    var run = try Run(
      assembly: """
          ld t0, 0(sp)
          li t1, 1
          bne t0, t1, again
          la a1, arguments
          la a0, path
          li a2, 0
          li a7, SYS_execve
          ecall
        again:
          exit 0
          .data
        path: .asciz "/bin/test"
          .balign 8
        arguments: .quad path, path, 0
        """)
    #expect(run.finish() == .ended(.exited(0)))
    #expect(run.faults(.readFromFile) == 2)
    #expect(run.faults(.foundInCache) == 1)
  }

  @Test("Pages of files make room for others, and come back as they were written")
  func reclaim() throws {
    var configuration = Run.configuration
    configuration.memorySize = 400 << 10
    var run = try Run(
      assembly: Self.file + """
          li s0, 60           # pages of the file
          la s1, page
        write:
          sd s0, 0(s1)
          li a0, 3
          mv a1, s1
          li a2, 4096
          li a7, SYS_write
          ecall
          expect 4096
          addi s0, s0, -1
          bnez s0, write
          call SYS_mmap, 0x10000000, 75 * 4096, 3, 0x32, -1
          li s2, 0x10000000
          li s3, 75
        touch:
          sd s3, 0(s2)
          li t0, 4096
          add s2, s2, t0
          addi s3, s3, -1
          bnez s3, touch
          call SYS_munmap, 0x10000000, 75 * 4096
          la a1, path
          li a0, -100
          li a2, 0
          li a7, SYS_openat
          ecall
          expect 4
          li a0, 4
          la a1, room
          li a2, 5
          li a7, SYS_read
          ecall
          li s0, 60
        read:
          li a0, 4
          mv a1, s1
          li a2, 4096
          li a7, SYS_read
          ecall
          ld a0, 0(s1)
          bne a0, s0, failed
          addi s0, s0, -1
          bnez s0, read
          exit 0
          .bss
          .balign 4096
        page: .space 4096
        """ + Self.names, configuration)
    #expect(run.finish() == .ended(.exited(0)))
    #expect(run.kernel.memoryCounters.writeBacks >= 60)
  }

  /// Calls that are refused, with the error of Linux 6.
  static let refusals: [(String, Int)] = [
    ("mmap, 0, 4096, 3, 0x22, -1, 1", 22), ("mmap, 0, 4096, 1, 0x02, 99", 9),
    ("mmap, 0, 4096, 1, 0x02, 0", 19), ("mmap, 0, 4096, 1, 0x23, -1", 22),
    ("mmap, 0, 4096, 1, 0x00, 3", 22), ("mmap, 0, 4096, 3, 0x01, 3", 13), ("mmap, 0, 4096, 1, 0x02, 4", 13),
    ("mmap, 0, 8192, 1, 0x02, 3, 0x7ffffffffffff000", 75), ("mmap, 0, 4096, 1, 0x80003, 3", 95),
    ("mmap, 0, 4096, 1, 0x32, -1", 1), ("mprotect, 1, 4096, 1", 22), ("mprotect, 0x10000000, 4096, 1", 12),
    ("mprotect, 0x10000000, 4096, 8192", 22), ("mprotect, 0x10000000, 4096, 0x3000000", 22),
    ("mprotect, 0x3ffffff000, 8192, 1", 12), ("mprotect, 0x20000000, 4096, 2", 13),
  ]

  @Test("Calls that Linux refuses are refused with its error", arguments: refusals)
  func refusal(call: String, errno: Int) throws {
    // Descriptor 3 is a file for reading, 4 the same for writing; at 0x20000000 it is mapped shared.
    var run = try Run(
      assembly: """
          la a1, path
          li a0, -100
          li a2, 0x40
          li a3, 0600
          li a7, SYS_openat
          ecall
          expect 3
          la a1, path
          li a0, -100
          li a2, 1
          li a7, SYS_openat
          ecall
          expect 4
          call SYS_mmap, 0x20000000, 4096, 1, 0x11, 3
          expect 0x20000000
          call SYS_\(call)
          expect -\(errno)
          exit 0
        """ + Self.names)
    #expect(run.finish() == .ended(.exited(0)))
  }
}
