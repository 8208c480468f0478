/// What the kernel and its programs agree on, and the C headers that tell the programs.
public enum ABI {
  /// The headers, each with its path in the repository and its whole text; the same text every time.
  public static let headers: [(path: String, text: String)] = [
    ("syscall", "System calls: the numbers that a program puts into a7.", syscalls),
    ("errno", "Why a system call failed, and what strerror says about it.", errors),
    ("fcntl", "How files are opened, found and controlled.", files),
    ("mman", "How memory is mapped.", memory),
    ("signal", "Signals, and why they were sent.", signals),
    ("time", "Times and clocks.", times),
    ("stat", "What stat tells about a file, and the meaning of its mode.", status),
    ("uio", "Pieces of scattered reads and gathered writes.", pieces),
    ("auxv", "Keys of the auxiliary vector, which a program finds on its first stack.", auxiliary),
  ].map { name, summary, body in
    (path: "userprogs/lib/include/bits/\(name).h", text: header(name, summary, body))
  }

  private static func header(_ name: String, _ summary: String, _ body: String) -> String {
    let guardName = "_BITS_\(name.uppercased())_H"
    return """
      // \(summary)
      // Printed from Sources/ABI, which the kernel shares: change it there.
      #ifndef \(guardName)
      #define \(guardName)

      \(body)

      #endif

      """
  }

  private static func defines(_ constants: [NamedConstant]) -> String {
    let width = constants.map(\.name.count).max() ?? 0
    return constants.map { "#define " + padded($0.name, to: width) + " " + $0.literal }
      .joined(separator: "\n")
  }

  private static func padded(_ name: String, to width: Int) -> String {
    name + String(repeating: " ", count: width - name.count)
  }

  /// A structure, and the size and offsets that a compiler must find, so that neither side can be wrong alone.
  private static func declaration(_ layout: StructLayout) -> String {
    let tag = "struct \(layout.name)"
    let members = layout.fields.map { field in
      "  \(field.cType)\(field.cType.hasSuffix("*") ? "" : " ")\(field.name);"
    }
    let offsets = layout.fields.map { field in
      "_Static_assert(__builtin_offsetof(\(tag), \(field.name)) == \(field.offset), \"\(tag)\");"
    }
    return
      (["// \(layout.summary)", "\(tag) {"] + members + ["};"] + offsets
      + ["_Static_assert(sizeof(\(tag)) == \(layout.size), \"\(tag)\");"]).joined(separator: "\n")
  }

  /// A list that a C source expands once for each entry, by defining its argument.
  private static func list(_ name: String, _ rows: [(cName: String, message: String)]) -> String {
    (["#define \(name)(X)"] + rows.map { "  X(\($0.cName), \"\($0.message)\")" }).joined(separator: " \\\n")
  }

  private static var syscalls: String {
    defines(Syscall.allCases.map { NamedConstant("SYS_\($0.name)", Int64($0.rawValue)) })
  }

  private static var errors: String {
    defines(
      Errno.allCases.map { NamedConstant($0.cName, Int64($0.rawValue)) }
        + Errno.aliases.map { NamedConstant($0.alias, Int64($0.of.rawValue)) })
      + "\n\n// Each error with its message.\n"
      + list("__ERRNO_MESSAGES", Errno.allCases.map { ($0.cName, $0.message) })
  }

  private static var files: String {
    [
      defines(OpenFlags.constants),
      defines([NamedConstant("AT_FDCWD", Int64(PathFlags.currentDirectory))] + PathFlags.constants),
      defines(SeekOrigin.allCases.map { NamedConstant($0.cName, Int64($0.rawValue)) }),
      defines(
        FileControl.allCases.map { NamedConstant($0.cName, Int64($0.rawValue)) }
          + [NamedConstant("FD_CLOEXEC", 1)]),
    ].joined(separator: "\n\n")
  }

  private static var memory: String {
    defines(MemoryProtection.constants) + "\n\n" + defines(MapFlags.constants)
  }

  private static var signals: String {
    defines(
      Signal.allCases.map { NamedConstant($0.cName, Int64($0.rawValue)) }
        + Signal.aliases.map { NamedConstant($0.alias, Int64($0.of.rawValue)) })
      + "\n\n" + defines(SignalCode.constants) + "\n\n// Each signal with its message.\n"
      + list("__SIGNAL_MESSAGES", Signal.allCases.map { ($0.cName, $0.message) })
  }

  private static var times: String {
    defines(Clock.allCases.map { NamedConstant($0.cName, Int64($0.rawValue)) })
      + "\n\n" + declaration(TimeSpec.layout)
  }

  private static var status: String {
    let types = FileType.allCases
    let tests = types.map { "#define \($0.cTest)(mode) (((mode) & S_IFMT) == \($0.cName))" }
    return [
      "#include <bits/time.h>",
      declaration(FileStatus.layout),
      "#define st_atime st_atim.tv_sec\n#define st_mtime st_mtim.tv_sec\n#define st_ctime st_ctim.tv_sec",
      defines(
        [NamedConstant("S_IFMT", Int64(FileType.mask), .octal)]
          + types.map { NamedConstant($0.cName, Int64($0.rawValue), .octal) }),
      tests.joined(separator: "\n"),
      defines(FileMode.constants),
    ].joined(separator: "\n\n")
  }

  private static var pieces: String {
    defines([NamedConstant("IOV_MAX", Int64(IOVector.maximumCount))]) + "\n\n" + declaration(IOVector.layout)
  }

  private static var auxiliary: String {
    defines(AuxiliaryType.allCases.map { NamedConstant($0.cName, Int64($0.rawValue)) })
  }
}
