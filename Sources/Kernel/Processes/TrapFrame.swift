import Machine

/// Where a thread's registers are saved when it traps: in a frame of simulated memory that belongs to the kernel.
///
///     offset  0    8    16   24   …  248
///             pc   x1   x2   x3   …  x31
struct TrapFrame: Equatable {
  let frame: FrameNumber

  static let size: UInt64 = 32 * 8

  /// The place of a register, where 0 stands for the pc.
  func address(of register: Int) -> PhysicalAddress { frame.address + UInt64(register) * 8 }

  func pc(_ machine: Machine) -> UInt64 { machine.load64(address(of: 0)) }

  func setPC(_ value: UInt64, _ machine: Machine) { machine.store64(value, at: address(of: 0)) }

  func register(_ number: Int, _ machine: Machine) -> UInt64 { machine.load64(address(of: number)) }

  func setRegister(_ number: Int, _ value: UInt64, _ machine: Machine) {
    machine.store64(value, at: address(of: number))
  }

  /// The pc and x1…x31.
  func registers(_ machine: Machine) -> [UInt64] { (0..<32).map { register($0, machine) } }

  /// What a system call is made with: the arguments in a0…a5, and the number in a7.
  func callRegisters(_ machine: Machine) -> SIMD8<UInt64> { machine.load512(address(of: 10)) }

  /// Ends a system call: the result is in a0, and the program goes on behind the call.
  func finishCall(_ result: UInt64, _ machine: Machine) {
    machine.finishCall(result, registersAt: address(of: 0))
  }

  /// Puts the result of a system call into a0.
  func setResult(_ value: UInt64, _ machine: Machine) { setRegister(10, value, machine) }
}
