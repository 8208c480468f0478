/// The key of a pair in the auxiliary vector, which the kernel puts on a new program's stack above the environment.
///
/// Numbers are those of Linux's `linux/auxvec.h`.
public enum AuxiliaryType: UInt64, NamedNumber {
  /// AT_NULL: the end of the vector.
  case null = 0
  /// AT_PHDR: address of the program headers.
  case programHeaders = 3
  /// AT_PHENT: bytes in one program header.
  case programHeaderSize = 4
  /// AT_PHNUM: number of program headers.
  case programHeaderCount = 5
  /// AT_PAGESZ: bytes in a page.
  case pageSize = 6
  /// AT_BASE: where the dynamic linker was loaded; 0 for a static program.
  case interpreterBase = 7
  /// AT_FLAGS: always 0.
  case flags = 8
  /// AT_ENTRY: the program's entry point.
  case entry = 9
  /// AT_UID: the real user.
  case userID = 11
  /// AT_EUID: the effective user.
  case effectiveUserID = 12
  /// AT_GID: the real group.
  case groupID = 13
  /// AT_EGID: the effective group.
  case effectiveGroupID = 14
  /// AT_HWCAP: on RISC-V a bit for each single-letter extension, A is bit 0.
  case hardwareCapabilities = 16
  /// AT_CLKTCK: ticks a second in what `times` reports.
  case clockTicksPerSecond = 17
  /// AT_SECURE: 1 if the program runs with more rights than its caller.
  case secure = 23
  /// AT_RANDOM: address of 16 random bytes.
  case random = 25
  /// AT_EXECFN: address of the path that was executed.
  case executableName = 31

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .null: "AT_NULL"
    case .programHeaders: "AT_PHDR"
    case .programHeaderSize: "AT_PHENT"
    case .programHeaderCount: "AT_PHNUM"
    case .pageSize: "AT_PAGESZ"
    case .interpreterBase: "AT_BASE"
    case .flags: "AT_FLAGS"
    case .entry: "AT_ENTRY"
    case .userID: "AT_UID"
    case .effectiveUserID: "AT_EUID"
    case .groupID: "AT_GID"
    case .effectiveGroupID: "AT_EGID"
    case .hardwareCapabilities: "AT_HWCAP"
    case .clockTicksPerSecond: "AT_CLKTCK"
    case .secure: "AT_SECURE"
    case .random: "AT_RANDOM"
    case .executableName: "AT_EXECFN"
    }
  }
}
