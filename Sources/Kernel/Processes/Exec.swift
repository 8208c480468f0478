import ABI
import ELF
import Machine

/// exec: a process becomes another program.
extension Kernel {
  mutating func sysExecve(
    _ path: UserPointer, _ arguments: UserPointer, _ environment: UserPointer, _ context: Context
  ) throws(Errno) -> SyscallOutcome {
    let path = try copyInPath(path, context)
    let arguments = try copyInStrings(arguments, context)
    let environment = try copyInStrings(environment, context)
    makeRoom(context)
    let texts = ProgramTexts(path: path, arguments: arguments, environment: environment)
    let image = try loadImage(texts, context)
    endOtherThreads(context)
    releaseFutexes(of: context.thread, context)
    let context = takeLeadership(context)
    replaceMemory(with: image.space, context)
    startProgram(image, context)
    return .replaced
  }

  /// The strings that an array of pointers names, up to a null pointer.
  private mutating func copyInStrings(
    _ pointer: UserPointer, _ context: Context
  ) throws(Errno) -> [[UInt8]] {
    var strings: [[UInt8]] = []
    guard pointer.address.rawValue != 0 else { return strings }
    var total = 0
    while true {
      let place = UserBuffer(start: pointer + UInt64(strings.count) * 8, count: 8)
      let string = try copyIn(place, context).littleEndian64(at: 0)
      guard string != 0 else { return strings }
      let bytes: [UInt8]
      do throws(Errno) {
        bytes = try copyInBytes(UserPointer(string), limit: Self.argumentLimit, context)
      } catch {
        throw error == .nameTooLong ? .argumentListTooLong : error
      }
      total += bytes.count + 9
      guard total <= Self.allArgumentsLimit else { throw .argumentListTooLong }
      strings.append(bytes)
    }
  }

  /// A program that is ready to run: its memory, and where it begins.
  struct Image {
    let path: FilePath
    let inode: InodeNumber
    let space: AddressSpace
    let stack: InitialStack
    let entry: UInt64
    /// Whom it acts for.
    let credentials: Credentials
  }

  /// What a program finds on its stack.
  struct ProgramTexts {
    /// What it was called by.
    let path: FilePath
    var arguments: [[UInt8]]
    let environment: [[UInt8]]
  }

  /// Makes the memory of a program; a file that begins with `#!` names the program that reads it.
  private mutating func loadImage(_ texts: ProgramTexts, _ context: Context) throws(Errno) -> Image {
    var (texts, path) = (texts, texts.path)
    for _ in 0..<Self.interpreterLimit {
      let place = try executable(path, context)
      let bytes = contents(of: place.inode, context.machine)[...]
      guard let line = InterpreterLine(bytes) else {
        do {
          let elf = try ELFFile(executable: Array(bytes))
          let limit = processes[context.process].limits[.stack].soft
          return try image(
            of: elf, place.inode, texts, credentials(for: place, context), stackLimit: limit, context.machine)
        } catch let error as LoadError {
          throw error.errno
        } catch { throw .notExecutable }
      }
      texts.arguments = line.words + [path.bytes] + texts.arguments.dropFirst()
      path = FilePath(line.interpreter)
    }
    throw .tooManySymbolicLinks
  }

  private func executable(_ path: FilePath, _ context: Context) throws(Errno) -> Place {
    let place = try follow(path, walk(context), context).existing()
    guard case .regular = files[place.inode].kind,
      files[place.inode].permits(.execute, processes[context.process].credentials),
      !files.mounts[place.mount.rawValue].flags.contains(.noExecute)
    else { throw .accessDenied }
    if isOpenForWriting(place.inode) { throw .textFileBusy }
    return place
  }

  /// Whether a file can change under somebody who executes it.
  private func isOpenForWriting(_ inode: InodeNumber) -> Bool {
    openFiles.numbers.contains { openFiles[$0].target == .inode(inode) && openFiles[$0].isWritable }
      || isMappedForWriting(inode)
  }

  /// Whether a file is a program that somebody executes: nobody may write to it then.
  func isExecuted(_ inode: InodeNumber) -> Bool { hasArea(of: inode) { $0.purpose == .program } }

  /// Whom a program acts for: with a set-user-ID or set-group-ID bit, for the owner or the group of its file.
  private func credentials(for place: Place, _ context: Context) -> Credentials {
    var credentials = identity(context)
    let row = files[place.inode]
    if !files.mounts[place.mount.rawValue].flags.contains(.noSetUserID) {
      if row.permissions & FileMode.setUserID != 0 { credentials.user.effective = row.owner }
      // Without the group's right to execute, the bit means something else.
      if row.permissions.droppedSetID & FileMode.setGroupID != 0 { credentials.group.effective = row.group }
    }
    credentials.user.saved = credentials.user.effective
    credentials.group.saved = credentials.group.effective
    return credentials
  }

  /// Lays a program out in an address space of its own.
  mutating func image(
    of elf: ELFFile, _ inode: InodeNumber, _ texts: ProgramTexts, _ credentials: Credentials,
    stackLimit: UInt64, _ machine: Machine
  ) throws(LoadError) -> Image {
    let asid = newASID()
    guard
      var space = AddressSpace(asid: asid, stackLimit: stackLimit, pool: &pool, machine: machine)
    else { throw .outOfMemory }
    do throws(LoadError) {
      try space.mapSegments(of: elf, inode, pool: &pool, machine: machine)
      let stack = InitialStack(
        elf: elf, texts: texts, credentials: credentials, seed: machine.configuration.seed)
      guard stack.size <= space.stackLimit / 4 else {
        throw .argumentsTooLong(limit: space.stackLimit / 4)
      }
      space.insert(
        VMA(
          start: VirtualAddress(AddressSpace.end.rawValue - (128 << 10)), end: AddressSpace.end,
          protection: [.read, .write], backing: .zero, purpose: .stack), pool: &pool)
      guard mapTrampoline(into: &space, machine) else { throw .outOfMemory }
      return Image(
        path: texts.path, inode: inode, space: space, stack: stack, entry: elf.entry, credentials: credentials
      )
    } catch {
      space.releaseAll(pool: &pool, machine: machine)
      throw error
    }
  }

