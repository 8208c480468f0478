import Bytecode

/// The interpreter.
///
/// The loop's whole state is a cursor in the decoded code; everything else lies behind constant pointers. Retired
/// instructions are counted, and the deadline is checked, at the ends of blocks only.
extension Hart {
  /// Executes the program until it traps, until the cycle counter reaches the deadline, or, stepwise, until so
  /// many instructions have retired.
  func run<M: MemoryModel, P: Pace>(
    deadline: UInt64, instructions budget: Int, _ model: M.Type, _ pace: P.Type
  ) -> Trap {
    let x = x
    let counters = state.counters
    guard counters.cycles < deadline else { return Trap(.timerInterrupt) }
    state.slack = Int(clamping: deadline - counters.cycles)

    var at = Cursor(pc: state.pc)
    let trap: Trap

    execution: do throws(Trap) {
      guard state.pc & 3 == 0 else { throw .misaligned(.fetch, state.pc) }
      try at.begin(at: state.pc, on: self, model)

      while true {
        if P.isStepping && at.executed >= budget { throw Trap(.instructionBudget) }
        if M.isModelled && at.isAtNewLine { at.fetchLine(on: self) }
        let i = at.instruction
        switch P.isStepping ? i.opcode.first : i.opcode {

        case .addi: x[i.rd] = x[i.rs1] &+ i.operand
        case .slti: x[i.rd] = signed(x[i.rs1]) < Int64(i.immediate) ? 1 : 0
        case .sltiu: x[i.rd] = x[i.rs1] < i.operand ? 1 : 0
        case .xori: x[i.rd] = x[i.rs1] ^ i.operand
        case .ori: x[i.rd] = x[i.rs1] | i.operand
        case .andi: x[i.rd] = x[i.rs1] & i.operand
        case .slli: x[i.rd] = x[i.rs1] &<< i.operand
        case .srli: x[i.rd] = x[i.rs1] &>> i.operand
        case .srai: x[i.rd] = UInt64(bitPattern: signed(x[i.rs1]) &>> Int64(i.immediate))
        case .add: x[i.rd] = x[i.rs1] &+ x[i.rs2]
        case .sub: x[i.rd] = x[i.rs1] &- x[i.rs2]
        case .sll: x[i.rd] = x[i.rs1] &<< x[i.rs2]
        case .slt: x[i.rd] = signed(x[i.rs1]) < signed(x[i.rs2]) ? 1 : 0
        case .sltu: x[i.rd] = x[i.rs1] < x[i.rs2] ? 1 : 0
        case .xor: x[i.rd] = x[i.rs1] ^ x[i.rs2]
        case .srl: x[i.rd] = x[i.rs1] &>> x[i.rs2]
        case .sra: x[i.rd] = UInt64(bitPattern: signed(x[i.rs1]) &>> signed(x[i.rs2]))
        case .or: x[i.rd] = x[i.rs1] | x[i.rs2]
        case .and: x[i.rd] = x[i.rs1] & x[i.rs2]

        case .addiw: x[i.rd] = extended(low(x[i.rs1]) &+ i.immediate)
        case .slliw: x[i.rd] = extended(low(x[i.rs1]) &<< i.immediate)
        case .srliw: x[i.rd] = extended((lowUnsigned(x[i.rs1]) &>> UInt32(bitPattern: i.immediate)))
        case .sraiw: x[i.rd] = extended(low(x[i.rs1]) &>> i.immediate)
        case .addw: x[i.rd] = extended(low(x[i.rs1]) &+ low(x[i.rs2]))
        case .subw: x[i.rd] = extended(low(x[i.rs1]) &- low(x[i.rs2]))
        case .sllw: x[i.rd] = extended(low(x[i.rs1]) &<< low(x[i.rs2]))
        case .srlw: x[i.rd] = extended((lowUnsigned(x[i.rs1]) &>> lowUnsigned(x[i.rs2])))
        case .sraw: x[i.rd] = extended(low(x[i.rs1]) &>> low(x[i.rs2]))

        case .lb: x[i.rd] = extended(try load(x[i.rs1] &+ i.operand, Int8.self, model))
        case .lh: x[i.rd] = extended(try load(x[i.rs1] &+ i.operand, Int16.self, model))
        case .lw: x[i.rd] = extended(try load(x[i.rs1] &+ i.operand, Int32.self, model))
        case .ld: x[i.rd] = try load(x[i.rs1] &+ i.operand, UInt64.self, model)
        case .lbu: x[i.rd] = UInt64(try load(x[i.rs1] &+ i.operand, UInt8.self, model))
        case .lhu: x[i.rd] = UInt64(try load(x[i.rs1] &+ i.operand, UInt16.self, model))
        case .lwu: x[i.rd] = UInt64(try load(x[i.rs1] &+ i.operand, UInt32.self, model))
        case .sb: try store(UInt8(truncatingIfNeeded: x[i.rs2]), x[i.rs1] &+ i.operand, model)
        case .sh: try store(UInt16(truncatingIfNeeded: x[i.rs2]), x[i.rs1] &+ i.operand, model)
        case .sw: try store(lowUnsigned(x[i.rs2]), x[i.rs1] &+ i.operand, model)
        case .sd: try store(x[i.rs2], x[i.rs1] &+ i.operand, model)

        case .lui: x[i.rd] = i.operand
        case .auipc: x[i.rd] = at.pc &+ i.operand

        case .mul: x[i.rd] = x[i.rs1] &* x[i.rs2]
        case .mulh:
          x[i.rd] = UInt64(bitPattern: signed(x[i.rs1]).multipliedFullWidth(by: signed(x[i.rs2])).high)
        case .mulhu: x[i.rd] = x[i.rs1].multipliedFullWidth(by: x[i.rs2]).high
        case .mulhsu: x[i.rd] = highProduct(signed(x[i.rs1]), x[i.rs2])
        case .mulw: x[i.rd] = extended(low(x[i.rs1]) &* low(x[i.rs2]))
        case .div: x[i.rd] = UInt64(bitPattern: quotient(signed(x[i.rs1]), signed(x[i.rs2])))
        case .divu: x[i.rd] = x[i.rs2] == 0 ? .max : x[i.rs1] / x[i.rs2]
        case .rem: x[i.rd] = UInt64(bitPattern: remainder(signed(x[i.rs1]), signed(x[i.rs2])))
        case .remu: x[i.rd] = x[i.rs2] == 0 ? x[i.rs1] : x[i.rs1] % x[i.rs2]
        case .divw: x[i.rd] = extended(quotient(low(x[i.rs1]), low(x[i.rs2])))
        case .divuw: x[i.rd] = extended((quotient(lowUnsigned(x[i.rs1]), lowUnsigned(x[i.rs2]))))
        case .remw: x[i.rd] = extended(remainder(low(x[i.rs1]), low(x[i.rs2])))
        case .remuw: x[i.rd] = extended((remainder(lowUnsigned(x[i.rs1]), lowUnsigned(x[i.rs2]))))

        case .lrW: try loadReserved(i, Int32.self, model)
        case .lrD: try loadReserved(i, Int64.self, model)
        case .scW: try storeConditional(i, UInt32.self, model)
        case .scD: try storeConditional(i, UInt64.self, model)
        case .amoswapW, .amoaddW, .amoxorW, .amoandW, .amoorW, .amominW, .amomaxW, .amominuW, .amomaxuW:
          try atomic(i, Int32.self, model)
        case .amoswapD, .amoaddD, .amoxorD, .amoandD, .amoorD, .amominD, .amomaxD, .amominuD, .amomaxuD:
          try atomic(i, Int64.self, model)

        // The harts execute in order and one after the other, and slots follow the stores to their words.
        case .fence, .fenceI: break

        case .rdcycle: x[i.rd] = cycles(after: at.executed)
        case .rdtime: x[i.rd] = cycles(after: at.executed)
        case .rdinstret: x[i.rd] = counters.instructions &+ UInt64(at.executed)

        case .ecall:
          // Not thrown: that alone would take a fiftieth of a system call.
          trap = Trap(.environmentCall)
          break execution
        case .ebreak: throw Trap(.breakpoint, value: at.pc)
        case .illegal: throw Trap(.illegalInstruction, value: UInt64(word(slot: at.slot)))

        case .undecoded:
          decode(slot: at.slot)
          continue

        case .beq: if x[i.rs1] == x[i.rs2] { try at.jump(by: i.immediate, on: self, model); continue }
        case .bne: if x[i.rs1] != x[i.rs2] { try at.jump(by: i.immediate, on: self, model); continue }
        case .blt:
          if signed(x[i.rs1]) < signed(x[i.rs2]) { try at.jump(by: i.immediate, on: self, model); continue }
        case .bge:
          if signed(x[i.rs1]) >= signed(x[i.rs2]) { try at.jump(by: i.immediate, on: self, model); continue }
        case .bltu: if x[i.rs1] < x[i.rs2] { try at.jump(by: i.immediate, on: self, model); continue }
        case .bgeu: if x[i.rs1] >= x[i.rs2] { try at.jump(by: i.immediate, on: self, model); continue }
        case .jal:
          x[i.rd] = at.pc &+ 4
          try at.jump(by: i.immediate, on: self, model)
          continue
        case .jalr:
          let target = (x[i.rs1] &+ i.operand) & ~1
          guard target & 2 == 0 else { throw .misaligned(.fetch, target) }
          x[i.rd] = at.pc &+ 4
          try at.jump(to: target, on: self, model)
          continue

        // Pairs: `j` is the second instruction.
        case .addiAddi:
          x[i.rd] = x[i.rs1] &+ i.operand
          let j = at.second()
          x[j.rd] = x[j.rs1] &+ j.operand
        case .addiAdd:
          x[i.rd] = x[i.rs1] &+ i.operand
          let j = at.second()
          x[j.rd] = x[j.rs1] &+ x[j.rs2]
        case .addiMul:
          x[i.rd] = x[i.rs1] &+ i.operand
          let j = at.second()
          x[j.rd] = x[j.rs1] &* x[j.rs2]
        case .andiAddi:
          x[i.rd] = x[i.rs1] & i.operand
          let j = at.second()
          x[j.rd] = x[j.rs1] &+ j.operand
        case .slliAdd:
          x[i.rd] = x[i.rs1] &<< i.operand
          let j = at.second()
          x[j.rd] = x[j.rs1] &+ x[j.rs2]
        case .slliSub:
          x[i.rd] = x[i.rs1] &<< i.operand
          let j = at.second()
          x[j.rd] = x[j.rs1] &- x[j.rs2]
        case .slliXor:
          x[i.rd] = x[i.rs1] &<< i.operand
          let j = at.second()
          x[j.rd] = x[j.rs1] ^ x[j.rs2]
        case .slliAndi:
          x[i.rd] = x[i.rs1] &<< i.operand
          let j = at.second()
          x[j.rd] = x[j.rs1] & j.operand
        case .slliSrli:
          x[i.rd] = x[i.rs1] &<< i.operand
          let j = at.second()
          x[j.rd] = x[j.rs1] &>> j.operand
        case .slliAuipc:
          x[i.rd] = x[i.rs1] &<< i.operand
          let j = at.second()
          x[j.rd] = at.pc &+ j.operand
        case .srliAdd:
          x[i.rd] = x[i.rs1] &>> i.operand
          let j = at.second()
          x[j.rd] = x[j.rs1] &+ x[j.rs2]
        case .srliXor:
          x[i.rd] = x[i.rs1] &>> i.operand
          let j = at.second()
          x[j.rd] = x[j.rs1] ^ x[j.rs2]
        case .addAdd:
          x[i.rd] = x[i.rs1] &+ x[i.rs2]
          let j = at.second()
          x[j.rd] = x[j.rs1] &+ x[j.rs2]
        case .lbuAddi:
          x[i.rd] = UInt64(try load(x[i.rs1] &+ i.operand, UInt8.self, model))
          let j = at.second()
          x[j.rd] = x[j.rs1] &+ j.operand
        case .lwLw:
          x[i.rd] = extended(try load(x[i.rs1] &+ i.operand, Int32.self, model))
          let j = at.second()
          x[j.rd] = extended(try load(x[j.rs1] &+ j.operand, Int32.self, model))
        case .ldLd:
          x[i.rd] = try load(x[i.rs1] &+ i.operand, UInt64.self, model)
          let j = at.second()
          x[j.rd] = try load(x[j.rs1] &+ j.operand, UInt64.self, model)
        case .addiSb:
          x[i.rd] = x[i.rs1] &+ i.operand
          let j = at.second()
          try store(UInt8(truncatingIfNeeded: x[j.rs2]), x[j.rs1] &+ j.operand, model)
        case .addiSd:
          x[i.rd] = x[i.rs1] &+ i.operand
          let j = at.second()
          try store(x[j.rs2], x[j.rs1] &+ j.operand, model)
        case .srliSb:
          x[i.rd] = x[i.rs1] &>> i.operand
          let j = at.second()
          try store(UInt8(truncatingIfNeeded: x[j.rs2]), x[j.rs1] &+ j.operand, model)
        case .sdSd:
          try store(x[i.rs2], x[i.rs1] &+ i.operand, model)
          let j = at.second()
          if j.opcode == .undecoded { continue }  // the first one stored there
          try store(x[j.rs2], x[j.rs1] &+ j.operand, model)
        case .addiBeq:
          x[i.rd] = x[i.rs1] &+ i.operand
          let j = at.second()
          if x[j.rs1] == x[j.rs2] { try at.jump(by: j.immediate, on: self, model); continue }
        case .addiBne:
          x[i.rd] = x[i.rs1] &+ i.operand
          let j = at.second()
          if x[j.rs1] != x[j.rs2] { try at.jump(by: j.immediate, on: self, model); continue }
        case .addiBltu:
          x[i.rd] = x[i.rs1] &+ i.operand
          let j = at.second()
          if x[j.rs1] < x[j.rs2] { try at.jump(by: j.immediate, on: self, model); continue }
        case .xorBne:
          x[i.rd] = x[i.rs1] ^ x[i.rs2]
          let j = at.second()
          if x[j.rs1] != x[j.rs2] { try at.jump(by: j.immediate, on: self, model); continue }
        case .auipcJalr:
          x[i.rd] = at.pc &+ i.operand
          let j = at.second()
          let target = (x[j.rs1] &+ j.operand) & ~1
          guard target & 2 == 0 else { throw .misaligned(.fetch, target) }
          x[j.rd] = at.pc &+ 4
          try at.jump(to: target, on: self, model)
          continue

        case .pageEnd:
          try at.enterNextPage(on: self, model)
          continue
        case .outOfLine: try refuseMisalignedJump(slot: at.slot, at: at.pc)
        }
        at.advance()
      }
    } catch {
      trap = error
    }
    state.pc = at.pc
    state.counters.instructions &+= UInt64(at.executed)
    return trap
  }

  /// A branch or jump whose target is no multiple of 4 traps if it is taken.
  @inline(never) private func refuseMisalignedJump(slot: UInt, at pc: UInt64) throws(Trap) {
    let i = Instruction(decoding: word(slot: slot))
    let (a, b) = (x[i.rs1], x[i.rs2])
    let isTaken =
      switch i.opcode {
      case .beq: a == b
      case .bne: a != b
      case .blt: signed(a) < signed(b)
      case .bge: signed(a) >= signed(b)
      case .bltu: a < b
      case .bgeu: a >= b
      default: true
      }
    if isTaken { throw .misaligned(.fetch, i.target(from: pc)) }
  }

  /// The cycle counter, in the midst of a run.
  @inline(never) private func cycles(after executed: Int) -> UInt64 {
    state.counters.cycles &+ UInt64(executed)
  }
}

extension Instruction {
  /// The immediate as it enters a 64-bit operation.
  @inline(__always) var operand: UInt64 { UInt64(bitPattern: Int64(immediate)) }
}
