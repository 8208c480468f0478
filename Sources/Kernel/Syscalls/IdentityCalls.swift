import ABI
import Machine

/// The system calls on users and groups, and on the system as a whole.
extension Kernel {
  mutating func sysGetresid(
    _ which: KeyPath<Credentials, Credentials.Identity>, _ a: Arguments, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let identity = processes[context.process].credentials[keyPath: which]
    try copyOut(identity.real.bytes, to: a.pointer(0), context)
    try copyOut(identity.effective.bytes, to: a.pointer(1), context)
    try copyOut(identity.saved.bytes, to: a.pointer(2), context)
    return .done(0)
  }

  /// setuid and setgid: all three for root, otherwise only to one that the process has already.
  mutating func sysSetid(
    _ which: WritableKeyPath<Credentials, Credentials.Identity>, _ id: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var identity = processes[context.process].credentials[keyPath: which]
    if processes[context.process].credentials.isRoot {
      identity = Credentials.Identity(real: id, effective: id, saved: id)
    } else {
      guard id == identity.real || id == identity.saved else { throw .notPermitted }
      identity.effective = id
    }
    processes[context.process].credentials[keyPath: which] = identity
    return .done(0)
  }

  /// setresuid and its like; −1 leaves an identity as it is.
  mutating func sysSetresid(
    _ which: WritableKeyPath<Credentials, Credentials.Identity>, real: UInt32, effective: UInt32,
    saved: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    var identity = processes[context.process].credentials[keyPath: which]
    let own = [identity.real, identity.effective, identity.saved]
    for id in [real, effective, saved] where id != .max {
      guard processes[context.process].credentials.isRoot || own.contains(id) else { throw .notPermitted }
    }
    if real != .max { identity.real = real }
    if effective != .max { identity.effective = effective }
    if saved != .max { identity.saved = saved }
    processes[context.process].credentials[keyPath: which] = identity
    return .done(0)
  }

  mutating func sysGetgroups(
    _ count: Int32, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let groups = processes[context.process].credentials.groups
    guard count == 0 || count >= groups.count else { throw .invalidArgument }
    if count > 0 { try copyOut(groups.flatMap(\.bytes), to: pointer, context) }
    return .done(groups.count)
  }

  mutating func sysSetgroups(
    _ count: UInt64, _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard processes[context.process].credentials.isRoot else { throw .notPermitted }
    guard count <= 65_536 else { throw .invalidArgument }
    let bytes = try copyIn(UserBuffer(start: pointer, count: count * 4), context)
    processes[context.process].credentials.groups = (0..<Int(count)).map { bytes.littleEndian32(at: $0 * 4) }
    return .done(0)
  }

  mutating func sysUmask(_ mask: UInt32, _ context: Context) -> SyscallOutcome {
    let place = processes[context.process].workingPlace
    defer { workingPlaces[place].umask = mask & 0o777 }
    return .done(Int(workingPlaces[place].umask))
  }

  // MARK: The system

  mutating func sysUname(_ pointer: UserPointer, _ context: Context) throws(Errno) -> SyscallOutcome {
    try copyOut(systemName.encoded, to: pointer, context)
    return .done(0)
  }

  /// The texts of `uname`, with the name that the host has now.
  var systemName: SystemName {
    var name = SystemName.ring3
    let bytes = Array(tuning.hostName.utf8.prefix(SystemName.maximumLength))
    name.node = bytes + repeatElement(0, count: SystemName.maximumLength + 1 - bytes.count)
    return name
  }

  mutating func sysSethostname(_ name: UserBuffer, _ context: Context) throws(Errno) -> SyscallOutcome {
    guard processes[context.process].credentials.isRoot else { throw .notPermitted }
    guard name.count <= UInt64(SystemName.maximumLength) else { throw .invalidArgument }
    try setHostName(String(decoding: try copyIn(name, context).prefix { $0 != 0 }, as: UTF8.self))
    return .done(0)
  }

  mutating func setHostName(_ name: String) throws(Errno) {
    guard name.utf8.count <= SystemName.maximumLength else { throw .invalidArgument }
    tuning.hostName = name
  }

  mutating func sysSysinfo(_ pointer: UserPointer, _ context: Context) throws(Errno) -> SyscallOutcome {
    var information = SystemInformation()
    information.uptime = options.nanoseconds(context.hart.cycles) / 1_000_000_000
    information.totalMemory = context.machine.configuration.memorySize
    var load = load
    load.advance(to: context.hart.cycles)
    // 2048ths here, 65536ths there.
    information.loads = load.averages.flatMap { ($0 << 5).bytes }
    information.totalSwap = UInt64(pool.swap.count) * Page.size
    information.freeSwap = UInt64(pool.swap.freeCount) * Page.size
    information.freeMemory = UInt64(frames.freeCount) * Page.size
    information.processes = UInt16(clamping: threads.count)
    information.unit = 1
    try copyOut(information.encoded, to: pointer, context)
    return .done(0)
  }

  /// Random bytes, the same ones for the same seed.
  mutating func sysGetrandom(
    _ buffer: UserBuffer, _ flags: UInt32, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    guard flags & ~7 == 0, flags & 6 != 6 else { throw .invalidArgument }
    let count = try accessible(
      UserBuffer(start: buffer.start, count: min(buffer.count, 33_554_431)), .store, context)
    var done: UInt64 = 0
    while done < count {
      let piece = min(count - done, Page.size)
      try copyOut(random.bytes(Int(piece)), to: buffer.start + done, context)
      done += piece
    }
    return .done(count)
  }
}

extension SystemName {
  /// What `uname` says here: the interface is Linux's, the machine 64-bit RISC-V.
  static let ring3 = SystemName(
    system: "Linux", node: "ring3", release: "6.12.0-ring3", version: "#1 SMP Ring3", machine: "riscv64",
    domain: "(none)")
}
