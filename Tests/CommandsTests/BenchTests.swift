import Foundation
import Testing

@Suite("The benchmarks")
struct BenchTests {
  /// What `userprogs/bench/system.c` does, by the names of the report.
  private static let operations = [
    "null", "fork", "thread", "switch", "pingpong", "fault", "cow", "pipe",
  ]

  @Test("What the kernel does is measured alone, under both kernels, each thing with a time above zero")
  func system() throws {
    let run = try Ring3Process(["bench", "--only", "system", "--quick", "--json"])
    #expect(run.status == 0, "\(run)")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(object?.keys.sorted() == ["system"])
    let system = try #require(object?["system"] as? [String: [String: Double]])
    #expect(system.keys.sorted() == Self.operations.sorted())
    for (operation, times) in system {
      #expect((times["nanoseconds"] ?? 0) > 0, "\(operation)")
      #expect((times["host_nanoseconds"] ?? 0) > 0, "\(operation)")
    }
  }

  @Test("A part that does not exist is refused, and the parts that do are named")
  func unknownPart() throws {
    let run = try Ring3Process(["bench", "--only", "systems"])
    #expect(run.status == 64)
    #expect(run.errors.contains("'start', 'assembly', 'speed' or 'system'"), "\(run)")
  }

  @Test("The program of the benchmark refuses what it does not know")
  func program() throws {
    let run = try Ring3Process(["run", "--fast", "userprogs/bench/system.c", "nothing", "1"])
    #expect(run.status == 2, "\(run)")
  }
}
