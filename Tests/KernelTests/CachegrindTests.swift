import Foundation
import Kernel
import Machine
import Testing

/// One C kernel on Ring3's caches and on cachegrind's, at the same geometry.
///
/// What the two programs do before and after, and the first touch of each page, cancels out: it is the same in a short
/// and in a long run, and their difference is compared.
@Suite struct CachegrindTests {
  /// Data references, misses of the first level, misses of the last.
  struct Counts {
    var references = 0
    var firstLevelMisses = 0
    var lastLevelMisses = 0

    static func - (a: Counts, b: Counts) -> Counts {
      Counts(
        references: a.references - b.references, firstLevelMisses: a.firstLevelMisses - b.firstLevelMisses,
        lastLevelMisses: a.lastLevelMisses - b.lastLevelMisses)
    }
  }

  @Test("A C kernel has cachegrind's data references exactly, and its misses within two in a hundred")
  func sameAsCachegrind() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ring3-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let theirs = try cachegrind(folder, rounds: 4) - cachegrind(folder, rounds: 1)
    let ours = try ring3(folder, rounds: 4) - ring3(folder, rounds: 1)
    #expect(theirs.references == 3 * 5 * 65536)
    #expect(ours.references == theirs.references)
    #expect(isClose(ours.firstLevelMisses, theirs.firstLevelMisses), "\(ours) here, \(theirs) there")
    #expect(isClose(ours.lastLevelMisses, theirs.lastLevelMisses), "\(ours) here, \(theirs) there")
  }

  private func isClose(_ a: Int, _ b: Int) -> Bool { abs(a - b) * 50 <= b }

  private static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Oracles/cache_kernel.c").path

  /// Without vectors, so that the compiler leaves each access as it stands.
  private static let options = [
    "-O1", "-fno-vectorize", "-fno-slp-vectorize", "-nostdlib", "-static", source, "-o",
  ]

  private func arguments(_ rounds: Int) -> [String] { (1..<rounds).map { String($0) } }

  private func cachegrind(_ folder: URL, rounds: Int) throws -> Counts {
    let program = folder.appendingPathComponent("native").path
    _ = try output(of: ["clang"] + Self.options + [program], or: "clang, which the Swift toolchain has")
    let report = try output(
      of: [
        "valgrind", "--tool=cachegrind", "--cachegrind-out-file=/dev/null", "--cache-sim=yes",
        "--I1=32768,8,64",
        "--D1=32768,8,64", "--LL=262144,8,64", program,
      ] + arguments(rounds), or: "valgrind: apt-get install valgrind")
    func number(_ name: String) -> Int {
      let line = report.split(separator: "\n").first { $0.contains(name) } ?? ""
      let digits = line.drop { $0 != ":" }.prefix { $0 != "(" }.filter(\.isNumber)
      return Int(digits) ?? -1
    }
    return Counts(
      references: number("D   refs"), firstLevelMisses: number("D1  misses"),
      lastLevelMisses: number("LLd misses"))
  }

  private func ring3(_ folder: URL, rounds: Int) throws -> Counts {
    let program = folder.appendingPathComponent("riscv").path
    _ = try output(
      of: [
        "clang", "--target=riscv64-unknown-elf", "-march=rv64ima", "-mabi=lp64", "-mno-relax", "-nostdlib",
        "-static",
        "-fuse-ld=lld",
      ] + Self.options + [program], or: "clang, which the Swift toolchain has")
    var configuration = MachineConfiguration()
    configuration.l1i = CacheGeometry(size: 32768, ways: 8, latency: 1)
    configuration.l1d = CacheGeometry(size: 32768, ways: 8, latency: 1)
    configuration.l2 = nil
    configuration.l3 = CacheGeometry(size: 262144, ways: 8, latency: 42)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: program)))
    var run = try Run(bytes, configuration, arguments: ["test"] + arguments(rounds))
    #expect(run.finish() == .ended(.exited(0)))
    let statistics = run.machine.memoryStatistics
    return Counts(
      references: Int(statistics.loads + statistics.stores), firstLevelMisses: Int(statistics.l1d.misses),
      lastLevelMisses: Int(statistics.l3.misses))
  }

  struct Missing: Error, CustomStringConvertible { let description: String }

  /// What a command writes, on both streams; an error if it cannot be run.
  private func output(of command: [String], or need: String) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Missing(description: "\(command[0]) failed; this test needs \(need)\n\(text)")
    }
    return text
  }
}
