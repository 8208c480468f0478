extension ABI {
  /// How memory is mapped.
  static var memory: [Header] {
    [
      (
        "mman", "How memory is mapped.",
        [
          defines(MemoryProtection.constants), defines(MapFlags.constants + MapFlags.more),
          defines(MemoryAdvice.constants), defines(RemapFlags.constants), defines(SyncFlags.constants),
          defines(LockAllFlags.constants), defines(MemoryFileFlags.constants),
        ]
      )
    ]
  }

  /// Files, what they hold and how they are controlled.
  static var files: [Header] {
    [
      ("fcntl", "How files are opened, found and controlled.", fileControl),
      (
        "access", "What access asks; fcntl.h and unistd.h both define it.",
        [defines(AccessModes.constants), defines(SeekOrigin.constants)]
      ),
      ("flock", "Locks on whole files.", [defines(WholeFileLock.constants)]),
      (
        "mount", "How file systems are mounted, and taken away.",
        [defines(MountFlags.constants), defines(UnmountFlags.constants)]
      ),
      (
        "openat2", "How openat2 opens a file, and how far a path may lead.",
        [declaration(OpenHow.layout), defines(ResolveFlags.constants)]
      ),
      ("rename", "What renameat2 does with a name that exists.", [defines(RenameFlags.constants)]),
      (
        "ioctl", "What ioctl does, and a terminal's size.",
        [defines(ControlRequest.constants), declaration(WindowSize.layout)]
      ),
      (
        "termios", "How a terminal behaves.",
        [
          declaration(TerminalSettings.layout), "#define NCCS 19", defines(TerminalInput.constants),
          defines(TerminalOutput.constants), defines(TerminalSettings.controlConstants),
          defines(TerminalLocal.constants), defines(TerminalCharacter.constants),
        ]
      ),
      (
        "dirent", "What a directory holds.",
        [defines(DirectoryEntryType.constants), DirectoryEntry.declaration]
      ),
      (
        "statfs", "What a file system is.",
        [declaration(FileSystemStatus.layout), defines(FileSystemMagic.constants)]
      ),
      ("stat", "What stat tells about a file, and the meaning of its mode.", status),
      (
        "uio", "Pieces of scattered reads and gathered writes.",
        [
          defines([NamedConstant("IOV_MAX", Int64(IOVector.maximumCount))]), declaration(IOVector.layout),
          defines(ReadWriteFlags.constants),
        ]
      ),
    ]
  }

  private static var fileControl: [String] {
    [
      "#include <bits/access.h>", defines(OpenFlags.constants),
      defines([NamedConstant("AT_FDCWD", Int64(PathFlags.currentDirectory))] + PathFlags.constants),
      defines(FileControl.constants), defines(DescriptorFlags.constants + FileLockKind.constants),
      declaration(FileLock.layout), defines(SpliceFlags.constants), defines(AllocateFlags.constants),
      defines(FileSeals.constants), defines(CloseRangeFlags.constants),
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
      "#define UTIME_NOW  0x3fffffff\n#define UTIME_OMIT 0x3ffffffe",
      declaration(ExtendedTimeStamp.layout), declaration(ExtendedStatus.layout),
      defines([NamedConstant("STATX_BASIC_STATS", Int64(ExtendedStatus.basic), .hexadecimal)]),
    ]
  }
}
