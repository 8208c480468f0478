/// How a linker completes a place in a section (RISC-V ELF psABI, "Relocations").
///
/// S is the symbol's value, A the addend, P the place's own address.
public enum RelocationType: UInt32, Sendable, CaseIterable {
  /// Nothing to do.
  case none = 0
  /// 32 bits: S + A.
  case abs32 = 1
  /// 64 bits: S + A.
  case abs64 = 2
  /// Immediate of a branch: S + A - P.
  case branch = 16
  /// Immediate of `jal`: S + A - P.
  case jal = 17
  /// Immediates of an `auipc`, `jalr` pair: S + A - P.
  case call = 18
  /// The same, through a table of a dynamic linker if need be; what compilers emit.
  case callPLT = 19
  /// Upper 20 bits of the distance to the symbol's slot in the global offset table.
  case gotHigh20 = 20
  /// Upper 20 bits of S + A - P, for `auipc`.
  case pcrelHigh20 = 23
  /// Lower 12 bits, for loads and `addi`, of the distance that the `auipc` at S computed.
  case pcrelLow12I = 24
  /// Lower 12 bits, for stores, of the distance that the `auipc` at S computed.
  case pcrelLow12S = 25
  /// Upper 20 bits of S + A, for `lui`.
  case high20 = 26
  /// Lower 12 bits of S + A, for loads and `addi`.
  case low12I = 27
  /// Lower 12 bits of S + A, for stores.
  case low12S = 28
  /// Upper 20 bits of the offset from the thread pointer.
  case tprelHigh20 = 29
  /// Lower 12 bits of the offset from the thread pointer, for loads and `addi`.
  case tprelLow12I = 30
  /// Lower 12 bits of the offset from the thread pointer, for stores.
  case tprelLow12S = 31
  /// Marks the `add` of a thread-local access; nothing to do.
  case tprelAdd = 32
  /// 8 bits: what stands there, plus S + A.
  case add8 = 33
  /// 16 bits: what stands there, plus S + A.
  case add16 = 34
  /// 32 bits: what stands there, plus S + A.
  case add32 = 35
  /// 64 bits: what stands there, plus S + A.
  case add64 = 36
  /// 8 bits: what stands there, minus (S + A).
  case sub8 = 37
  /// 16 bits: what stands there, minus (S + A).
  case sub16 = 38
  /// 32 bits: what stands there, minus (S + A).
  case sub32 = 39
  /// 64 bits: what stands there, minus (S + A).
  case sub64 = 40
  /// Padding that a relaxing linker may shorten.
  case align = 43
  /// The instruction may be shortened by a linker.
  case relax = 51
  /// 6 bits: what stands there, minus (S + A).
  case sub6 = 52
  /// 6 bits: S + A.
  case set6 = 53
  /// 8 bits: S + A.
  case set8 = 54
  /// 16 bits: S + A.
  case set16 = 55
  /// 32 bits: S + A.
  case set32 = 56
  /// 32 bits: S + A - P.
  case pcrel32 = 57
  /// 32 bits: S + A - P, through a table of a dynamic linker if need be.
  case plt32 = 59
  /// A ULEB128 number: S + A.
  case setULEB128 = 60
  /// A ULEB128 number: what stands there, minus (S + A).
  case subULEB128 = 61
}