  /// Maps the page that signal handlers return to: the kernel's own code, which every process shares.
  private mutating func mapTrampoline(into space: inout AddressSpace, _ machine: Machine) -> Bool {
    guard let place = space.freeRange(of: Page.size) else { return false }
    let area = VMA(
      start: place, end: place + Page.size, protection: [.read, .execute], backing: .zero, purpose: .vdso)
    space.insert(area, pool: &pool)
    space.trampoline = place
    frames.retain(trampoline)
    if space.map(place, to: trampoline, area.protection.pteFlags, pool: &pool, machine: machine) {
      return true
    }
    frames.release(trampoline)
    return false
  }

  private mutating func endOtherThreads(_ context: Context) {
    for thread in processes[context.process].threads.reversed() where thread != context.thread {
      endThread(thread, .exited(0), isLast: false, context)
    }
  }

  /// The thread that calls exec gets the process's own number, if it has another one.
  private mutating func takeLeadership(_ context: Context) -> Context {
    guard context.thread != context.process else { return context }
    var row = threads.remove(context.thread)
    row.scheduling = SchedulingEntity(thread: TID(Int32(context.process)), like: row.scheduling)
    threads.insert(row, at: context.process)
    processes[context.process].threads = [context.process]
    processors[context.hart.id].running = context.process
    return self.context(of: context.process, on: context.hart, context.machine)
  }

  private mutating func replaceMemory(with space: AddressSpace, _ context: Context) {
    giveBackMemory(of: context.process, context)
    processes[context.process].space = spaces.insert(space)
  }

  /// Gives a process whose memory is in place what else a new program begins with.
  private mutating func startProgram(_ image: Image, _ old: Context) {
    let process = old.process
    if descriptorTables[old.descriptors].users > 1 {
      descriptorTables[old.descriptors].users -= 1
      var copy = descriptorTables[old.descriptors]
      copy.users = 1
      for file in copy.files { openFiles[file.rawValue].owners += 1 }
      processes[process].descriptors = descriptorTables.insert(copy)
    }
    let table = processes[process].descriptors
    for file in descriptorTables[table].removeThoseClosedOnExec() {
      close(file, ofTable: table, old)
    }
    let name = Self.shortName(image.path)
    processes[process].name = name
    processes[process].executable = image.path
    processes[process].hasExecuted = true
    processes[process].exitSignal = .child
    processes[process].credentials = image.credentials
    if image.credentials.isBorrowed { processes[process].parentDeathSignal = nil }
    processes[process].signals.resetHandlers()
    removeTimers(of: process)
    threads[old.thread].name = name
    threads[old.thread].signals.stack = SignalStack()
    threads[old.thread].clearChildTID = UserPointer(0)
    threads[old.thread].robustList = UserPointer(0)
    let context = self.context(of: old.thread, on: old.hart, old.machine)
    do throws(Errno) { try setUp(image, context) } catch {
      exit(process, .signaled(.kill, nil), context)
    }
  }

  /// Puts arguments and environment onto the stack and the registers to where a program begins.
  mutating func setUp(_ image: Image, _ context: Context) throws(Errno) {
    let (machine, frame) = (context.machine, threads[context.thread].trapFrame)
    try copyOut(image.stack.bytes, to: UserPointer(image.stack.address), context)
    spaces[context.space].layout = image.stack.layout
    for register in 1..<32 { frame.setRegister(register, 0, machine) }
    frame.setPC(image.entry, machine)
    frame.setRegister(2, image.stack.address, machine)
  }

  /// The last part of a path.
  static func fileName(_ path: FilePath) -> FileName { path.names.last ?? FileName(path.bytes) }

  /// The last part of a path, up to 15 bytes: what `ps` shows.
  static func shortName(_ path: FilePath) -> String {
    String(decoding: fileName(path).bytes.prefix(15), as: UTF8.self)
  }

  /// Bytes that arguments and environment may have in all, as on Linux with the usual stack.
  private static let allArgumentsLimit = 2 << 20
  /// Bytes that one argument may have, as on Linux.
  private static let argumentLimit = 128 << 10
  /// How many `#!` lines may lead from one to the next.
  private static let interpreterLimit = 5
}

/// The first line of a script: `#!interpreter [argument]`.
struct InterpreterLine {
  let interpreter: [UInt8]
  private let argument: [UInt8]

  /// What comes before the script's path among the arguments.
  var words: [[UInt8]] { [interpreter] + (argument.isEmpty ? [] : [argument]) }

  /// The line that a file begins with; nil if it is no script.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.starts(with: Array("#!".utf8)) else { return nil }
    let line = bytes.dropFirst(2).prefix(254).prefix { $0 != UInt8(ascii: "\n") }
    let text = line.drop(while: Self.isBlank)
    interpreter = Array(text.prefix { !Self.isBlank($0) })
    guard !interpreter.isEmpty else { return nil }
    let rest = text.dropFirst(interpreter.count).drop(while: Self.isBlank)
    argument = rest.lastIndex { !Self.isBlank($0) }.map { Array(rest[...$0]) } ?? []
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}

extension LoadError {
  /// What a program that called exec is told.
  var errno: Errno {
    switch self {
    case .argumentsTooLong: .argumentListTooLong
    case .outOfMemory: .outOfMemory
    default: .notExecutable
    }
  }
}
