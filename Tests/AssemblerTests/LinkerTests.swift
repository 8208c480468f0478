import Assembler
import ELF
import Foundation
import Testing

@Suite struct LinkerTests {
  static let hello = """
    .globl _start
    _start:
      la a1, message
      lw a2, length
      call finish
      .section .text.unused
    unused: nop
      .rodata
    message: .ascii "Hello"
    length: .word length - message
      .data
    counter: .dword message
      .bss
    zeros: .zero 100
      .text
    finish: la a0, zeros; la a3, counter; ret
    """

  private func object(_ source: String, path: String = "test.s", debugInfo: Bool = true) throws -> ObjectFile
  {
    let options = AssemblerOptions(debugInfo: debugInfo, workingDirectory: "/work")
    let assembly = Assembler.assemble(source: source + "\n", path: path, options: options)
    return try #require(assembly.object, "\(describe(assembly.diagnostics))")
  }

  private func link(_ sources: String...) throws -> ELFFile {
    let objects = try sources.enumerated().map { try object($1, path: "file\($0).s") }
    return try ELFFile(executable: Linker.link(objects).bytes)
  }

  private func errors(_ sources: String...) throws -> String {
    let objects = try sources.enumerated().map { try object($1, path: "file\($0).s") }
    do {
      _ = try Linker.link(objects)
      return ""
    } catch { return error.description }
  }

  @Test("each kind of memory has its own page-aligned segment with its own permissions") func segments()
    throws
  {
    let file = try link(Self.hello)
    let loads = file.segments.filter { $0.type == .load }
    #expect(loads.map(\.flags) == [.read, [.read, .execute], [.read, .write]])
    #expect(loads[0].virtualAddress == 0x10000)
    #expect(loads.dropFirst().allSatisfy { $0.virtualAddress % 4096 == 0 })
    #expect(loads.allSatisfy { $0.offset % 4096 == $0.virtualAddress % 4096 })
    #expect(loads[2].memorySize == loads[2].fileSize + 100)
    #expect(file.entry == file.symbol(named: "_start")?.value)
  }

  @Test("what nothing refers to is left out") func garbage() throws {
    let file = try link(Self.hello)
    #expect(file.symbol(named: "unused") == nil)
    #expect(file.symbol(named: "finish") != nil)
  }

  @Test("what must stay stays without being referred to") func roots() throws {
    let file = try link(
      ".globl _start\n_start: ret\n.section .init_array, \"aw\", @init_array\n.dword setup\n.section .text.setup, \"ax\"\nsetup: ret\n.section .text.kept, \"axR\"\nkept: ret"
    )
    #expect(file.symbol(named: "setup") != nil)
    #expect(file.symbol(named: "kept") != nil)
  }

  @Test("addresses are where the symbols are") func addresses() throws {
    let file = try link(Self.hello)
    let message = try #require(file.symbol(named: "message")).value
    let data = try #require(file.section(named: ".data"))
    #expect(Array(file.contents(of: data)) == (0..<8).map { UInt8(truncatingIfNeeded: message >> (8 * $0)) })
  }

