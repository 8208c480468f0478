/// What `prctl` is asked to do.
public enum ProcessControl: UInt32, NamedNumber {
  /// PR_SET_PDEATHSIG: a signal when the parent ends.
  case setParentDeathSignal = 1
  /// PR_GET_PDEATHSIG.
  case getParentDeathSignal = 2
  /// PR_GET_DUMPABLE.
  case getDumpable = 3
  /// PR_SET_DUMPABLE.
  case setDumpable = 4
  /// PR_GET_KEEPCAPS.
  case getKeepCapabilities = 7
  /// PR_SET_KEEPCAPS.
  case setKeepCapabilities = 8
  /// PR_SET_NAME: the thread's name, 15 bytes.
  case setName = 15
  /// PR_GET_NAME.
  case getName = 16
  /// PR_GET_SECCOMP.
  case getFilter = 21
  /// PR_SET_SECCOMP.
  case setFilter = 22
  /// PR_CAPBSET_READ.
  case readCapability = 23
  /// PR_CAPBSET_DROP.
  case dropCapability = 24
  /// PR_SET_TIMERSLACK.
  case setTimerSlack = 29
  /// PR_GET_TIMERSLACK.
  case getTimerSlack = 30
  /// PR_SET_MM.
  case setMemoryMap = 35
  /// PR_SET_CHILD_SUBREAPER: orphans below become children of this process.
  case setSubreaper = 36
  /// PR_GET_CHILD_SUBREAPER.
  case getSubreaper = 37
  /// PR_SET_NO_NEW_PRIVS: `execve` gives no more rights.
  case setNoNewPrivileges = 38
  /// PR_GET_NO_NEW_PRIVS.
  case getNoNewPrivileges = 39
  /// PR_GET_TID_ADDRESS.
  case getTIDAddress = 40
  /// PR_SET_THP_DISABLE.
  case setHugePagesDisabled = 41
  /// PR_GET_THP_DISABLE.
  case getHugePagesDisabled = 42
  /// PR_SET_VMA.
  case setAreaName = 1398164801

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .setParentDeathSignal: "PR_SET_PDEATHSIG"
    case .getParentDeathSignal: "PR_GET_PDEATHSIG"
    case .getDumpable: "PR_GET_DUMPABLE"
    case .setDumpable: "PR_SET_DUMPABLE"
    case .getKeepCapabilities: "PR_GET_KEEPCAPS"
    case .setKeepCapabilities: "PR_SET_KEEPCAPS"
    case .setName: "PR_SET_NAME"
    case .getName: "PR_GET_NAME"
    case .getFilter: "PR_GET_SECCOMP"
    case .setFilter: "PR_SET_SECCOMP"
    case .readCapability: "PR_CAPBSET_READ"
    case .dropCapability: "PR_CAPBSET_DROP"
    case .setTimerSlack: "PR_SET_TIMERSLACK"
    case .getTimerSlack: "PR_GET_TIMERSLACK"
    case .setMemoryMap: "PR_SET_MM"
    case .setSubreaper: "PR_SET_CHILD_SUBREAPER"
    case .getSubreaper: "PR_GET_CHILD_SUBREAPER"
    case .setNoNewPrivileges: "PR_SET_NO_NEW_PRIVS"
    case .getNoNewPrivileges: "PR_GET_NO_NEW_PRIVS"
    case .getTIDAddress: "PR_GET_TID_ADDRESS"
    case .setHugePagesDisabled: "PR_SET_THP_DISABLE"
    case .getHugePagesDisabled: "PR_GET_THP_DISABLE"
    case .setAreaName: "PR_SET_VMA"
    }
  }

  /// TASK_COMM_LEN: bytes of a thread's name with the zero at its end.
  public static let nameSize = 16
}
