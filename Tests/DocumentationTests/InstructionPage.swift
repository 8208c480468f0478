import Bytecode

/// The ISA reference, `docs/isa.md`, as the instruction table gives it.
enum InstructionPage {
  static var text: String {
    [introduction, layout, formats, notation, chapters, decoding, examples, exercises].joined(
      separator: "\n\n")
      + "\n"
  }

  private static let introduction = """
    # The bytecode and its instructions

    <!-- Printed from Sources/Bytecode/InstructionTable.swift: change the table, then run `make docs`. -->

    A processor executes numbers. Ring3's harts execute \(InstructionSpec.all.count - 1) kinds of them: RISC-V's
    integer instructions (RV64I), multiplication and division (M), atomics (A), and three counters. Each exists
    twice, in two forms of the same meaning:

    - the **machine word**, 32 bits, is what lies in a program's file and in memory. It is RISC-V to the bit, so
    every RISC-V compiler makes our programs and every RISC-V tool reads them.
    - the **bytecode**, 8 bytes, is what a hart executes. When it first fetches from a page of memory, the decoder
    turns the page's words into bytecode, one for one, as real processors keep decoded micro-operations beside
    their caches. All the shifting and masking of the machine word is done once and for all then.

    In the code: [`InstructionSpec`](../Sources/Bytecode/InstructionTable.swift) is the table that this page is
    printed from; [`Decode.swift`](../Sources/Bytecode/Decode.swift),
    [`Encode.swift`](../Sources/Bytecode/Encode.swift) and
    [`Disassemble.swift`](../Sources/Bytecode/Disassemble.swift) work from the same table, and
    [`Hart+Run.swift`](../Sources/Machine/Hart+Run.swift) executes it.
    """

  private static let layout = """
    ## The bytecode

        byte   0        1        2        3        4        5        6        7
             ┌────────┬────────┬────────┬────────┬─────────────────────────────────┐
             │ opcode │   rd   │  rs1   │  rs2   │ immediate, signed, lowest first │
             └────────┴────────┴────────┴────────┴─────────────────────────────────┘

    `rd` is the register that gets the result, `rs1` and `rs2` are those that are read; a field that an instruction
    does not use is 0. The immediate is ready for use: sign-extended, and for `lui` and `auipc` already shifted into
    its place. Branches and `jal` hold their distance in bytes, atomics the ordering bits (aq is 2, rl is 1),
    `fence` its twelve bits.

    The registers are 64 bits wide, and x0 is always 0. In the bytecode they are their numbers:

    \(registers)
    """

  private static var registers: String {
    let rows = stride(from: 0, to: 32, by: 8).map { first in
      let cells = (first..<first + 8).map { number in
        let hexadecimal = String(number, radix: 16)
        return "\(hexadecimal.count < 2 ? "0" : "")\(hexadecimal) \(Register.names[number])".padded(to: 9)
      }
      return "    " + cells.joined()
    }
    return rows.map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
  }

  private static let formats = """
    ## The machine word

    Six formats, drawn from bit 31 down to bit 0 (RISC-V unprivileged manual, section 2.2). The register fields stand
    at the same place in all of them, and the immediate's sign is always bit 31: hardware can read the registers and
    extend the sign before it knows which instruction it has.

             31          25 24   20 19   15 14    12 11           7 6      0
            ┌──────────────┬───────┬───────┬────────┬──────────────┬────────┐
        R   │    funct7    │  rs2  │  rs1  │ funct3 │      rd      │ opcode │
            ├──────────────┴───────┼───────┼────────┼──────────────┼────────┤
        I   │      imm[11:0]       │  rs1  │ funct3 │      rd      │ opcode │
            ├──────────────┬───────┼───────┼────────┼──────────────┼────────┤
        S   │  imm[11:5]   │  rs2  │  rs1  │ funct3 │   imm[4:0]   │ opcode │
            ├──────────────┼───────┼───────┼────────┼──────────────┼────────┤
        B   │ imm[12|10:5] │  rs2  │  rs1  │ funct3 │ imm[4:1|11]  │ opcode │
            ├──────────────┴───────┴───────┴────────┼──────────────┼────────┤
        U   │              imm[31:12]               │      rd      │ opcode │
            ├───────────────────────────────────────┼──────────────┼────────┤
        J   │         imm[20|10:1|11|19:12]         │      rd      │ opcode │
            └───────────────────────────────────────┴──────────────┴────────┘

    The tables below name these formats with what is special: shifts hold 5 or 6 bits in the place of imm, the atomics
    are R with aq and rl in the two lowest bits of funct7, counters are I with a fixed imm.
    """

  private static let notation = """
    ## The instructions

    No. is byte 0 of the bytecode, in hexadecimal. A machine word is this instruction if its bits under *mask* are
    *match*. In the meanings, `M8[a]` is the byte at a, `sx32(x)` the low 32 bits of x sign-extended to 64, `hi(x)`
    the upper half of a 128-bit product, and a `u` behind an operator means that it takes its operands as unsigned.
    """

  private static let chapterStarts: [(title: String, first: Opcode)] = [
    ("Constants, jumps and branches", .lui), ("Loads and stores", .lb),
    ("Arithmetic with an immediate", .addi), ("Arithmetic with a register", .add),
    ("Arithmetic on the low 32 bits", .addiw), ("Order, environment and counters", .fence),
    ("Multiplication and division (M)", .mul), ("Atomics on words (A)", .lrW),
    ("Atomics on doublewords (A)", .lrD),
  ]

