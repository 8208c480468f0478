import Glibc
import Kernel
import Toolchain

/// The host's files that a program may open: copies of them, made before the process is locked down.
struct GrantedFiles {
  /// One of them.
  struct File {
    let guestPath: String
    let bytes: [UInt8]
    /// Whether the program may execute it, as one may here.
    let isExecutable: Bool
  }

  private(set) var files: [File] = []
  private var size = 0

  /// How many bytes are granted in all.
  private static let sizeLimit = 1 << 30

  /// Grants the regular files that are named by arguments: `wc README.md` can open `README.md`.
  ///
  /// A relative path starts from the program's folder /home as it starts here from the working folder.
  mutating func add(namedBy arguments: [String]) throws {
    for argument in arguments where HostFile.kind(of: argument) == .file {
      try add(argument, as: argument.hasPrefix("/") ? argument : "/home/\(argument)")
    }
  }

  /// Grants a file that is not the host's.
  mutating func add(_ file: File) { files.append(file) }

  /// Grants all regular files below a folder, for `--mount HOST:GUEST`.
  mutating func add(mount: Mount) throws {
    switch HostFile.kind(of: mount.host) {
    case .folder: try addFolder(mount.host, as: mount.guest)
    case .file: try add(mount.host, as: mount.guest)
    default: throw Failure("'\(mount.host)' cannot be mounted: it is neither a file nor a folder")
    }
  }

  /// The file that standard input was redirected from, as a whole; nil if it is a terminal, a pipe or too large.
  static func standardInput() -> InputFile? {
    var status = stat()
    let offset = lseek(STDIN_FILENO, 0, SEEK_CUR)
    guard fstat(STDIN_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG, offset >= 0,
      status.st_size <= sizeLimit, lseek(STDIN_FILENO, 0, SEEK_SET) == 0
    else { return nil }
    defer { lseek(STDIN_FILENO, offset, SEEK_SET) }
    var bytes: [UInt8] = []
    while let piece = try? HostFile.readSome(from: STDIN_FILENO), !piece.isEmpty { bytes += piece }
    return InputFile(bytes: bytes, offset: offset)
  }

  private mutating func addFolder(_ folder: String, as guestFolder: String) throws {
    for name in HostFile.names(in: folder) {
      let (path, guestPath) = ("\(folder)/\(name)", "\(guestFolder)/\(name)")
      // A link could lead out of the folder, or round in a circle.
      if HostFile.isSymbolicLink(path) { continue }
      switch HostFile.kind(of: path) {
      case .folder: try addFolder(path, as: guestPath)
      case .file: try add(path, as: guestPath)
      default: continue
      }
    }
  }

  private mutating func add(_ path: String, as guestPath: String) throws {
    do {
      let bytes = try HostFile.read(path)
      size += bytes.count
      files.append(
        File(guestPath: guestPath, bytes: bytes, isExecutable: HostFile.isExecutable(path)))
    } catch {
      Terminal.printError("ring3: '\(path)' is not granted to the program: \(error)\n")
    }
    guard size <= Self.sizeLimit else {
      throw Failure(
        "the files for the program are larger than 1 GiB together", advice: "Mount a smaller folder.")
    }
  }
}

/// `HOST:GUEST`: where something of the host is to be seen by the program.
struct Mount {
  let host: String
  let guest: String

  /// Nil if the text is not of that form.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].hasPrefix("/") else { return nil }
    (host, guest) = (parts[0], parts[1])
  }
}
