/// The integer registers' names, as the RISC-V calling convention gives them.
public enum Register {
  /// The ABI name of each register, from x0 to x31.
  public static let names: [String] = [
    "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5",
    "a6", "a7", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6",
  ]

  /// The register that a name means: an ABI name, `fp`, or `x0` to `x31`; nil if there is none.
  public static func number(named name: some StringProtocol) -> UInt8? { numbers[String(name)] }

  private static let numbers: [String: UInt8] = {
    var numbers: [String: UInt8] = ["fp": 8]
    for (index, name) in names.enumerated() {
      numbers[name] = UInt8(index)
      numbers["x\(index)"] = UInt8(index)
    }
    return numbers
  }()
}
