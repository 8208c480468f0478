import ABI
import Testing

/// One shared structure, whatever its type.
struct Shared: Sendable, CustomTestStringConvertible {
  let layout: StructLayout
  /// Decodes and encodes again; nil if it cannot be decoded.
  let again: @Sendable ([UInt8]) -> [UInt8]?
  let size: Int
  var testDescription: String { layout.name }

  init<Structure: SharedStructure>(_ type: Structure.Type, _ size: Int) {
    layout = type.layout
    again = { Structure(decoding: $0)?.encoded }
    self.size = size
  }

  /// Every structure, with the size that 64-bit RISC-V Linux gives it.
  static let all: [Shared] = [
    Shared(TimeSpec.self, 16), Shared(TimeValue.self, 16), Shared(TimerSpec.self, 32),
    Shared(IntervalTimerValue.self, 32), Shared(FileStatus.self, 128), Shared(ExtendedStatus.self, 256),
    Shared(IOVector.self, 16), Shared(CloneArguments.self, 88), Shared(SignalAction.self, 24),
    Shared(SignalStack.self, 24), Shared(SignalContext.self, 784), Shared(UserContext.self, 960),
    Shared(SignalEvent.self, 64), Shared(SchedulingParameters.self, 4), Shared(SchedulingAttributes.self, 56),
    Shared(ResourceLimit.self, 16), Shared(ResourceUsage.self, 144), Shared(ProcessTimes.self, 32),
    Shared(FileLock.self, 32), Shared(FileSystemStatus.self, 120), Shared(WindowSize.self, 8),
    Shared(TerminalSettings.self, 36), Shared(SystemName.self, 390), Shared(SystemInformation.self, 112),
    Shared(RobustListHead.self, 24), Shared(PollDescriptor.self, 8), Shared(EpollEvent.self, 16),
    Shared(SignalDescriptorInfo.self, 128), Shared(IPCPermissions.self, 48),
    Shared(SharedMemorySegment.self, 112),
    Shared(SemaphoreOperation.self, 6), Shared(SemaphoreSetStatus.self, 88),
    Shared(MessageQueueStatus.self, 120),
    Shared(POSIXQueueAttributes.self, 64), Shared(InetAddress.self, 16), Shared(PeerCredentials.self, 12),
    Shared(Linger.self, 8), Shared(MessageHeader.self, 56), Shared(ControlHeader.self, 16),
  ]
}

@Test("A structure has Linux's size, and every member survives decoding and encoding", arguments: Shared.all)
func structuresRoundTrip(shared: Shared) throws {
  #expect(shared.layout.size == shared.size)
  var bytes = (0..<shared.size).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
  let encoded = try #require(shared.again(bytes))
  for field in shared.layout.fields where field.isPadding {
    for index in field.offset..<field.offset + field.size { bytes[index] = encoded[index] }
  }
  // What nested structures hold as padding is zero as well.
  for index in bytes.indices where encoded[index] == 0 { bytes[index] = 0 }
  #expect(encoded == bytes)
  #expect(
    encoded.filter { $0 == 0 }.count <= shared.layout.fields.filter(\.isPadding).map(\.size).reduce(40, +))
  #expect(shared.again(Array(bytes.dropLast())) == nil)
}

/// What is said of a signal, and the words that a program finds, by their offsets.
private let informations: [(SignalInfo, [Int: UInt32])] = [
  (SignalInfo(.user1, .user, .sender(pid: 7, uid: 8)), [16: 7, 20: 8]),
  (SignalInfo(.user1, .queue, .sender(pid: 7, uid: 8, value: 9)), [16: 7, 20: 8, 24: 9]),
  (
    SignalInfo(.child, .exited, .child(pid: 7, uid: 8, status: 9, userTime: 10, systemTime: 11)),
    [16: 7, 20: 8, 24: 9, 32: 10, 40: 11]
  ),
  (SignalInfo(.segmentationViolation, .notMapped, .fault(address: 0x7000_0000)), [16: 0x7000_0000]),
  (SignalInfo(.alarm, .timer, .timer(id: 3, overrun: 4, value: 5)), [16: 3, 20: 4, 24: 5]),
  (SignalInfo(.inputOutput, .inputReady, .poll(band: 1, descriptor: 5)), [16: 1, 24: 5]),
  (SignalInfo(.alarm, .kernel), [:]),
]

