import ArgumentParser
import Glibc
import Kernel
import Sandbox
import Toolchain

/// The process that writes folders back: `ring3 __write-back N`, which Ring3 starts by itself.
///
/// It has the folders as descriptors 3 and up, is told what to do on standard input, and answers on standard output.
/// It is locked down before it reads the first byte: it can change what lies in those folders, and nothing else.
struct WriteBack: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "__write-back", shouldDisplay: false)

  @Argument var folders: Int

  func run() throws {
    // Who is at the terminal ends the program, not what it leaves behind.
    for number in [SIGINT, SIGQUIT, SIGHUP, SIGTERM, SIGPIPE, SIGTSTP] { signal(number, SIG_IGN) }
    umask(0o077)
    let descriptors = (0..<Int32(clamping: folders)).map { 3 + $0 }
    try Sandbox.lockDown(.writingFolders(descriptors))
    var writer = FolderWriter(folders: descriptors)
    var failures: [String] = []
    while let message = FolderMessage(from: STDIN_FILENO) {
      if message.kind == .commit {
        guard answer(failures) else { break }
        failures = []
      } else if let reason = writer.apply(message), failures.count < Self.failureLimit {
        failures.append("\(message.folder):\(message.path): \(reason)")
      }
    }
    _exit(0)
  }

  /// Says what could not be done, a line each, and that this is all.
  private func answer(_ failures: [String]) -> Bool {
    let text = failures.map { $0.filter { $0 != "\n" } + "\n" }.joined() + "\n"
    do throws(HostFile.Failure) {
      try HostFile.writeAll(text.utf8, to: STDOUT_FILENO)
      return true
    } catch { return false }
  }

  private static let failureLimit = 100
}

/// The other end: what the process that runs the program has of it.
struct WriteBackProcess {
  /// What is written to it, and what it answers.
  let requests: Int32
  let answers: Int32
  /// The folders by the order in which it has them.
  private let sources: [FileName]

  /// Starts it.
  init(_ folders: [GrantedFiles.Folder]) throws {
    var (toWriter, fromWriter): ([Int32], [Int32]) = ([0, 0], [0, 0])
    guard pipe(&toWriter) == 0, pipe(&fromWriter) == 0 else {
      throw Failure("folders cannot be written back: \(String(cString: strerror(errno)))")
    }
    for descriptor in toWriter + fromWriter { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    (requests, answers) = (toWriter[1], fromWriter[0])
    sources = folders.map(\.folder.source)
    // Far up, so that none lies where another one is to go.
    let far = ([toWriter[0], fromWriter[1]] + folders.map(\.descriptor)).map {
      fcntl($0, F_DUPFD_CLOEXEC, 300)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, place) in zip(
      far, [STDIN_FILENO, STDOUT_FILENO] + folders.indices.map { Int32(3 + $0) })
    {
      posix_spawn_file_actions_adddup2(&actions, descriptor, place)
    }
    let arguments: [UnsafeMutablePointer<CChar>?] =
      ["ring3", "__write-back", String(folders.count)].map { (text: String) in strdup(text) } + [nil]
    defer { for text in arguments { free(text) } }
    var child = pid_t()
    let result = posix_spawn(&child, "/proc/self/exe", &actions, nil, arguments, environ)
    for descriptor in far + [toWriter[0], fromWriter[1]] { close(descriptor) }
    guard result == 0 else {
      throw Failure("folders cannot be written back: \(String(cString: strerror(result)))")
    }
    // A writer that is gone is an error to be told, not the end of this process.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Has changes made, and returns what could not be done, a line each.
  func apply(_ changes: [FolderChanges]) throws(HostFile.Failure) -> [String] {
    for folder in changes {
      guard let number = sources.firstIndex(of: folder.source) else { continue }
      for change in folder.changes {
        try FolderMessage(change, folder: number).send(to: requests)
      }
    }
    try FolderMessage.commit.send(to: requests)
    var text: [UInt8] = []
    while text != [UInt8(ascii: "\n")], !text.ends(with: "\n\n".utf8) {
      let piece = try HostFile.readSome(from: answers)
      if piece.isEmpty { return ["the process that writes folders has ended"] }
      text += piece
    }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(named)
  }

  /// A failure with the folder's name in front.
  private func named(_ line: Substring) -> String {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let number = Int(parts[0]), sources.indices.contains(number) else {
      return String(line)
    }
    return "\(sources[number])/\(parts[1])"
  }
}

extension [UInt8] {
  fileprivate func ends(with end: String.UTF8View) -> Bool { suffix(end.count).elementsEqual(end) }
}
