internal import CSeccomp

/// One line of the allow-list: a system call of the host, and what its arguments must look like.
///
/// All conditions of a rule must hold; a call passes if any rule for it does. The kernel compares argument
/// registers, never what a pointer points to, so a call whose danger lies in a path cannot be made safe here
/// and does not stand in the list at all.
struct SystemCallRule: Sendable, Equatable {
  let name: String
  let conditions: [Condition]

  init(_ name: String, where conditions: Condition...) {
    self.name = name
    self.conditions = conditions
  }

  /// `argument & mask == value`, on the 64-bit register.
  struct Condition: Sendable, Equatable {
    let argument: UInt32
    let mask: UInt64
    let value: UInt64

    /// The argument is this `int`, whatever stands in the upper half of its register.
    static func argument(_ index: UInt32, isInt value: Int32) -> Condition {
      Condition(argument: index, mask: 0xffff_ffff, value: UInt64(UInt32(bitPattern: value)))
    }

    /// None of these bits is set in the argument.
    static func argument(_ index: UInt32, hasNoneOf bits: Int32) -> Condition {
      Condition(argument: index, mask: UInt64(UInt32(bitPattern: bits)), value: 0)
    }

    var comparison: scmp_arg_cmp {
      scmp_arg_cmp(arg: argument, op: SCMP_CMP_MASKED_EQ, datum_a: mask, datum_b: value)
    }
  }
}