@Test("A signal's information lies where the C library looks for it", arguments: informations.indices)
func signalInformation(index: Int) throws {
  let (information, members) = informations[index]
  let bytes = information.encoded
  #expect(bytes.count == 128)
  func word(at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
  #expect(word(at: 0) == UInt32(information.number))
  #expect(word(at: 8) == UInt32(bitPattern: information.code.rawValue))
  for (offset, value) in members { #expect(word(at: offset) == value) }
  #expect(SignalInfo(decoding: bytes) == information)
}

@Test("A signal frame is Linux's: 128 bytes of siginfo, then a ucontext whose registers begin at 176")
func signalFrame() {
  #expect(SignalFrame.size == 1088)
  #expect(UserContext.layout.offset(of: "uc_sigmask") == 40)
  #expect(UserContext.layout.offset(of: "uc_mcontext") == 176)
  let machine = SignalContext(registers: (0..<32).map { UInt64($0) + 100 })
  let context = UserContext(stack: SignalStack(), mask: SignalSet(.user1), machine: machine)
  let frame = SignalFrame.encode(SignalInfo(.user1, .user, .sender(pid: 1, uid: 0)), context)
  #expect(frame.count == 1088)
  #expect(frame[128 + 176] == 100 && frame[128 + 176 + 8 * 31] == 131)
  #expect(UserContext(decoding: frame.dropFirst(128)) == context)
}

@Test(
  "A wait status is the word that the C macros take apart",
  arguments: [
    (WaitStatus.exited(3), 0x300), (.exited(255), 0xff00), (.signaled(9, core: false), 9),
    (.signaled(11, core: true), 0x8b), (.stopped(19), 0x137f), (.stopped(20), 0x147f), (.continued, 0xffff),
  ] as [(WaitStatus, UInt32)])
func waitStatus(status: WaitStatus, word: UInt32) {
  #expect(status.word == word)
  #expect(WaitStatus(word: word) == status)
}

@Test(
  "A set of signals tells which of them it has",
  arguments: [([], 0), ([.hangup], 1), ([.kill, .stop], 0x40100), ([.realTime32], 1 << 63)]
    as [([Signal], UInt64)])
func signalSets(signals: [Signal], word: UInt64) {
  let set = SignalSet(signals.map { SignalSet($0) })
  #expect(set.rawValue == word)
  #expect(set.signals == signals)
  #expect(set.first == signals.first)
}

@Test(
  "A signal that nobody handles does what signal(7) says",
  arguments: [
    (Signal.terminate, .terminate), (.kill, .terminate), (.realTime5, .terminate), (.quit, .dumpCore),
    (.segmentationViolation, .dumpCore), (.child, .ignore), (.windowChange, .ignore), (.stop, .stop),
    (.terminalInput, .stop), (.continue, .resume),
  ] as [(Signal, Signal.DefaultAction)])
func defaultActions(signal: Signal, action: Signal.DefaultAction) {
  #expect(signal.defaultAction == action)
}

@Test(
  "A signal's code has the name that belongs to its signal",
  arguments: [
    (SignalCode.exited, Signal.child, "CLD_EXITED"), (.notMapped, .segmentationViolation, "SEGV_MAPERR"),
    (.misaligned, .bus, "BUS_ADRALN"), (.user, .child, "SI_USER"), (.kernel, .alarm, "SI_KERNEL"),
    (.threadKill, .abort, "SI_TKILL"), (.breakpoint, .trap, "TRAP_BRKPT"), (.exited, .user1, nil),
  ] as [(SignalCode, Signal, String?)])
func codeNames(code: SignalCode, signal: Signal, name: String?) {
  #expect(code.cName(with: signal) == name)
}

@Test("A directory's entries follow each other, each at a multiple of 8")
func directoryEntries() throws {
  let entries = ["a", "seven77", "a name of eighteen"].enumerated().map { index, name in
    DirectoryEntry(inode: UInt64(index + 1), offset: Int64(index), type: .regular, name: Array(name.utf8))
  }
  #expect(entries.map(\.recordLength) == [24, 32, 40])
  var rest = entries.flatMap(\.encoded)[...]
  for entry in entries {
    #expect(DirectoryEntry(decoding: rest) == entry)
    rest = rest.dropFirst(entry.recordLength)
  }
  #expect(rest.isEmpty)
}

@Test("A local address is a path with its zero, an abstract name without, or nothing")
func localAddresses() {
  let path = LocalAddress(name: Array("/tmp/s".utf8))
  #expect(path.encoded == [1, 0] + Array("/tmp/s".utf8) + [0])
  #expect(LocalAddress(decoding: path.encoded) == path)
  let abstract = LocalAddress(name: [0] + Array("bus".utf8))
  #expect(abstract.encoded == [1, 0, 0] + Array("bus".utf8))
  #expect(LocalAddress(decoding: abstract.encoded) == abstract)
  #expect(LocalAddress(name: []).encoded == [1, 0])
  #expect(LocalAddress(decoding: [2, 0, 1]) == nil)
  #expect(LocalAddress(decoding: [UInt8](repeating: 1, count: 111)) == nil)
}
