extension ABI {
  /// How memory is mapped.
  static var memory: [Header] {
    [
      ("mman", "How memory is mapped.", [defines(MemoryProtection.constants), defines(MapFlags.constants)])
    ]
  }

  /// Files, what they hold and how they are controlled.
  static var files: [Header] {
    [
      (
        "fcntl", "How files are opened, found and controlled.",
        [
          defines(OpenFlags.constants),
          defines([NamedConstant("AT_FDCWD", Int64(PathFlags.currentDirectory))] + PathFlags.constants),
          defines(SeekOrigin.constants), defines(FileControl.constants + [NamedConstant("FD_CLOEXEC", 1)]),
        ]
      ),
      ("stat", "What stat tells about a file, and the meaning of its mode.", status),
      (
        "uio", "Pieces of scattered reads and gathered writes.",
        [defines([NamedConstant("IOV_MAX", Int64(IOVector.maximumCount))]), declaration(IOVector.layout)]
      ),
    ]
  }

  private static var status: [String] {
    let tests = FileType.allCases.map { "#define \($0.cTest)(mode) (((mode) & S_IFMT) == \($0.cName))" }
    return [
      "#include <bits/time.h>",
      declaration(FileStatus.layout),
      "#define st_atime st_atim.tv_sec\n#define st_mtime st_mtim.tv_sec\n#define st_ctime st_ctim.tv_sec",
      defines([NamedConstant("S_IFMT", Int64(FileType.mask), .octal)] + FileType.constants),
      tests.joined(separator: "\n"),
      defines(FileMode.constants),
    ]
  }
}
