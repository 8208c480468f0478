import ABI
import Foundation
import Testing

/// Constants that every Linux of 64 bits but the oldest architectures shares, and the C headers of the host that
/// tell them.
private let shared: [NamedConstant] = [
  CloneFlags.constants, WaitOptions.constants, SchedulingClass.constants, PriorityTarget.constants,
  Resource.constants, UsageTarget.constants, Clock.constants, TimerFlags.constants,
  IntervalTimerKind.constants,
  Signal.named.map { NamedConstant($0.cName, Int64($0.rawValue)) }, SignalCode.constants,
  ActionFlags.constants,
  MaskOperation.constants, StackFlags.constants, NotificationKind.constants, ProcessControl.constants,
  MemoryProtection.constants, MapFlags.constants, MapFlags.more, MemoryAdvice.constants, RemapFlags.constants,
  SyncFlags.constants, LockAllFlags.constants, MemoryFileFlags.constants,
  OpenFlags.constants.filter { $0.name != "O_LARGEFILE" }, PathFlags.constants, SeekOrigin.constants,
  FileControl.constants, DescriptorFlags.constants, FileLockKind.constants, WholeFileLock.constants,
  AccessModes.constants, RenameFlags.constants, AllocateFlags.constants, FileSeals.constants,
  CloseRangeFlags.constants, SpliceFlags.constants, ReadWriteFlags.constants, FileMode.constants,
  FileType.constants, DirectoryEntryType.constants, FileSystemMagic.constants, ControlRequest.constants,
  TerminalInput.constants, TerminalOutput.constants, TerminalLocal.constants, TerminalCharacter.constants,
  TerminalSettings.controlConstants, IPCFlags.constants, IPCCommand.constants, SharedMemoryFlags.constants,
  SharedMemorySegment.more, SharedMemoryCommand.constants, SemaphoreFlags.constants,
  SemaphoreCommand.constants,
  MessageQueueFlags.constants, MessageQueueCommand.constants, FutexOperation.constants, FutexFlags.constants,
  FutexWord.constants, PollEvents.constants, EpollEvents.constants, EpollOperation.constants,
  EpollFlags.constants, EventFlags.constants, TimerDescriptorFlags.constants,
  TimerDescriptorSetFlags.constants, SignalDescriptorFlags.constants, RandomFlags.constants,
  AddressFamily.constants, SocketType.constants, SocketTypeFlags.constants, SocketLevel.constants,
  SocketOption.constants, MessageFlags.constants, ShutdownHow.constants, ControlMessageType.constants,
].flatMap { $0 }

private let headers = """
  sched.h signal.h sys/wait.h sys/resource.h time.h sys/time.h sys/mman.h fcntl.h unistd.h sys/ioctl.h termios.h
  dirent.h stdio.h sys/vfs.h sys/ipc.h sys/shm.h sys/sem.h sys/msg.h sys/stat.h sys/file.h sys/uio.h poll.h
  sys/epoll.h sys/eventfd.h sys/timerfd.h sys/signalfd.h sys/random.h sys/socket.h sys/un.h netinet/in.h
  sys/prctl.h linux/futex.h linux/magic.h linux/close_range.h linux/sched.h
  """.split(whereSeparator: \.isWhitespace)

/// What the host's compiler says of each constant that its headers define as a macro.
private func hostValues() throws -> [String: Int64] {
  let lines = shared.map { constant in
    "#ifdef \(constant.name)\n  printf(\"\(constant.name) %lld\\n\", (long long)\(constant.name));\n#endif"
  }
  let source =
    "#define _GNU_SOURCE\n" + headers.map { "#include <\($0)>\n" }.joined()
    + "int main(void) {\n\(lines.joined(separator: "\n"))\n}\n"
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("abi-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appendingPathComponent("constants.c")
  try source.write(to: file, atomically: true, encoding: .utf8)
  let program = folder.appendingPathComponent("constants").path
  let compiled = try output(of: ["gcc", "-w", "-o", program, file.path])
  #expect(compiled.status == 0, "\(compiled.text)")
  let pairs = try output(of: [program]).text.split(separator: "\n").map { $0.split(separator: " ") }
  return Dictionary(pairs.map { (String($0[0]), Int64($0[1])!) }) { first, _ in first }
}

/// Runs a program and gives all that it writes.
func output(of command: [String]) throws -> (text: String, status: Int32) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = command
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (String(decoding: data, as: UTF8.self), process.terminationStatus)
}

@Test(
  "Every constant that the host's C library defines has its value",
  .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/gcc")))
func constantsAgreeWithCompiler() throws {
  let values = try hostValues()
  let names = Set(shared.map(\.name))
  let missing = names.filter { values[$0] == nil }.sorted()
  #expect(values.count * 10 >= names.count * 9, "few are missing: \(missing)")
  for constant in shared {
    guard let value = values[constant.name] else { continue }
    #expect(
      UInt32(truncatingIfNeeded: constant.value) == UInt32(truncatingIfNeeded: value), "\(constant.name)")
  }
}

@Test(
  "Every header stands alone and lies in memory as it says, for RISC-V", arguments: ABI.headers.map(\.path))
func headersCompile(path: String) throws {
  let compiled = try output(of: [
    "clang", "--target=riscv64-unknown-elf", "-march=rv64ima", "-mabi=lp64", "-ffreestanding", "-std=c11",
    "-Wall",
    "-Wextra", "-Werror", "-fsyntax-only", "-I", root.appendingPathComponent("userprogs/lib/include").path,
    "-x",
    "c", root.appendingPathComponent(path).path,
  ])
  #expect(compiled.status == 0, "\(compiled.text)")
}
