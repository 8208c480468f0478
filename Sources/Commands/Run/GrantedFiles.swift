import ABI
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

    func install(in files: inout FileSystem) {
      files.add(guestPath, bytes, permissions: isExecutable ? 0o755 : 0o644)
    }
  }

  /// A folder, or a file, and where it is mounted.
  struct Folder {
    let folder: HostFolder
    let mount: Mount
    /// The open folder, for what is written back.
    let descriptor: Int32
  }

  /// Those of the system, which a mount may hide.
  private(set) var system: [File] = []
  /// Those that the arguments name.
  private(set) var named: [File] = []
  private(set) var folders: [Folder] = []
  /// How many bytes are granted in all.
  private var bytesLeft = 1 << 30

  /// Grants the regular files that are named by arguments: `wc README.md` can open `README.md`.
  ///
  /// A relative path starts from the program's folder /home as it starts here from the working folder.
  mutating func add(namedBy arguments: [String]) throws {
    // What the guest has itself does not come from the host.
    let own = ["/proc/", "/dev/"]
    for argument in arguments
    where HostFile.kind(of: argument) == .file && !own.contains(where: argument.hasPrefix) {
      try add(argument, as: argument.hasPrefix("/") ? argument : "/home/\(argument)")
    }
  }

  /// Adds a file of the system, which is not the host's.
  mutating func add(_ file: File) { system.append(file) }

  /// Grants a folder with all that lies in it, or a file, for `--mount HOST:GUEST`.
  mutating func add(mount: Mount) throws {
    let descriptor = open(mount.host, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure("'\(mount.host)' cannot be mounted: \(String(cString: strerror(errno)))")
    }
    let folder = try FolderReader.read(descriptor, named: mount.host, bytesLeft: &bytesLeft)
    if mount.access == .writeBack && folder.root.kind != .directory {
      throw Failure(
        "'\(mount.host)' cannot be mounted with ':rw': it is no folder",
        advice: "Mount the folder that it is in.")
    }
    folders.append(Folder(folder: folder, mount: mount, descriptor: descriptor))
  }

  /// Puts everything where the program will see it.
  func install(in files: inout FileSystem) throws {
    for file in system { file.install(in: &files) }
    for folder in folders {
      do throws(Errno) {
        try files.mount(folder.folder, at: FilePath(folder.mount.guest), folder.mount.access)
      } catch {
        throw Failure("'\(folder.mount.host)' cannot be mounted at '\(folder.mount.guest)': \(error.message)")
      }
    }
    for file in named { file.install(in: &files) }
  }

  private mutating func add(_ path: String, as guestPath: String) throws {
    do {
      let bytes = try HostFile.read(path)
      bytesLeft -= bytes.count
      named.append(
        File(guestPath: guestPath, bytes: bytes, isExecutable: HostFile.isExecutable(path)))
    } catch {
      Terminal.printError("ring3: '\(path)' is not granted to the program: \(error)\n")
    }
    guard bytesLeft >= 0 else {
      throw Failure(
        "the files for the program are larger than 1 GiB together", advice: "Name fewer of them.")
    }
  }
}