  @Test("the linker and ld.lld put the same addresses into the same code") func sameAsLLD() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let object = try object(Self.hello, debugInfo: false)
    let path = try folder.write(object.encoded(), to: "hello.o")
    let result = try Toolchain.run("ld.lld", [path, "-o", "hello", "--no-relax"], in: folder.url)
    #expect(result.status == 0, "\(result.text)")
    let theirs = try ELFFile(executable: folder.read("hello"))
    let ours = try ELFFile(executable: Linker.link([object]).bytes)
    // Addresses differ; relative to each other both programs must compute the same symbols.
    for (file, name) in [(ours, "ours"), (theirs, "theirs")] {
      let text = Array(file.contents(of: try #require(file.section(named: ".text"))))
      let start = try #require(file.section(named: ".text")).address
      func word(_ offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(text[offset + $1]) << UInt32(8 * $1) }
      }
      let high = Int64(Int32(bitPattern: word(0) & 0xffff_f000))
      let low = Int64(Int32(bitPattern: word(4))) >> 20
      #expect(
        Int64(start) + high + low == Int64(try #require(file.symbol(named: "message")).value), "\(name)")
    }
  }

  @Test("several files make one program") func severalFiles() throws {
    let file = try link(
      ".globl _start\n_start: call helper\nla a0, shared\nbeqz a0, helper\n.comm shared, 8, 8",
      ".globl helper\nhelper: ret\n.comm shared, 64, 16")
    #expect(file.symbol(named: "helper") != nil)
    let shared = try #require(file.symbol(named: "shared"))
    #expect(shared.size == 64 && shared.value % 16 == 0)
  }

  @Test("a global definition replaces a weak one, a missing weak one is 0") func weak() throws {
    let file = try link(
      ".globl _start\n_start: la a0, hook\n.dword missing\n.weak hook, missing\nhook: nop",
      ".globl hook\n.section .text.strong, \"ax\"\nhook: ret")
    let strong = try #require(file.symbol(named: "hook"))
    #expect(strong.binding == .global)
  }

  @Test("of groups with the same name one is kept") func groups() throws {
    let group = ".section .text.shared, \"axG\", @progbits, shared, comdat\n.weak shared\nshared: ret\n"
    let file = try link(".globl _start\n_start: call shared\n" + group, group)
    #expect(file.symbols.count { $0.name == "shared" } == 1)
  }

  @Test("the linker defines what start-up code asks for") func ownSymbols() throws {
    let file = try link(
      ".globl _start\n_start: la gp, __global_pointer$\nla a0, __bss_start\nla a1, _end\nla a2, _edata\nla a3, __init_array_start\nla a4, __init_array_end\nla a5, __start_table\n.section table, \"a\"\n.word 1\n.bss\nx: .zero 8\n.text\nla a0, x"
    )
    let start = try #require(file.symbol(named: "__bss_start")).value
    #expect(try #require(file.symbol(named: "_end")).value == start + 8)
    #expect(file.section(named: "table") != nil)
  }

  @Test("thread-local variables have offsets from the thread pointer") func threadLocal() throws {
    let file = try link(
      ".globl _start\n_start: lui a0, %tprel_hi(second)\nadd a0, a0, tp, %tprel_add(second)\nlw a0, %tprel_lo(second)(a0)\n.section .tdata, \"awT\", @progbits\nfirst: .word 1\nsecond: .word 2"
    )
    let text = Array(file.contents(of: try #require(file.section(named: ".text"))))
    #expect(Array(text[8..<12]) == [0x03, 0x25, 0x45, 0x00])
    #expect(file.segments.contains { $0.type == .threadLocal })
  }

  @Test("a debugger finds each line") func lines() throws {
    let file = try link(".globl _start\n_start:\n  li a0, 1\n  # nothing\n  ecall\n")
    let table = LineTable(file)
    #expect(table.location(of: file.entry)?.description == "/work/file0.s:3")
    #expect(table.location(of: file.entry + 4)?.description == "/work/file0.s:5")
    #expect(table.location(of: file.entry + 8) == nil)
  }

  @Test("mistakes are reported where they are")
  func mistakes() throws {
    #expect(
      try errors(".globl _start\n_start: call helpr", ".globl helper\nhelper: ret") == """
        file0.s:2:14: error: 'helpr' is not defined; did you mean 'helper'?
        _start: call helpr
                     ^
        """)
    #expect(
      try errors(".globl _start\n_start: call helper", "helper: ret") == """
        file0.s:2:14: error: 'helper' is not defined here; file1.s has it, but without '.globl helper'
        _start: call helper
                     ^
        """)
    #expect(
      try errors(".globl _start\n_start: ret", ".globl _start\n_start: ret") == """
        file1.s:2:1: error: '_start' is already defined, in line 2 of file0.s
        _start: ret
        ^
        """)
    #expect(
      try errors("_start: ret") == """
        file0.s:1:1: error: '_start' is not visible to the linker; add '.globl _start'
        _start: ret
        ^
        """)
    #expect(
      try errors("main: ret")
        == "file0.s: error: the program has no '_start', where programs begin; define it with '.globl _start'"
    )
    #expect(
      try errors(".globl _start\n_start: jal far\n.zero 2000000", ".globl far\nfar: ret") == """
        file0.s:2:13: error: the target is 2000004 bytes away: -1048576 to 1048574 are possible
        _start: jal far
                    ^
        """)
  }
}
