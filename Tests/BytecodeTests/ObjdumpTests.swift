import Bytecode
import ELF
import Foundation
import RandomPrograms
import Testing

/// Random machine words, held against LLVM's disassembler.
///
/// LLVM knows more than user mode has. These words are instructions for it and rightly none for us:
/// - the CSR instructions, but for the reads of cycle, time and instret that `rdcycle` and its like are;
/// - what needs a privilege: mret, sret, mnret, wfi, sfence.vma and its like, dret.
///
/// All of them have the major opcode SYSTEM. Words whose low seven bits are all ones begin instructions of 80 bits
/// and more (unprivileged manual, section 1.5), on which LLVM loses its step: they are not shown to it.
@Suite struct ObjdumpTests {
  @Test("Every random word decodes to what llvm-objdump says or is illegal for both")
  func sameAsObjdump() throws {
    var random = SplitMix64(seed: Amount.seed)
    var left = Amount.of("RING3_WORDS", ordinarily: 200_000)
    while left > 0 {
      let words = (0..<min(left, 250_000)).map { _ in Self.word(using: &random) }
      let texts = try Objdump.disassemble(words)
      for (index, (word, theirs)) in zip(words, texts).enumerated() {
        let instruction = Instruction(decoding: word)
        let ours = text(of: instruction, at: UInt64(index) * Objdump.stride)
        if ours == theirs { continue }
        if ours == nil, word & 0x7f == 0x73, Self.isPrivileged(theirs!) { continue }
        let hex = String(word, radix: 16)
        Issue.record("0x\(hex): \(ours ?? "illegal") here, \(theirs ?? "illegal") there")
        return
      }
      left -= words.count
    }
  }

  /// Half of the words are any, the others near an instruction: its fixed bits, of which one may be wrong.
  private static func word(using random: inout SplitMix64) -> UInt32 {
    let any = UInt32(truncatingIfNeeded: random.next())
    guard Bool.random(using: &random) else { return any }
    let spec = InstructionSpec.all.dropFirst().randomElement(using: &random)!
    let flaw: UInt32 =
      Int.random(in: 0..<3, using: &random) == 0 ? 1 << UInt32.random(in: 0..<32, using: &random) : 0
    return spec.match | any & ~spec.mask ^ flaw
  }

  private static func isPrivileged(_ text: String) -> Bool {
    let mnemonic = text.prefix { $0 != " " }
    let names = [
      "mret", "mnret", "sret", "dret", "wfi", "sfence.vma", "sfence.w.inval", "sfence.inval.ir", "sinval.vma",
      "hfence.vvma", "hfence.gvma",
    ]
    return mnemonic.hasPrefix("csrr") || names.contains(String(mnemonic))
  }

  /// Our disassembly in LLVM's dialect, which has no `rdcycle` and prints upper immediates in decimal.
  private func text(of instruction: Instruction, at address: UInt64) -> String? {
    let rd = Register.names[Int(instruction.rd)]
    switch instruction.opcode {
    case .illegal: return nil
    case .rdcycle: return "csrrs \(rd), cycle, zero"
    case .rdtime: return "csrrs \(rd), time, zero"
    case .rdinstret: return "csrrs \(rd), instret, zero"
    case .lui, .auipc:
      return "\(instruction.mnemonic) \(rd), \(UInt32(bitPattern: instruction.immediate) >> 12)"
    default: return instruction.assembly(at: address)
    }
  }
}

/// The disassembler that comes with the Swift toolchain.
enum Objdump {
  /// Bytes from one word to the next. In between stand `nop`s, so that LLVM, which takes some words for halves of a
  /// longer or a shorter instruction, finds into step again.
  static let stride: UInt64 = 16

  struct Missing: Error, CustomStringConvertible {
    let description = "llvm-objdump is missing: put the Swift toolchain's usr/bin, where swiftc is, into PATH"
  }

  /// What objdump says of each word; nil if it is no instruction.
  static func disassemble(_ words: [UInt32]) throws -> [String?] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("ring3-\(UUID().uuidString).o")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(object(words)).write(to: file)
    let process = Process()
    let output = Pipe()
    process.executableURL = try executable()
    process.arguments = [
      "-d", "--triple=riscv64", "--mattr=+m,+a", "-M", "no-aliases", "--no-print-imm-hex", file.path,
    ]
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return parse(text, count: words.count)
  }

  private static func executable() throws -> URL {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders = path.split(separator: ":").map { URL(fileURLWithPath: String($0)) }
    func isExecutable(_ file: URL) -> Bool { FileManager.default.isExecutableFile(atPath: file.path) }
    // Other versions of LLVM may be installed too: the one beside swiftc comes first.
    let compilers = folders.map { $0.appendingPathComponent("swiftc") }.filter(isExecutable)
    let toolchains = compilers.map { $0.resolvingSymlinksInPath().deletingLastPathComponent() }
    let candidates = (toolchains + folders).map { $0.appendingPathComponent("llvm-objdump") }
    guard let found = candidates.first(where: isExecutable) else { throw Missing() }
    return found
  }

  private static func object(_ words: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(words.count * Int(stride))
    let nop = Instruction(.addi).word
    for word in words { for one in [presentable(word), nop, nop, nop] { bytes.append(littleEndian: one) } }
    var writer = ELFWriter(type: .relocatable)
    writer.sections = [.init(".text", type: .programBits, flags: [.allocate, .execute], contents: bytes)]
    return writer.encoded()
  }

  /// A word as LLVM gets to see it: nothing of the very long, and of the 16-bit ones not the next one's half.
  private static func presentable(_ word: UInt32) -> UInt32 {
    if word & 0x7f == 0x7f { return 0 }
    return word & 3 == 3 ? word : word & 0xffff
  }

  /// Reads lines such as `      24: fe051ee3     \tbne\ta0, zero, 0x20 <.text+0x20>`.
  private static func parse(_ text: Data, count: Int) -> [String?] {
    var texts = [String?](repeating: nil, count: count)
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: "\t"))
      guard fields.count >= 2, let colon = fields[0].firstIndex(of: UInt8(ascii: ":")) else { continue }
      let address = UInt64(string(fields[0][..<colon]).drop { $0 == " " }, radix: 16)
      guard let address, address % stride == 0, string(fields[1]) != "<unknown>" else { continue }
      var words = fields[1...].map { string($0).filter { $0 != "\r" } }
      if let last = words.last, let mark = last.firstIndex(of: "<") {
        words[words.count - 1] = String(last[..<mark].dropLast())
      }
      texts[Int(address / stride)] = words.joined(separator: " ")
    }
    return texts
  }

  private static func string(_ bytes: Data.SubSequence) -> String { String(decoding: bytes, as: UTF8.self) }
}
