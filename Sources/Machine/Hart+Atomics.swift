import Bytecode

/// The A extension: load-reserved, store-conditional and read-modify-write in one step.
///
/// The reservation set is the 64 bytes around the address. A store of another hart to it ends the reservation, and
/// so does every store-conditional; a store of the hart itself does not.
extension Hart {
  @inline(never) func loadReserved<T: FixedWidthInteger & SignedInteger & BitwiseCopyable, M: MemoryModel>(
    _ instruction: Instruction, _ type: T.Type, _ model: M.Type
  ) throws(Trap) {
    let address = x[instruction.rs1]
    guard address & UInt64(MemoryLayout<T>.size - 1) == 0 else { throw .misaligned(.load, address) }
    state.counters.slowLoads += 1
    let place = try locate(address, .load, model)
    state.reservation = place.physical.rawValue & ~63
    // Where caches are modelled and a line is no smaller than the reservation, this load took from the other harts
    // the right to write the line on their fast path; otherwise that must be taken here.
    if !isAlone && (!M.isModelled || lineShift < 6) { machine.watchStores(to: place.physical.frame) }
    x[instruction.rd] = extended(HostMemory.load(place.host, as: T.self))
  }

  @inline(never) func storeConditional<T: FixedWidthInteger & BitwiseCopyable, M: MemoryModel>(
    _ instruction: Instruction, _ type: T.Type, _ model: M.Type
  ) throws(Trap) {
    let address = x[instruction.rs1]
    guard address & UInt64(MemoryLayout<T>.size - 1) == 0 else { throw .misaligned(.store, address) }
    state.counters.slowStores += 1
    let place = try locate(address, .store, model)
    let holds = state.reservation == place.physical.rawValue & ~63
    state.reservation = HartState.none
    if holds {
      HostMemory.store(T(truncatingIfNeeded: x[instruction.rs2]), at: place.host)
      noteStore(place.physical, bytes: UInt64(MemoryLayout<T>.size))
    }
    x[instruction.rd] = holds ? 0 : 1
  }

  @inline(never) func atomic<T: FixedWidthInteger & SignedInteger & BitwiseCopyable, M: MemoryModel>(
    _ instruction: Instruction, _ type: T.Type, _ model: M.Type
  ) throws(Trap) {
    let address = x[instruction.rs1]
    guard address & UInt64(MemoryLayout<T>.size - 1) == 0 else { throw .misaligned(.store, address) }
    state.counters.slowStores += 1
    let place = try locate(address, .store, model)
    let old = HostMemory.load(place.host, as: T.self)
    let operand = T(truncatingIfNeeded: x[instruction.rs2])
    HostMemory.store(Self.combine(instruction.opcode, old, operand), at: place.host)
    noteStore(place.physical, bytes: UInt64(MemoryLayout<T>.size))
    x[instruction.rd] = extended(old)
  }

  private static func combine<T: FixedWidthInteger & SignedInteger>(_ opcode: Opcode, _ old: T, _ operand: T)
    -> T
  {
    switch opcode {
    case .amoaddW, .amoaddD: old &+ operand
    case .amoxorW, .amoxorD: old ^ operand
    case .amoandW, .amoandD: old & operand
    case .amoorW, .amoorD: old | operand
    case .amominW, .amominD: min(old, operand)
    case .amomaxW, .amomaxD: max(old, operand)
    case .amominuW, .amominuD: isBelow(old, operand) ? old : operand
    case .amomaxuW, .amomaxuD: isBelow(old, operand) ? operand : old
    default: operand
    }
  }

  /// The unsigned comparison of two signed numbers.
  private static func isBelow<T: FixedWidthInteger & SignedInteger>(_ a: T, _ b: T) -> Bool {
    T.Magnitude(truncatingIfNeeded: a) < T.Magnitude(truncatingIfNeeded: b)
  }
}
