import ELF
import Foundation
import Testing

@Suite struct ELFFileTests {
  @Test("what is written is read back") func roundTrip() throws {
    let file = try ELFFile(executable: smallProgram())
    #expect(file.type == .executable)
    #expect(file.entry == 0x11000)
    #expect(file.programHeaderOffset == 64)
    #expect(file.segments.map(\.virtualAddress) == [0x11000, 0x12000])
    #expect(file.segments.map(\.flags) == [[.read, .execute], [.read, .write]])
    #expect(Array(file.contents(of: file.segments[1])) == [1, 2, 3, 4])
    #expect(file.sections.map(\.name) == ["", ".text", ".data", ".symtab", ".strtab", ".shstrtab"])
    #expect(file.symbols.map(\.name) == ["_start", "next", "number"])
    #expect(file.symbol(named: "number")?.value == 0x12000)
    #expect(Array(file.contents(of: try #require(file.section(named: ".data")))) == [1, 2, 3, 4])
  }

  static let addresses: [(UInt64, String?)] = [
    (0x10fff, nil), (0x11000, "_start"), (0x11003, "_start"), (0x11004, "next"), (0x11007, "next"),
    (0x11008, nil),
    (0x12000, "number"), (0x12003, "number"), (0x12004, nil), (0, nil), (.max, nil),
  ]

  @Test("an address belongs to the symbol before it in its section", arguments: addresses)
  func symbolOfAddress(_ address: UInt64, _ name: String?) throws {
    #expect(try ELFFile(bytes: smallProgram()).symbol(containing: address)?.name == name)
  }

  /// A name, what to do to the bytes of a good program, and what the reader then says.
  static let mistakes: [(String, @Sendable (inout [UInt8]) -> Void, String)] = [
    ("a text file", { $0 = Array("#!/bin/sh\n".utf8) }, "not an ELF file"),
    ("an empty file", { $0 = [] }, "not an ELF file"),
    ("four bytes", { $0 = Array($0[..<4]) }, "truncated ELF file: it ends inside its header"),
    ("63 bytes", { $0 = Array($0[..<63]) }, "truncated ELF file: it ends inside its header"),
    ("100 bytes", { $0 = Array($0[..<100]) }, "truncated ELF file: it ends inside its program headers"),
    ("32 bits", { $0[4] = 1 }, "a 32-bit ELF file; 64-bit RISC-V (rv64) is needed"),
    ("big-endian", { $0[5] = 2 }, "a big-endian ELF file; 64-bit RISC-V is little-endian"),
    ("x86-64", { $0[18] = 62 }, "an ELF file for x86-64, not for 64-bit RISC-V"),
    ("AArch64", { $0[18] = 183 }, "an ELF file for AArch64, not for 64-bit RISC-V"),
    (
      "an unknown machine", { $0[19] = 99 }, "an ELF file for the machine number 25587, not for 64-bit RISC-V"
    ),
    ("version 9", { $0[20] = 9 }, "an ELF file of the unknown version 9"),
    ("a short header", { $0[52] = 10 }, "broken ELF file: its header has the size 10"),
    ("short program headers", { $0[54] = 10 }, "broken ELF file: its program header has the size 10"),
    ("program headers far away", { $0[39] = 0xff }, "truncated ELF file: it ends inside its program headers"),
    (
      "an object file", { $0[16] = 1 },
      "an object file that is not linked yet; link it into an executable first"
    ),
    (
      "a shared library", { $0[16] = 3 },
      "a shared library or position-independent program; link it with -static -no-pie"
    ),
    ("a core dump", { $0[16] = 4 }, "an ELF file of the type 4, not a program"),
    (
      "nothing to load",
      {
        $0[64] = 0; $0[120] = 0
      }, "a program without anything to load"
    ),
    ("an interpreter", { $0[120] = 3 }, "a program that needs a dynamic linker; link it with -static"),
    (
      "compressed instructions", { $0[48] = 1 },
      "a program with 16-bit instructions (rv64…c); compile it with -march=rv64ima"
    ),
    (
      "floating point", { $0[48] = 4 },
      "a program that passes floating-point registers; compile it with -march=rv64ima -mabi=lp64"
    ),
    ("a segment outside", { $0[64 + 15] = 0xff }, "broken ELF file: program header 0 lies outside the file"),
    (
      "more in the file than in memory", { $0[64 + 40] = 1 },
      "broken ELF file: program header 0 has more bytes in the file than in memory"
    ),
    (
      "around the address space", { bytes in for index in 0..<8 { bytes[64 + 40 + index] = 0xff } },
      "broken ELF file: program header 0 wraps around the address space"
    ),
    (
      "an odd alignment", { $0[64 + 48] = 3 },
      "broken ELF file: program header 0 has an alignment that is no power of two"
    ),
    (
      "an address unlike the offset", { $0[64 + 16] = 8 },
      "broken ELF file: program header 0 has an address and an offset that differ within the page"
    ),
  ]

