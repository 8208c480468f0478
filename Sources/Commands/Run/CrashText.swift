import ABI
import Bytecode
import ELF
import Kernel
import Machine

/// What a person reads when a program was killed for what it did.
///
///     ring3: life (pid 1) was killed by SIGSEGV: Segmentation fault
///       It wanted to store to 0x0, where nothing is mapped: a null pointer.
///       at 0x11158 <main+0x18>: sd a0, 0(a1)
///       life.c:12:  *cell = alive;
///       called from 0x110f0 <play+0x40>, life.c:40
struct CrashText {
  private let report: CrashReport
  private let elf: ELFFile
  private let lines: LineTable
  private var sources: SourceLines

  init(_ report: CrashReport, elf: ELFFile, sources: SourceLines) {
    self.report = report
    self.elf = elf
    lines = LineTable(elf)
    self.sources = sources
  }

  /// All lines of the report.
  var text: String {
    let signal = report.signal
    let style = Terminal.errorStyle
    let head =
      "ring3: \(report.name) (pid \(report.pid.rawValue)) was killed by "
      + style.red("\(signal.cName): \(signal.message)")
    let indented = [reason, instruction] + place + caller + [""] + registers
    return head + "\n" + indented.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }

  // MARK: What happened

  private var reason: String {
    switch report.reason {
    case .violation(.notMapped, let fault):
      return "It wanted to \(attempt(fault)), where nothing is mapped\(guess(fault.address.rawValue))."
    case .violation(.notPermitted(let protection), let fault):
      return
        "It wanted to \(attempt(fault)), which is mapped \(rights(protection))\(owner(of: fault.address))."
    case .violation(.stackOverflow(let limit), let fault):
      return "It wanted to \(attempt(fault)), but the stack has reached its limit of \(limit >> 20) MiB: "
        + "an endless recursion, or very large local variables."
    case .beyondFile(let fault):
      return "It wanted to \(attempt(fault)), beyond the end of the file that is mapped there."
    case .misaligned(let fault):
      return "It wanted to \(attempt(fault)), which is not a multiple of the size of the access."
    case .illegalInstruction(0xc000_1073):
      return "It came to unimp, which compilers put where a program must never come, "
        + "as after an operation whose result C leaves undefined."
    case .illegalInstruction(let word):
      return "It wanted to execute 0x\(hexadecimal(UInt64(word), 8)), which is no instruction of RV64IMA."
    case .breakpoint:
      return "It executed ebreak, which stops a program for a debugger; there is none."
    case .outOfMemory(let fault):
      return "It wanted to \(attempt(fault)), and the machine has no memory left; "
        + "--memory or --swap gives it more."
    }
  }

  private func attempt(_ fault: PageFault) -> String {
    let address = "0x" + String(fault.address.rawValue, radix: 16)
    return switch fault.access {
    case .load: "load from \(address)"
    case .store: "store to \(address)"
    case .fetch: "execute at \(address)"
    }
  }

  private func guess(_ address: UInt64) -> String {
    if address < 4096 { return ": a null pointer" }
    let stack = report.areas.last { $0.purpose == .stack }
    if let stack, address < stack.start.rawValue, stack.start.rawValue - address < 1 << 20 {
      return ", just below the stack"
    }
    let heap = report.areas.last { $0.purpose == .heap }
    if let heap, address >= heap.end.rawValue, address - heap.end.rawValue < 1 << 20 {
      return ", just above the heap"
    }
    return ""
  }

  private func rights(_ protection: MemoryProtection) -> String {
    let names = [(MemoryProtection.read, "reading"), (.write, "writing"), (.execute, "executing")]
    let granted = names.filter { protection.contains($0.0) }.map(\.1)
    return granted.isEmpty ? "without any right" : "for \(granted.joined(separator: " and ")) only"
  }

  private func owner(of address: VirtualAddress) -> String {
    let area = report.areas.first { $0.start <= address && address < $0.end }
    if area?.purpose == .program, let name = symbolic(address.rawValue) { return " (\(name))" }
    return switch area?.purpose {
    case .heap: " (the heap)"
    case .stack: " (the stack)"
    default: ""
    }
  }

  // MARK: Where

  private var instruction: String {
    let address = "at 0x" + String(report.pc, radix: 16)
    let name = symbolic(report.pc).map { " <\($0)>" } ?? ""
    let text = report.word.map { ": " + Instruction(decoding: $0).assembly(at: report.pc) } ?? ""
    return address + name + text
  }

  private var place: [String] {
    var sources = sources
    return lines.location(of: report.pc).map { [String(sources.text(of: $0).dropFirst(2))] } ?? []
  }

  /// Where the return address points, if that is code and tells more than the pc.
  private var caller: [String] {
    let address = report.registers[1]
    guard let name = symbolic(address &- 4), address != 0 else { return [] }
    let place = lines.location(of: address &- 4).map { ", \(SourceLines.name(of: $0))" } ?? ""
    return ["return address 0x\(String(address, radix: 16)) <\(name)>\(place)"]
  }

  private func symbolic(_ address: UInt64) -> String? {
    elf.symbolicName(of: address)
  }

  // MARK: Registers

  /// The pc and the registers but x0, four in a row.
  private var registers: [String] {
    let named = [("pc", report.pc)] + (1..<32).map { (Register.names[$0], report.registers[$0]) }
    return stride(from: 0, to: named.count, by: 4).map { row in
      named[row..<min(row + 4, named.count)].map { name, value in
        String(repeating: " ", count: 3 - name.count) + name + " " + hexadecimal(value, 16)
      }.joined(separator: "  ")
    }
  }
}

extension ELFFile {
  /// `main` or `main+0x18`, or nil where no symbol covers the address.
  func symbolicName(of address: UInt64) -> String? {
    guard let symbol = symbol(containing: address) else { return nil }
    let offset = address - symbol.value
    return offset == 0 ? symbol.name : "\(symbol.name)+0x\(String(offset, radix: 16))"
  }
}
