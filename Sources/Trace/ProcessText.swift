import ABI

extension CloneArguments: Described {
  var text: String {
    let signal = Names.signal(Int64(bitPattern: exitSignal))
    var members = [
      "flags=\(Names.flags(flags.rawValue, CloneFlags.constants))"
    ]
    if flags.contains(.pidDescriptor) { members.append("pidfd=\(Names.address(pidDescriptor))") }
    if !flags.isDisjoint(with: [.setChildTID, .clearChildTID]) {
      members.append("child_tid=\(Names.address(childTID))")
    }
    if flags.contains(.setParentTID) { members.append("parent_tid=\(Names.address(parentTID))") }
    members += [
      "exit_signal=\(signal)", "stack=\(Names.address(stack))", "stack_size=\(Names.hexadecimal(stackSize))",
    ]
    if flags.contains(.setTLS) { members.append("tls=\(Names.address(tls))") }
    return "{" + members.joined(separator: ", ") + "}"
  }
}

extension WaitStatus {
  var text: String {
    switch self {
    case .exited(let status): "{WIFEXITED(s) && WEXITSTATUS(s) == \(status)}"
    case .signaled(let signal, let core):
      "{WIFSIGNALED(s) && WTERMSIG(s) == \(Names.signal(Int64(signal)))\(core ? " && WCOREDUMP(s)" : "")}"
    case .stopped(let signal): "{WIFSTOPPED(s) && WSTOPSIG(s) == \(Names.signal(Int64(signal)))}"
    case .continued: "{WIFCONTINUED(s)}"
    }
  }
}

extension ResourceUsage: Described {
  var text: String {
    "{ru_utime=\(StructureText.members(of: userTime)), ru_stime=\(StructureText.members(of: systemTime)), ...}"
  }
}

extension ResourceLimit: Described {
  var text: String { "{rlim_cur=\(shown(soft)), rlim_max=\(shown(hard))}" }

  private func shown(_ value: UInt64) -> String {
    if value == ResourceLimit.infinity { return "RLIM64_INFINITY" }
    return value > 1024 && value % 1024 == 0 ? "\(value / 1024)*1024" : String(value)
  }
}

extension SchedulingParameters: Described {
  var text: String { "[\(priority)]" }
}

extension SchedulingAttributes: Described {
  var text: String {
    let policy = Names.value(UInt64(self.policy), SchedulingClass.constants)
    return
      "{size=\(size), sched_policy=\(policy), sched_flags=\(Names.hexadecimal(flags)), sched_nice=\(nice), "
      + "sched_priority=\(priority), sched_runtime=\(runtime), sched_deadline=\(deadline), sched_period=\(period), "
      + "sched_util_min=\(minimumUtilization), sched_util_max=\(maximumUtilization)}"
  }
}

extension SignalAction: Described {
  var text: String {
    let handler =
      switch self.handler {
      case SignalAction.defaultHandler: "SIG_DFL"
      case SignalAction.ignoreHandler: "SIG_IGN"
      default: Names.hexadecimal(self.handler)
      }
    let flags = Names.flags(self.flags.rawValue, ActionFlags.constants)
    return "{sa_handler=\(handler), sa_mask=\(Names.signals(mask)), sa_flags=\(flags)}"
  }
}

extension SignalStack: Described {
  var text: String {
    let flags = Names.flags(UInt64(self.flags.rawValue), StackFlags.constants)
    return "{ss_sp=\(Names.address(base)), ss_flags=\(flags), ss_size=\(size)}"
  }
}

extension SignalEvent: Described {
  var text: String {
    let kind = Names.value(UInt64(UInt32(bitPattern: notify)), NotificationKind.constants)
    let value =
      self.value == 0
      ? ""
      : "sigev_value={sival_int=\(Int32(truncatingIfNeeded: self.value)), sival_ptr=\(Names.address(self.value))}, "
    let isForThread = notify == Int32(NotificationKind.threadSignal.rawValue)
    let target = isForThread ? ", sigev_notify_thread_id=\(thread)" : ""
    return "{\(value)sigev_signo=\(Names.signal(Int64(signal))), sigev_notify=\(kind)\(target)}"
  }
}

extension SignalInfo {
  var text: String {
    let signal = Signal(rawValue: number)
    let code = signal.flatMap { self.code.cName(with: $0) } ?? String(self.code.rawValue)
    return "{si_signo=\(Names.signal(Int64(number))), si_code=\(code)\(details)}"
  }

  private var details: String {
    switch detail {
    case .none: return ""
    case .sender(let pid, let uid, let value):
      return ", si_pid=\(pid), si_uid=\(uid)\(code == .queue ? sent(value) : "")"
    case .child(let pid, let uid, let status, let userTime, let systemTime):
      let status = code == .exited ? String(status) : Names.signal(Int64(status))
      return
        ", si_pid=\(pid), si_uid=\(uid), si_status=\(status), si_utime=\(userTime), si_stime=\(systemTime)"
    case .fault(let address): return ", si_addr=\(Names.address(address))"
    case .timer(let id, let overrun, let value):
      return
        ", si_timerid=\(Names.hexadecimal(UInt64(UInt32(bitPattern: id)))), si_overrun=\(overrun)\(sent(value))"
    case .poll(let band, let descriptor): return ", si_band=\(band), si_fd=\(descriptor)"
    case .call(let address, let number, let architecture):
      return
        ", si_call_addr=\(Names.address(address)), si_syscall=\(number), si_arch=\(Names.hexadecimal(UInt64(architecture)))"
    }
  }

  private func sent(_ value: UInt64) -> String {
    ", si_int=\(Int32(truncatingIfNeeded: value)), si_ptr=\(Names.address(value))"
  }
}
