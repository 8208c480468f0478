import Glibc
import Kernel
import Toolchain

/// Reads a folder of the host as a whole, before the program runs.
///
/// From one descriptor it goes down name by name, and no name is ever followed over a link: whatever somebody puts into
/// the folder or moves while it is read, nothing outside of it is reached.
struct FolderReader {
  private var entries: [(path: FilePath, entry: FolderEntry)] = []
  /// The files that have several names, by device and inode, with the first name.
  private var known: [FileID: FilePath] = [:]
  /// How many bytes and files may still come.
  private var bytesLeft: Int
  private var entriesLeft = Self.entryLimit

  private struct FileID: Hashable {
    let device, inode: UInt
  }

  /// How many files, folders and links a folder may have in all, and how deep it may be.
  private static let entryLimit = 100_000
  private static let depthLimit = 100

  /// What is read of a folder or a file.
  ///
  /// - Parameters:
  ///   - descriptor: The open folder or file; it stays open.
  ///   - bytesLeft: How many bytes all files may have; what was read is taken off.
  static func read(_ descriptor: Int32, named source: String, bytesLeft: inout Int) throws -> HostFolder {
    var reader = FolderReader(bytesLeft: bytesLeft)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw Failure("'\(source)' cannot be mounted: \(lastError)")
    }
    let kind: FolderEntry.Kind
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file(FileContents(try reader.contents(of: descriptor, status, source)))
    case S_IFDIR:
      kind = .directory
      try reader.readFolder(openat(descriptor, ".", Self.folderFlags), "", source, depth: 0)
    default: throw Failure("'\(source)' cannot be mounted: it is neither a file nor a folder")
    }
    bytesLeft = reader.bytesLeft
    return HostFolder(
      source: FileName(source), root: FolderEntry(kind, status), entries: reader.entries)
  }

  private static let folderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
  // A file may turn into a FIFO or a terminal between two looks at it: opening that neither waits nor changes anything.
  private static let fileFlags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC

  private init(bytesLeft: Int) { self.bytesLeft = bytesLeft }

  /// Reads what lies in a folder, and closes it.
  private mutating func readFolder(
    _ descriptor: Int32, _ path: FilePath, _ source: String, depth: Int
  ) throws {
    guard descriptor >= 0, let stream = fdopendir(descriptor) else { return Self.leaveOut(path, source) }
    defer { closedir(stream) }
    guard depth < Self.depthLimit else {
      throw Failure("'\(source)' cannot be mounted: it is deeper than \(Self.depthLimit) folders")
    }
    for name in Self.names(in: stream) {
      try readEntry(name, of: descriptor, path.appending(name), source, depth)
    }
  }

  private mutating func readEntry(
    _ name: FileName, of folder: Int32, _ path: FilePath, _ source: String, _ depth: Int
  ) throws {
    var status = stat()
    let text = name.bytes.map { CChar(bitPattern: $0) } + [0]
    // What is gone meanwhile was never there.
    guard fstatat(folder, text, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      let descriptor = openat(folder, text, Self.folderFlags)
      if descriptor >= 0 { fstat(descriptor, &status) }
      try add(path, FolderEntry(.directory, status), source)
      try readFolder(descriptor, path, source, depth: depth + 1)
    case S_IFREG: try readFile(text, of: folder, path, source)
    case S_IFLNK:
      guard let target = Self.target(of: text, in: folder) else { return }
      try add(path, FolderEntry(.symbolicLink(FilePath(target)), status), source)
    // Devices, FIFOs and sockets are the host's own affair.
    default: return
    }
  }

  private mutating func readFile(
    _ name: [CChar], of folder: Int32, _ path: FilePath, _ source: String
  ) throws {
    let descriptor = openat(folder, name, Self.fileFlags)
    guard descriptor >= 0 else { return Self.leaveOut(path, source) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    let id = FileID(device: UInt(status.st_dev), inode: UInt(status.st_ino))
    if status.st_nlink > 1, let first = known[id] {
      return try add(path, FolderEntry(.hardLink(first), status), source)
    }
    known[id] = path
    let bytes = try contents(of: descriptor, status, source)
    try add(path, FolderEntry(.file(FileContents(bytes)), status), source)
  }

  /// The bytes of a file, as many as it says that it has.
  private mutating func contents(of descriptor: Int32, _ status: stat, _ source: String) throws -> [UInt8] {
    bytesLeft -= Int(status.st_size)
    guard bytesLeft >= 0 else {
      throw Failure(
        "the files for the program are larger than 1 GiB together",
        advice: "Mount less than the whole of '\(source)'.")
    }
    return [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count {
        let got = pread(descriptor, buffer.baseAddress! + count, buffer.count - count, off_t(count))
        if got > 0 { count += got } else if got == 0 || errno != EINTR { break }
      }
    }
  }

  private mutating func add(_ path: FilePath, _ entry: FolderEntry, _ source: String) throws {
    entriesLeft -= 1
    guard entriesLeft >= 0 else {
      throw Failure(
        "'\(source)' cannot be mounted: it has more than \(Self.entryLimit) files",
        advice: "Mount a folder inside it.")
    }
    entries.append((path, entry))
  }

  // MARK: The host

  private static var lastError: String { String(cString: strerror(errno)) }

  private static func leaveOut(_ path: FilePath, _ source: String) {
    Terminal.printError("ring3: '\(source)/\(path)' is not granted to the program: \(lastError)\n")
  }

  /// The names in a folder in ascending order of their bytes, without `.` and `..`.
  private static func names(in stream: OpaquePointer) -> [FileName] {
    var names: [FileName] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: 256) {
          Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
        }
      }
      if bytes != [UInt8(ascii: ".")] && bytes != Array("..".utf8) { names.append(FileName(bytes)) }
    }
    return names.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  private static func target(of name: [CChar], in folder: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes { buffer in
      readlinkat(folder, name, buffer.baseAddress!.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    return count > 0 && count < bytes.count ? Array(bytes.prefix(count)) : nil
  }
}

extension FolderEntry {
  /// Something of this kind with the mode and the time that the host tells.
  fileprivate init(_ kind: Kind, _ status: stat) {
    let modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    self.init(kind, permissions: UInt32(status.st_mode) & 0o7777, modified: modified)
  }
}
