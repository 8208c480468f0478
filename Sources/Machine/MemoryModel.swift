/// Which memory system the interpreter is specialised for.
///
/// The interpreter is generic over these empty types; the compiler makes one copy of it for each, in which the
/// tests of `isModelled` are gone.
protocol MemoryModel {
  static var isModelled: Bool { get }
}

/// The architecture only: an instruction takes one cycle.
enum Functional: MemoryModel {
  @inline(__always) static var isModelled: Bool { false }
}

/// TLBs, caches, coherence, and the cycles that they take.
enum Modelled: MemoryModel {
  @inline(__always) static var isModelled: Bool { true }
}

/// How often the interpreter looks up from the program.
protocol Pace {
  static var isStepping: Bool { get }
}

/// At the ends of blocks: after a taken branch and at the end of a page.
enum Blockwise: Pace {
  @inline(__always) static var isStepping: Bool { false }
}

/// Before every instruction.
enum Stepwise: Pace {
  @inline(__always) static var isStepping: Bool { true }
}
