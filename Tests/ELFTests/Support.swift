import ELF
import Foundation

/// The tools of the Swift toolchain, which stand beside `swiftc`.
enum Toolchain {
  static let folder: String = {
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let real = paths.map {
      URL(fileURLWithPath: $0 + "/swiftc").resolvingSymlinksInPath().deletingLastPathComponent().path
    }
    return (paths + real).first { FileManager.default.isExecutableFile(atPath: $0 + "/ld.lld") } ?? "/usr/bin"
  }()

  /// Runs a tool and gives what it wrote to standard output; `nil` if it failed.
  static func run(_ tool: String, _ arguments: [String]) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: folder + "/" + tool)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }

  static let source = """
    int table[100];
    static int twice(int x) { return x * 2; }
    int sum(int n) {
      int total = 0;
      for (int i = 0; i < n; i++) {
        total += twice(table[i]);
        if (total > 1000) total -= 7;
      }
      return total;
    }
    void _start(void) {
      table[3] = sum(4);
      for (;;) ;
    }
    """

  /// Compiles and links a small program and gives its path, in a folder that the caller removes.
  static func program(_ options: [String], in folder: URL) throws -> String {
    let source = folder.appendingPathComponent("program.c")
    try Data(Self.source.utf8).write(to: source)
    let path = folder.appendingPathComponent("program").path
    let target = [
      "--target=riscv64-unknown-elf", "-march=rv64ima", "-mabi=lp64", "-mno-relax", "-nostdlib", "-static",
    ]
    _ = try run("clang", target + ["-fuse-ld=lld", "-O1", "-o", path] + options + [source.path])
    return path
  }

  static func withProgram<Result>(_ options: [String], _ body: (String, [UInt8]) throws -> Result) throws
    -> Result
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "ring3-elf-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try program(options, in: folder)
    return try body(path, Array(try Data(contentsOf: URL(fileURLWithPath: path))))
  }
}

/// A small executable of our own: code at 0x11000, data at 0x12000 with zeros behind it.
func smallProgram() -> [UInt8] {
  var writer = ELFWriter(type: .executable)
  writer.entry = 0x11000
  writer.segments = [
    ELFFile.Segment(
      type: .load, flags: [.read, .execute], offset: 0x1000, virtualAddress: 0x11000, fileSize: 8,
      memorySize: 8,
      alignment: 4096),
    ELFFile.Segment(
      type: .load, flags: [.read, .write], offset: 0x2000, virtualAddress: 0x12000, fileSize: 4,
      memorySize: 100,
      alignment: 4096),
  ]
  writer.sections = [
    ELFWriter.Section(
      ".text", type: .programBits, flags: [.allocate, .execute], address: 0x11000, offset: 0x1000,
      contents: [0x13, 0, 0, 0, 0x73, 0, 0, 0], alignment: 4),
    ELFWriter.Section(
      ".data", type: .programBits, flags: [.allocate, .write], address: 0x12000, offset: 0x2000,
      contents: [1, 2, 3, 4], alignment: 4),
  ]
  var names = StringTable()
  var symbols = [UInt8](repeating: 0, count: 24)
  for (name, section, value, size, info) in [
    ("_start", 1, 0x11000, 4, 0x12), ("next", 1, 0x11004, 0, 0x10), ("number", 2, 0x12000, 4, 0x11),
  ] {
    symbols.append(littleEndian: names.add(name.utf8))
    symbols += [UInt8(info), 0, UInt8(section), 0]
    symbols.append(littleEndian: UInt64(value))
    symbols.append(littleEndian: UInt64(size))
  }
  writer.sections.append(
    ELFWriter.Section(
      ".symtab", type: .symbolTable, contents: symbols, link: 4, info: 1, alignment: 8, entrySize: 24))
  writer.sections.append(ELFWriter.Section(".strtab", type: .stringTable, contents: names.bytes))
  return writer.encoded()
}
