import ABI
import Machine

/// What `sendmsg` sends beside bytes.
struct ControlData {
  /// The descriptors that are to travel (SCM_RIGHTS).
  var descriptors: [UInt32] = []
  /// Who the sender says that it is (SCM_CREDENTIALS).
  var credentials: PeerCredentials?
}

/// Open files on their way from process to process.
///
/// A descriptor is a number that means something in one process only. What travels is the open file itself: the
/// message is an owner of it, as a descriptor is, and the receiver gets a descriptor of its own for it.
extension Kernel {
  /// Reads control data: headers, each with a length, a level and a type, and data after it.
  mutating func copyInControl(
    _ header: MessageHeader, _ context: Context
  ) throws(Errno) -> ControlData {
    var data = ControlData()
    guard header.controlLength > 0 else { return data }
    guard header.controlLength <= Self.controlLimit else { throw .noBufferSpace }
    let bytes = try copyIn(
      UserBuffer(start: UserPointer(header.control), count: header.controlLength), context)
    var place = 0
    while let next = ControlHeader(decoding: bytes[place...]) {
      guard next.length >= UInt64(ControlHeader.layout.size), next.length <= UInt64(bytes.count - place)
      else {
        throw .invalidArgument
      }
      let body = Array(bytes[(place + ControlHeader.layout.size)..<place + Int(next.length)])
      try read(next, body, into: &data, context)
      place += (Int(next.length) + 7) & ~7
      if place > bytes.count { break }
    }
    return data
  }

  private func read(
    _ header: ControlHeader, _ body: [UInt8], into data: inout ControlData, _ context: Context
  ) throws(Errno) {
    guard header.level == Int32(SocketLevel.socket.rawValue) else { return }
    switch ControlMessageType(rawValue: UInt32(bitPattern: header.type)) {
    case .rights?:
      data.descriptors += (0..<body.count / 4).map { body.littleEndian32(at: 4 * $0) }
      guard data.descriptors.count <= Self.descriptorLimit else { throw .invalidArgument }
    case .credentials?:
      guard body.count == PeerCredentials.layout.size, let claimed = PeerCredentials(decoding: body) else {
        throw .invalidArgument
      }
      let own = processes[context.process].credentials
      let isTrue =
        Int(claimed.pid) == context.process
        && [own.user.real, own.user.effective, own.user.saved].contains(claimed.uid)
        && [own.group.real, own.group.effective, own.group.saved].contains(claimed.gid)
      guard isTrue || own.isRoot else { throw .notPermitted }
      data.credentials = claimed
    case nil: throw .invalidArgument
    }
  }

  /// Makes a message an owner of what descriptors name.
  mutating func hold(_ descriptors: [UInt32], _ context: Context) throws(Errno) -> [OpenFileNumber] {
    guard !descriptors.isEmpty else { return [] }
    var files: [OpenFileNumber] = []
    for descriptor in descriptors {
      files.append(try descriptorTables[context.descriptors].find(UInt64(descriptor)))
    }
    if descriptorsInFlight > Self.collectionThreshold { collectUnreachable(context) }
    let limit = processes[context.process].limits[.openFiles].soft
    guard UInt64(descriptorsInFlight + files.count) <= limit else { throw .tooManyReferences }
    return share(files)
  }

  /// Adds an owner to each of some open files: a message, or who has peeked at one.
  mutating func share(_ files: [OpenFileNumber]) -> [OpenFileNumber] {
    for file in files { openFiles[file.rawValue].owners += 1 }
    descriptorsInFlight += files.count
    return files
  }

  /// Gives open files up that were under way.
  ///
  /// They may be sockets with messages that carry sockets, and so on: one after the other, however deep that goes.
  mutating func drop(_ files: [OpenFileNumber], _ context: Context) {
    dropped += files
    guard !isDropping else { return }
    isDropping = true
    while let file = dropped.popLast() {
      descriptorsInFlight -= 1
      release(file, context)
    }
    isDropping = false
  }

  /// Gives a process descriptors for open files that have arrived, as many as it has room for.
  ///
  /// - Returns: the descriptors; the open files that there was no room for are given up.
  mutating func accept(
    _ files: [OpenFileNumber], limit: Int, closesOnExec: Bool, _ context: Context
  ) -> [UInt32] {
    var descriptors: [UInt32] = []
    let most = processes[context.process].limits[.openFiles].soft
    for file in files.prefix(limit) {
      guard
        let descriptor = try? descriptorTables[context.descriptors].insert(
          file, closesOnExec: closesOnExec, limit: most)
      else { break }
      descriptors.append(UInt32(descriptor.rawValue))
      descriptorsInFlight -= 1
    }
    drop(Array(files.dropFirst(descriptors.count)), context)
    return descriptors
  }

  // MARK: Sockets that only they themselves know

  /// Closes sockets that no process can reach any more, because the last that knows of them is a message to one of
  /// them.
  ///
  /// From the descriptors of all processes, everything is followed that a socket could still hand out; what was not
  /// found is given up.
  mutating func collectUnreachable(_ context: Context) {
    guard descriptorsInFlight > 0 else { return }
    var seenFiles = Set<OpenFileNumber>()
    var seenSockets = Set<Int>()
    var toVisit = descriptorTables.numbers.flatMap { descriptorTables[$0].files }
    while let file = toVisit.popLast() {
      guard seenFiles.insert(file).inserted, case .socket(let socket) = openFiles[file.rawValue].target else {
        continue
      }
      for number in [socket.rawValue] + sockets[socket.rawValue].connections {
        seenSockets.insert(number)
        toVisit += sockets[number].messages.flatMap(\.rights)
      }
    }
    var lost: [OpenFileNumber] = []
    for number in sockets.numbers where !seenSockets.contains(number) {
      guard sockets[number].messages.contains(where: { !$0.rights.isEmpty }) else { continue }
      socketBytes -= sockets[number].charge
      lost += sockets[number].removeAll().flatMap(\.rights)
    }
    drop(lost, context)
  }

  /// SCM_MAX_FD: descriptors that one message can carry.
  private static let descriptorLimit = 253
  /// Bytes of control data that one message can have.
  private static let controlLimit: UInt64 = 20_480
  /// When so many descriptors are under way, those that nobody can receive are looked for.
  private static let collectionThreshold = 256
}
