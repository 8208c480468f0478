/// Integer arithmetic as the RV64IM manual defines it, where that differs from Swift's.

@inline(__always) func signed(_ value: UInt64) -> Int64 { Int64(bitPattern: value) }

/// The low 32 bits of a register, as the `.w` instructions see them.
@inline(__always) func low(_ value: UInt64) -> Int32 { Int32(truncatingIfNeeded: value) }

@inline(__always) func lowUnsigned(_ value: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: value) }

/// A narrower signed value, sign-extended to a register.
@inline(__always) func extended<T: SignedInteger & FixedWidthInteger>(_ value: T) -> UInt64 {
  UInt64(bitPattern: Int64(value))
}

/// Thirty-two bits, sign-extended to a register: the `.w` instructions sign-extend unsigned results too.
@inline(__always) func extended(_ value: UInt32) -> UInt64 { extended(Int32(bitPattern: value)) }

/// The quotient rounded towards zero; −1 for a division by zero, the dividend on overflow.
@inline(__always) func quotient<T: FixedWidthInteger & SignedInteger>(_ a: T, _ b: T) -> T {
  if b == 0 { return -1 }
  return a.dividedReportingOverflow(by: b).partialValue
}

/// The unsigned quotient; all ones for a division by zero.
@inline(__always) func quotient(_ a: UInt32, _ b: UInt32) -> UInt32 { b == 0 ? .max : a / b }

/// The remainder with the dividend's sign; the dividend for a division by zero, 0 on overflow.
@inline(__always) func remainder<T: FixedWidthInteger & SignedInteger>(_ a: T, _ b: T) -> T {
  if b == 0 { return a }
  return b == -1 ? 0 : a % b
}

/// The unsigned remainder; the dividend for a division by zero.
@inline(__always) func remainder(_ a: UInt32, _ b: UInt32) -> UInt32 { b == 0 ? a : a % b }

/// The upper half of the product of a signed and an unsigned number.
@inline(__always) func highProduct(_ a: Int64, _ b: UInt64) -> UInt64 {
  let high = UInt64(bitPattern: a).multipliedFullWidth(by: b).high
  return a < 0 ? high &- b : high
}
