import Assembler
import ELF
import Foundation
import Testing

/// Clang's own assembler says what is right.
@Suite struct OracleTests {
  @Test("a source in the GNU dialect becomes what clang makes of it", arguments: Samples.all)
  func sample(_ sample: Samples.Sample) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write(Array(sample.text.utf8), to: "sample.s")
    let result = try Toolchain.run(
      "clang", Toolchain.target + ["-c", path, "-o", "sample.o"], in: folder.url)
    #expect(result.status == 0, "clang refuses the sample: \(result.text)")
    try compare(Array(sample.text.utf8), with: try folder.read("sample.o"))
  }

  /// Each level of optimisation, with and without debugging information, prints other assembly.
  static let levels = [
    ["-O0"], ["-O1"], ["-O2", "-g"], ["-O3"], ["-Os", "-ffunction-sections", "-fdata-sections"],
    ["-O0", "-g"],
  ]

  @Test(
    "everything that clang prints for the C in userprogs becomes what clang makes of it",
    arguments: 0..<levels.count)
  func compilerOutput(level: Int) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    // All levels for all files take minutes: by default each file is compiled at one level, all levels are
    // used.
    let all = ProcessInfo.processInfo.environment["RING3_SOAK"] != nil
    let sources = Self.cSources.enumerated().filter { all || $0.offset % Self.levels.count == level }.map(
      \.element)
    let include = Self.userprogs.appendingPathComponent("lib/include").path
    for source in sources {
      let options = Self.levels[level] + ["-ffreestanding", "-I\(include)", "-save-temps=obj", "-w"]
      let result = try Toolchain.run(
        "clang", Toolchain.target + options + ["-c", source.path, "-o", "out.o"], in: folder.url)
      // What clang does not compile for this target (floating point, host headers) is not our matter.
      guard result.status == 0 else { continue }
      let text = try folder.read(source.deletingPathExtension().lastPathComponent + ".s")
      try compare(text, with: try folder.read("out.o"), name: source.lastPathComponent)
    }
  }

  static let userprogs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("userprogs")

  static let cSources: [URL] = {
    let files = FileManager.default.enumerator(at: userprogs, includingPropertiesForKeys: nil)
    let found = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "c" }
    return found.sorted { $0.path < $1.path }
  }()

  @Test("the test finds C sources to compile") func sourcesExist() { #expect(Self.cSources.count > 20) }

  @Test("every assembly source in userprogs becomes what clang makes of it") func userprogsAssembly() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let files = FileManager.default.enumerator(at: Self.userprogs, includingPropertiesForKeys: nil)
    for source in (files?.allObjects as? [URL] ?? []).filter({ $0.pathExtension == "s" }).sorted(by: {
      $0.path < $1.path
    }) {
      let text = Array(try Data(contentsOf: source))
      let result = try Toolchain.run(
        "clang", Toolchain.target + ["-c", source.path, "-o", "out.o"], in: folder.url)
      // `li` of labels that come later is ours alone.
      guard result.status == 0 else { continue }
      try compare(text, with: try folder.read("out.o"), name: source.lastPathComponent, loosely: true)
    }
  }

  /// - Parameter loosely: the sizes of code need not be the same, since constants may be loaded otherwise.
  private func compare(
    _ source: [UInt8], with oracle: [UInt8], name: String = "sample.s", loosely: Bool = false
  ) throws {
    let options = AssemblerOptions(debugInfo: false)
    let assembly = Assembler.assemble(source, path: name, options: options)
    guard let object = assembly.object else {
      Issue.record("\(name): \(describe(assembly.diagnostics))")
      return
    }
    let ours = ObjectEffects(try ELFFile(bytes: object.encoded()))
    let theirs = ObjectEffects(try ELFFile(bytes: oracle))
    if loosely && ours.sections[".text"]?.count != theirs.sections[".text"]?.count { return }
    if let difference = ours.difference(from: theirs) {
      Issue.record("\(name), ours and clang's: \(difference)")
    }
  }
}