  @Test("what cannot run is refused with the reason", arguments: mistakes.indices)
  func refusal(_ index: Int) {
    let (name, change, expected) = Self.mistakes[index]
    var bytes = smallProgram()
    change(&bytes)
    #expect(throws: ELFError.self, "\(name)") { try ELFFile(executable: bytes) }
    do { _ = try ELFFile(executable: bytes) } catch { #expect(error.description == expected, "\(name)") }
  }

  @Test("broken sections do not keep a program from being read") func brokenSections() throws {
    var bytes = smallProgram()
    for index in 40..<48 { bytes[index] = 0xff }
    let file = try ELFFile(executable: bytes)
    #expect(file.sections.isEmpty && file.symbols.isEmpty)
  }

  @Test("what ld.lld links is read as readelf would") func linkedByLLD() throws {
    try Toolchain.withProgram([]) { path, bytes in
      let file = try ELFFile(executable: bytes)
      #expect(file.symbol(named: "sum")?.type == .function)
      #expect(file.symbol(containing: file.entry)?.name == "_start")
      let names = try #require(try Toolchain.run("llvm-nm", [path])).split(separator: "\n")
      for line in names {
        let parts = line.split(separator: " ")
        #expect(file.symbol(named: String(parts[2]))?.value == UInt64(parts[0], radix: 16))
      }
    }
  }

  @Test("a mutated program is read or refused", arguments: 0..<10)
  func mutations(tenth: Int) throws {
    let count = ProcessInfo.processInfo.environment["RING3_SOAK"].flatMap { Int($0) } ?? 500
    let programs = [smallProgram(), try Toolchain.withProgram(["-g"]) { _, bytes in bytes }]
    for seed in stride(from: tenth, to: count, by: 10) {
      let bytes = mutated(programs[seed / 10 % 2], seed: seed)
      guard let file = try? ELFFile(bytes: bytes) else { continue }
      let lines = LineTable(file)
      for address in [0, file.entry, file.entry &+ 4, .max] as [UInt64] {
        _ = file.symbol(containing: address)
        _ = lines.location(of: address)
      }
      for section in file.sections {
        #expect(file.contents(of: section).count <= bytes.count, "seed \(seed)")
      }
    }
  }

  /// Changes some bytes, mostly in the headers and debugging sections, where each means something.
  private func mutated(_ program: [UInt8], seed: Int) -> [UInt8] {
    var bytes = program
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 1
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    if below(10) == 0 { bytes.removeLast(below(bytes.count)) }
    for _ in 0...below(16) where !bytes.isEmpty {
      let place = [
        below(min(bytes.count, 200)), below(bytes.count), bytes.count - 1 - below(min(bytes.count, 1500)),
      ][below(3)]
      bytes[place] = [0, 1, 0x7f, 0x80, 0xff, UInt8(below(256))][below(6)]
    }
    return bytes
  }
}