  private static var chapters: String {
    let ends = chapterStarts.dropFirst().map { Int($0.first.rawValue) } + [InstructionSpec.all.count]
    return zip(chapterStarts, ends).map { chapter, end in
      let rows = InstructionSpec.all[Int(chapter.first.rawValue)..<end].map(row)
      return """
        ### \(chapter.title)

        | No. | instruction | format | meaning | match | mask |
        |---|---|---|---|---|---|
        \(rows.joined(separator: "\n"))
        """
    }.joined(separator: "\n\n")
  }

  private static func row(_ spec: InstructionSpec) -> String {
    let instruction = [spec.mnemonic, operands(of: spec.format)].filter { !$0.isEmpty }.joined(separator: " ")
    let cells = [
      hexadecimal(UInt32(spec.opcode.rawValue), 2), "`\(instruction)`", spec.format.rawValue,
      spec.meaning.replacing("|", with: "\\|"), "`\(hexadecimal(spec.match, 8))`",
      "`\(hexadecimal(spec.mask, 8))`",
    ]
    return "| \(cells.joined(separator: " | ")) |"
  }

  private static func operands(of format: Format) -> String {
    switch format {
    case .register: "rd, rs1, rs2"
    case .immediate: "rd, rs1, imm"
    case .load, .jumpRegister: "rd, imm(rs1)"
    case .shift64, .shift32: "rd, rs1, shamt"
    case .store: "rs2, imm(rs1)"
    case .branch: "rs1, rs2, target"
    case .upper: "rd, imm"
    case .jump: "rd, target"
    case .atomic: "rd, rs2, (rs1)"
    case .loadReserved: "rd, (rs1)"
    case .fence: "pred, succ"
    case .counter: "rd"
    case .bare: ""
    }
  }

  private static let decoding = """
    Number 00 is no instruction: every machine word that no row matches is decoded to it, and executing it raises an
    illegal-instruction exception. Three numbers above the table mark places in a decoded page and never lie in a
    program: a word that was not decoded yet, the end of the page, and an instruction that is executed out of line
    because it is rare.
    """

  private static func hexadecimal(_ value: UInt32, _ digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

// MARK: - Worked encodings

extension InstructionPage {
  private static var examples: String {
    """
    ## Two instructions, bit by bit

    The first instruction of `userprogs/examples/hello.s` is `li a0, 1`, which is a short way to write
    `addi a0, zero, 1`. It has format I:

    \(drawing(.init(.addi, rd: 10, immediate: 1), ("imm[11:0]", 12), ("rs1", 5), ("funct3", 3), ("rd", 5), ("opcode", 7)))

    A loop often ends with a branch backwards, such as `bne a0, zero, .-8`: two instructions back. Format B holds the
    distance without its lowest bit, which is always 0, and scatters the rest so that most bits have the place that
    they have in format S:

    \(drawing(.init(.bne, rs1: 10, immediate: -8), ("imm[12|10:5]", 7), ("rs2", 5), ("rs1", 5), ("funct3", 3), ("imm[4:1|11]", 5), ("opcode", 7)))

    -8 is `1 1111 1111 1000` in the thirteen bits 12 to 0. Bit 12 and the bits 10 to 5 go to the front; the bits 4 to 1,
    which are `1100`, and bit 11 to the back. The bytecode holds the distance as it is: `f8 ff ff ff`.

    `ring3 dis` shows both forms of any program side by side:

    ```console
    $ ring3 dis --no-source userprogs/examples/hello.s | head -3
    0000000000011000 <_start>:
      00011000:  00100513  16 0a 00 00  01 00 00 00  addi    a0, zero, 1
      00011004:  fffff597  02 0b 00 00  00 f0 ff ff  auipc   a1, 0xfffff
    ```
    """
  }

  private static let exercises = """
    ## In the real world

    - The full specification is the RISC-V unprivileged manual; the numbers in *match* and *mask* are those that its
      instruction listings draw.
    - Intel's and AMD's decoders turn instructions into micro-operations, and a micro-operation cache keeps them;
      so do some of ARM's. Ours are kept with the frame of memory and thrown away when something is stored there:
      `userprogs/examples/self_modifying.s` shows it.
    - Java's and WebAssembly's bytecode go the other way: they are the format that is shipped, and the interpreter
      rewrites them when they are loaded.

    ## Exercises

    1. Encode `sd a0, 16(sp)` by hand, then look at what `ring3 dis` says.
    2. Why is there no `subi`? And no `not`, `neg`, `mv` or `ret`? Write each as one instruction of the tables.
    3. `lui` holds 20 bits and `addi` 12. Which two give `0x12345fff`? (The sign of the 12 bits is the catch.)
    4. The opcode byte could hold 256 numbers, and RISC-V's instructions take \(InstructionSpec.all.count - 1) of them. Some pairs of
       instructions have numbers of their own, which no file holds: find them in
       [Pairs.swift](../Sources/Machine/Pairs.swift). What does a hart gain by them, and why does a jump to the second
       one of a pair still work?
    """

  /// A machine word under its fields' names, and its bytecode.
  private static func drawing(_ instruction: Instruction, _ fields: (name: String, width: Int)...) -> String {
    let word = instruction.word
    var (names, bits) = ("", "")
    var left = 32
    for field in fields {
      left -= field.width
      let digits = String(word >> UInt32(left) & (1 << UInt32(field.width) - 1), radix: 2)
      let value = String(repeating: "0", count: field.width - digits.count) + digits
      let width = max(field.name.count, field.width) + 2
      names += field.name.padded(to: width)
      bits += value.padded(to: width)
    }
    let bytes = instruction.bytes.map { hexadecimal(UInt32($0), 2) }.joined(separator: " ")
    return """
          \(names.trimmedEnd)
          \(bits.trimmedEnd)   = \(hexadecimal(word, 8))

          bytecode   \(bytes)
      """
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate var trimmedEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
