/// The directives, by what they do.
enum Directive: String, CaseIterable {
  // Data.
  case byte, half, short, hword, word, long, int, dword, quad, octa
  case twoBytes = "2byte"
  case fourBytes = "4byte"
  case eightBytes = "8byte"
  case dtprelword, dtpreldword
  case uleb128, sleb128
  case ascii, asciz, string
  case zero, skip, space, fill, org
  case align, p2align, balign
  case incbin
  case float, double

  // Sections.
  case text, data, rodata, bss, section
  case pushsection, popsection, previous, subsection

  // Symbols.
  case globl, global, local, weak, hidden, protected, `internal`
  case type, size, comm, lcomm, set, equ, equiv

  // Conditions.
  case `if`, ifeq, ifne, ifgt, ifge, iflt, ifle
  case ifdef, ifndef, ifnotdef, ifb, ifnb, ifc, ifnc, ifeqs, ifnes
  case elseif, `else`, endif

  // Macros and other texts.
  case macro, endm, endmacro, exitm, purgem, altmacro, noaltmacro
  case rept, irp, irpc, endr, rep
  case include

  // Debugging.
  case file, loc

  // Messages.
  case error, err, warning, print, end

  // Without a meaning here.
  case addrsig, ident, attribute, option, version, title, sbttl, list, nolist, line, cg_profile, variant_cc
  case addrsigSymbol = "addrsig_sym"
  case gnuAttribute = "gnu_attribute"

  /// The directives' names with their dots, in the order of `allCases`.
  static let table = NameTable(allCases.map { "." + $0.rawValue })
}

// What is done for each directive.
extension Pass {
  /// Executes the directive whose name stands in `word`.
  mutating func directive() throws(Failure) {
    guard let directive = knownDirective() else {
      if try skipIgnoredDirective() { return }
      throw unknownDirective()
    }
    let mark = section.offset
    let sectionBefore = sectionIndex
    switch directive {
    case .byte: try data(.data8)
    case .half, .short, .hword, .twoBytes: try data(.data16)
    case .word, .long, .int, .fourBytes, .dtprelword: try data(.data32)
    case .dword, .quad, .eightBytes, .dtpreldword: try data(.data64)
    case .octa: try octa()
    case .uleb128: try leb128(signed: false)
    case .sleb128: try leb128(signed: true)
    case .ascii: try strings(terminated: false)
    case .asciz, .string: try strings(terminated: true)
    case .zero, .skip, .space: try space()
    case .fill: try fill()
    case .org: try origin()
    case .align, .p2align: try align(isPower: true)
    case .balign: try align(isPower: false)
    case .incbin: try includeBinary()
    case .float, .double:
      throw Failure(offset: word.lowerBound, message: "there is no floating point on Ring3's harts")

    case .text: try switchSection(named: ".text")
    case .data: try switchSection(named: ".data")
    case .rodata: try switchSection(named: ".rodata")
    case .bss: try switchSection(named: ".bss")
    case .section: try sectionDirective()
    case .pushsection: try pushSection()
    case .popsection: try popSection()
    case .previous: select(previousSection)
    case .subsection: try subsection()

    case .globl, .global: try bind(.global)
    case .local: try bind(.local)
    case .weak: try bind(.weak)
    case .hidden: try setVisibility(.hidden)
    case .protected: try setVisibility(.protected)
    case .internal: try setVisibility(.internal)
    case .type: try setType()
    case .size: try setSize()
    case .comm: try common()
    case .lcomm: try localCommon()
    case .set, .equ: try set(mayRedefine: true)
    case .equiv: try set(mayRedefine: false)

    case .if, .ifne, .ifeq, .ifgt, .ifge, .iflt, .ifle, .ifdef, .ifndef, .ifnotdef, .ifb, .ifnb, .ifc, .ifnc,
      .ifeqs,
      .ifnes:
      try beginConditional(directive)
    case .elseif, .else: try elseConditional(directive)
    case .endif: try endConditional()

    case .macro: return try defineMacro()
    case .endm, .endmacro:
      throw Failure(offset: word.lowerBound, message: "there is no .macro that this could end")
    case .endr: throw Failure(offset: word.lowerBound, message: "there is no .rept that this could end")
    case .exitm: return try exitMacro()
    case .purgem: try purgeMacro()
    case .rept, .rep: return try repeatText()
    case .irp: return try repeatForValues()
    case .irpc: return try repeatForCharacters()
    case .include: return try include()
    case .altmacro:
      throw Failure(offset: word.lowerBound, message: "the alternate macro syntax is not supported")

    case .file: try fileDirective()
    case .loc: try locDirective()

    case .error, .err: try errorDirective(.error)
    case .warning: try errorDirective(.warning)
    case .print: _ = try string()
    case .end:
      while resumeOuterText() {}
      input.at = input.end
      return
    case .option: try option()
    case .addrsig, .ident, .attribute, .version, .title, .sbttl, .list, .nolist, .line, .cg_profile,
      .variant_cc,
      .addrsigSymbol, .gnuAttribute, .noaltmacro:
      return input.skipStatement()
    }
    if options.keepsLines && sectionIndex == sectionBefore && section.offset > mark { self.mark(from: mark) }
    try endOfStatement()
  }

  private func knownDirective() -> Directive? {
    guard let name = ShortName(input.bytes, word.lowerBound, word.upperBound) else { return nil }
    return (directives.index(of: name) ?? directives.index(of: name.lowercased)).map {
      Directive.allCases[$0]
    }
  }

  /// Skips the directives for unwinding, of which there are many and which mean nothing here.
  private mutating func skipIgnoredDirective() throws(Failure) -> Bool {
    guard input.text(word.lowerBound, word.upperBound).hasPrefix(".cfi_") else { return false }
    input.skipStatement()
    return true
  }

  private func unknownDirective() -> Failure {
    let name = input.text(word.lowerBound, word.upperBound)
    let suggestion = Suggestion.text(for: name, among: directives.names)
    return Failure(offset: word.lowerBound, message: "unknown directive '\(name)'\(suggestion)")
  }

  private mutating func resumeOuterText() -> Bool {
    guard !suspended.isEmpty else { return false }
    leaveText()
    return true
  }

  /// `.option`: what linkers and compilers want to know is skipped, 16-bit instructions are refused.
  private mutating func option() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let end = input.endOfName()
    let name = input.text(start, end)
    input.at = end
    switch name {
    case "rvc":
      throw Failure(
        offset: start, message: "16-bit instructions cannot be turned on: the harts have RV64IMA without C")
    case "push", "pop", "norvc", "relax", "norelax", "pic", "nopic", "arch", "exact", "noexact":
      while !input.isAtEndOfStatement { input.at += 1 }
    default:
      let known = ["push", "pop", "norvc", "relax", "norelax", "pic", "nopic", "arch"]
      throw Failure(
        offset: start, message: "unknown option '\(name)'\(Suggestion.text(for: name, among: known))")
    }
  }

  /// `.error "text"` and `.warning "text"`.
  private mutating func errorDirective(_ severity: Diagnostic.Severity) throws(Failure) {
    input.skipBlanks()
    var message = "this \(input.text(word.lowerBound, word.upperBound)) was reached"
    if !input.isAtEndOfStatement { message = String(decoding: try string(), as: UTF8.self) }
    report(place(word.lowerBound), message, severity)
  }
}
