/// Why a hart stopped executing the program and hands over to the kernel.
public struct Trap: Error, Equatable, Sendable, BitwiseCopyable {
  /// What happened.
  public let cause: Cause
  /// The faulting address, or the machine word of an illegal instruction; 0 for the other causes.
  public let value: UInt64

  /// A trap of this cause.
  @inlinable public init(_ cause: Cause, value: UInt64 = 0) {
    self.cause = cause
    self.value = value
  }

  /// The causes, numbered as in the privileged manual's table of exception codes (section 3.1.15).
  ///
  /// The codes from 24 up are designated for custom use there: they are ours.
  public enum Cause: UInt8, Sendable, BitwiseCopyable {
    /// A jump to an address that is no multiple of 4.
    case instructionAddressMisaligned = 0
    /// An instruction fetch from a frame that does not exist.
    case instructionAccessFault = 1
    /// A word that is no instruction.
    case illegalInstruction = 2
    /// `ebreak`.
    case breakpoint = 3
    /// A misaligned load, where the machine is told to trap; always for `lr`.
    case loadAddressMisaligned = 4
    /// A load from a frame that does not exist.
    case loadAccessFault = 5
    /// A misaligned store, where the machine is told to trap; always for the other atomics.
    case storeAddressMisaligned = 6
    /// A store to a frame that does not exist.
    case storeAccessFault = 7
    /// `ecall`: a system call.
    case environmentCall = 8
    /// A fetch that the page table does not permit.
    case instructionPageFault = 12
    /// A load that the page table does not permit.
    case loadPageFault = 13
    /// A store that the page table does not permit.
    case storePageFault = 15
    /// The hart's timer reached the deadline that the kernel set.
    case timerInterrupt = 24
    /// Another hart wants this one to look up.
    case softwareInterrupt = 26
    /// The number of instructions that the caller asked for were executed.
    case instructionBudget = 25
    /// A fetch missed the TLB and software refills it.
    case instructionTLBMiss = 28
    /// A load missed the TLB and software refills it.
    case loadTLBMiss = 29
    /// A store missed the TLB and software refills it.
    case storeTLBMiss = 31
  }

  static func pageFault(_ access: Access, _ address: UInt64) -> Trap {
    switch access {
    case .load: Trap(.loadPageFault, value: address)
    case .store: Trap(.storePageFault, value: address)
    case .fetch: Trap(.instructionPageFault, value: address)
    }
  }

  static func accessFault(_ access: Access, _ address: UInt64) -> Trap {
    switch access {
    case .load: Trap(.loadAccessFault, value: address)
    case .store: Trap(.storeAccessFault, value: address)
    case .fetch: Trap(.instructionAccessFault, value: address)
    }
  }

  static func tlbMiss(_ access: Access, _ address: UInt64) -> Trap {
    switch access {
    case .load: Trap(.loadTLBMiss, value: address)
    case .store: Trap(.storeTLBMiss, value: address)
    case .fetch: Trap(.instructionTLBMiss, value: address)
    }
  }

  static func misaligned(_ access: Access, _ address: UInt64) -> Trap {
    switch access {
    case .load: Trap(.loadAddressMisaligned, value: address)
    case .store: Trap(.storeAddressMisaligned, value: address)
    case .fetch: Trap(.instructionAddressMisaligned, value: address)
    }
  }
}
