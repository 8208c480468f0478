import Glibc
import Kernel
import Sandbox
import Toolchain

/// Makes a program's changes in the folders of the host that it may write.
///
/// A path is opened from the folder's descriptor, never over a link and never out of the folder: the system sees to
/// that (`openat2`). A file is put in place whole, as a new one that takes the old one's name.
struct FolderWriter {
  /// The open folders.
  let folders: [Int32]
  /// How many temporary files there were.
  private var serial = 0

  init(folders: [Int32]) { self.folders = folders }

  /// Does what a message says; the reason if that is not possible.
  mutating func apply(_ message: FolderMessage) -> String? {
    guard folders.indices.contains(Int(message.folder)) else { return "no such folder" }
    let names = message.path.names
    guard let name = names.last, names.allSatisfy({ $0 != "." && $0 != ".." }) else { return "no such path" }
    let above = FilePath(names.dropLast().map(\.bytes).joined(separator: "/".utf8))
    let folder = folders[Int(message.folder)]
    let parent = FolderAccess.open(
      above.bytes.isEmpty ? "." : above, in: folder, FolderAccess.place | O_DIRECTORY)
    guard parent >= 0 else { return Self.lastError }
    defer { close(parent) }
    return make(message, Self.text(name), in: parent, folder) ? nil : Self.lastError
  }

  private mutating func make(
    _ message: FolderMessage, _ name: [CChar], in parent: Int32, _ folder: Int32
  ) -> Bool {
    switch message.kind {
    case .commit: return true
    case .removeFile: return unlinkat(parent, name, 0) == 0 || errno == ENOENT
    case .removeDirectory: return unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT
    case .makeDirectory: return mkdirat(parent, name, 0o700) == 0 || errno == EEXIST
    case .putLink:
      let target = Self.text(message.contents)
      return replace(name, in: parent) { temporary in symlinkat(target, parent, temporary) == 0 }
    case .putFile: return replace(name, in: parent) { Self.write(message, to: $0, in: parent) }
    case .setAttributes:
      let flags = O_NONBLOCK | O_NOCTTY
      var file = FolderAccess.open(message.path, in: folder, O_RDONLY | flags)
      if file < 0 { file = FolderAccess.open(message.path, in: folder, O_WRONLY | flags) }
      guard file >= 0 else { return false }
      defer { close(file) }
      return Self.setAttributes(of: file, message)
    }
  }

  /// Makes something under a name of its own and then gives it the name that is wanted.
  private mutating func replace(_ name: [CChar], in parent: Int32, _ make: ([CChar]) -> Bool) -> Bool {
    for _ in 0..<100 {
      serial += 1
      let temporary = Self.text(Array(".ring3-\(getpid())-\(serial)".utf8))
      guard make(temporary) else {
        let reason = errno
        if reason == EEXIST { continue }
        unlinkat(parent, temporary, 0)
        errno = reason
        return false
      }
      if renameat(parent, temporary, parent, name) == 0 { return true }
      let reason = errno
      unlinkat(parent, temporary, 0)
      errno = reason
      return false
    }
    return false
  }

  private static func write(_ message: FolderMessage, to name: [CChar], in parent: Int32) -> Bool {
    let path = FilePath(name.dropLast().map { UInt8(bitPattern: $0) })
    let file = FolderAccess.open(path, in: parent, O_WRONLY | O_CREAT | O_EXCL)
    guard file >= 0 else { return false }
    defer { close(file) }
    do throws(HostFile.Failure) { try HostFile.writeAll(message.contents, to: file) } catch {
      errno = error.errno
      return false
    }
    return setAttributes(of: file, message) && fsync(file) == 0
  }

  /// Bits that lend rights are not set: a program here may be root and is nobody there.
  private static func setAttributes(of file: Int32, _ message: FolderMessage) -> Bool {
    guard fchmod(file, message.permissions & 0o777) == 0 else { return false }
    guard let modified = message.modified else { return true }
    let seconds = modified / 1_000_000_000 - (modified % 1_000_000_000 < 0 ? 1 : 0)
    let time = timespec(tv_sec: Int(seconds), tv_nsec: Int(modified - seconds * 1_000_000_000))
    return futimens(file, [timespec(tv_sec: 0, tv_nsec: (1 << 30) - 2), time]) == 0  // UTIME_OMIT
  }

  private static func text(_ name: FileName) -> [CChar] { text(name.bytes) }

  private static func text(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

  private static var lastError: String { String(cString: strerror(errno)) }
}

extension FolderAccess {
  /// A path in a folder, as `open` of the sandbox's own module takes it.
  fileprivate static func open(_ path: FilePath, in folder: Int32, _ flags: Int32) -> Int32 {
    open(path.bytes, in: folder, flags: flags)
  }
}
