import Glibc

/// Files of the host, by way of the C library: whole contents in, whole contents out, every error told.
public enum HostFile {
  /// Why a file could not be read or written: the C library's errno.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    /// The C library's number.
    public let errno: Int32

    /// The C library's words, such as `No such file or directory`.
    public var description: String { String(cString: strerror(errno)) }

    static var last: Failure { Failure(errno: Glibc.errno) }
  }

  /// What a path leads to.
  public enum Kind: Equatable, Sendable {
    /// Something that can be read from its beginning to its end.
    case file
    /// A folder.
    case folder
    /// A device, a pipe or a socket.
    case special
  }

  /// What the path leads to, or nil if to nothing.
  public static func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .special
    }
  }

  /// Whether the file may be executed.
  public static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

  /// Throws if the file cannot be read.
  static func checkReadable(_ path: String) throws(Failure) {
    guard access(path, R_OK) == 0 else { throw .last }
  }

  /// The whole contents.
  public static func read(_ path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last }
    return try readToEnd(descriptor, expecting: Int(status.st_size))
  }

  private static func readToEnd(_ descriptor: Int32, expecting size: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var count = 0
    repeat {
      // One byte more than expected, so that the end of the file shows itself without growing.
      if count == bytes.count {
        let extra = max(size + 1 - count, 4096)
        bytes.append(contentsOf: repeatElement(0, count: extra))
      }
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
      }
      if got == 0 { break }
      if got > 0 { count += got } else if errno != EINTR { throw .last }
    } while true
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// What can be read at once, after waiting for something; nothing at the end.
  public static func readSome(from descriptor: Int32) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &bytes, bytes.count)
      if count >= 0 { return Array(bytes.prefix(count)) }
      if errno == EAGAIN { wait(for: POLLIN, descriptor) } else if errno != EINTR { throw .last }
    }
  }

  /// Writes all bytes to a descriptor, however often the system takes only some of them.
  public static func writeAll(_ bytes: some Sequence<UInt8>, to descriptor: Int32) throws(Failure) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        wait(for: POLLOUT, descriptor)
      } else if errno != EINTR {
        throw .last
      }
    }
  }

  private static func wait(for event: Int32, _ descriptor: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    _ = poll(&request, 1, -1)
  }

  /// Puts a file with these contents in place at once: a reader sees the old one or the new one, never a part.
  public static func replace(
    _ path: String, with bytes: [UInt8], executable: Bool = false
  ) throws(Failure) {
    var temporary: String
    var descriptor: Int32
    repeat {
      temporary = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36))"
      // The system takes the mask from the mode: to ask for the mask is to change it, for all threads.
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, executable ? 0o777 : 0o666)
    } while descriptor < 0 && errno == EEXIST
    guard descriptor >= 0 else { throw .last }
    do throws(Failure) {
      defer { close(descriptor) }
      try writeAll(bytes, to: descriptor)
      guard rename(temporary, path) == 0 else { throw .last }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// The names in a folder in ascending order of their bytes, without `.` and `..`.
  public static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Makes the folder and those above it.
  static func makeFolder(_ path: String) throws(Failure) {
    if kind(of: path) == .folder { return }
    if let parent = Path.parent(of: path), parent != path { try makeFolder(parent) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .last }
  }

  /// Removes a folder and what lies in it, one level deep: work folders have no folders inside.
  static func removeFolder(_ path: String) {
    for name in names(in: path) { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}
