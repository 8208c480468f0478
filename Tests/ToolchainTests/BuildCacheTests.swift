import Foundation
import Testing
import Toolchain

private let returnsThree = "int main(void) { return 3; }\n"

@Suite("The cache", .serialized)
struct BuildCacheTests {
  @Test(
    "keeps programs in every language",
    arguments: [
      ["a.c": returnsThree], ["a.S": ".globl main\nmain: li a0, 3\n ret\n"], ["a.swift": "print(1)\n"],
      [
        "a.c": "int three(void); int main(void) { return three(); }",
        "b.s": ".globl three\nthree: li a0, 3\n ret\n",
      ],
    ])
  func languages(files: [String: String]) throws {
    let fixture = try Fixture(files)
    let toolchain = try CountingToolchain.toolchain(cache: Fixture.sharedCache + "-counted")
    let before = CountingToolchain.count
    let name = files.keys.sorted().map(fixture.path).joined(separator: "+")
    let first = try toolchain.program(name, options: BuildOptions()).bytes
    let cold = CountingToolchain.count
    #expect(cold > before)
    #expect(try toolchain.program(name, options: BuildOptions()).bytes == first)
    #expect(CountingToolchain.count == cold, "nothing changed, and yet a tool was started")
  }

  @Test("keeps a program until something that went into it changes")
  func invalidation() throws {
    let fixture = try Fixture([
      "a.c": "#include \"n.h\"\nint main(void) { return N; }\n", "n.h": "#define N 1\n",
    ])
    let toolchain = try CountingToolchain.toolchain(cache: Fixture.sharedCache + "-counted")
    let before = CountingToolchain.count
    func build(_ options: BuildOptions = BuildOptions()) throws -> [UInt8] {
      try toolchain.program(fixture.path("a.c"), options: options).bytes
    }
    let first = try build()
    let cold = CountingToolchain.count
    #expect(cold > before)
    #expect(try build() == first)
    #expect(CountingToolchain.count == cold, "nothing changed, and yet a tool was started")

    try fixture.write("#define N 2\n", to: "n.h")
    let second = try build()
    #expect(second != first)
    #expect(CountingToolchain.count == cold + 2, "one compilation and one link")

    try fixture.write("#define N 1\n", to: "n.h")
    #expect(try build() == first)
    #expect(CountingToolchain.count == cold + 2, "the first header's program was still there")

    #expect(try build(BuildOptions(definitions: ["OTHER"])) == first)
    #expect(CountingToolchain.count > cold + 2, "other options are another compilation")
  }

  @Test("survives builds that run at once from nothing")
  func concurrency() async throws {
    let fixture = try Fixture(["a.c": returnsThree])
    let cache = fixture.path("cache")
    let toolchain = try fixture.toolchain(cache: cache)
    let path = fixture.path("a.c")
    let programs = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<3 { group.addTask { try toolchain.program(path, options: BuildOptions()).bytes } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(programs.count == 3)
    #expect(Set(programs).count == 1)
    let leftOver = try FileManager.default.contentsOfDirectory(atPath: cache)
    #expect(!leftOver.contains { $0.hasPrefix("build-") || $0.contains(".elf.") })
  }

  @Test("is done without where it cannot be written", arguments: ["/dev/null/cache"])
  func unwritable(path: String) throws {
    let fixture = try Fixture(["a.c": returnsThree], environment: ["RING3_CACHE": path])
    #expect(fixture.toolchain.cache.folder == nil)
    #expect(fixture.toolchain.cache.problem?.contains(path) == true)
    #expect(try !fixture.build("a.c").bytes.isEmpty)
  }

  @Test("is repaired by a build when its entries are gone, but not the lists of what they were made of")
  func damage() throws {
    let fixture = try Fixture(["a.c": returnsThree])
    let cache = fixture.path("cache")
    let toolchain = try fixture.toolchain(cache: cache)
    let first = try toolchain.program(fixture.path("a.c"), options: BuildOptions()).bytes
    for name in try FileManager.default.contentsOfDirectory(atPath: cache) where !name.hasSuffix(".deps") {
      try FileManager.default.removeItem(atPath: "\(cache)/\(name)")
    }
    #expect(try toolchain.program(fixture.path("a.c"), options: BuildOptions()).bytes == first)
  }

  @Test("lets the oldest entries go when it grows too large")
  func pruning() throws {
    let fixture = try Fixture()
    let folder = fixture.path("cache")
    try FileManager.default.createDirectory(atPath: folder + "/build-dead", withIntermediateDirectories: true)
    for hours in 1...8 {
      try fixture.write(String(repeating: "x", count: 100), to: "cache/\(hours)")
      try age(folder + "/\(hours)", hours: hours)
    }
    try age(folder + "/build-dead", hours: 2)
    let cache = BuildCache(environment: Environment(["RING3_CACHE": folder]), sizeLimit: 400)
    cache.prune()
    let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(left == ["1", "2", "3"])
  }

  private func age(_ path: String, hours: Int) throws {
    let date = Date(timeIntervalSinceNow: Double(-3600 * hours))
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }
}

@Suite("SHA-256")
struct ContentHashTests {
  /// The test vectors of FIPS 180-4, and the lengths around the end of a block.
  @Test(
    "of known texts is known",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ])
  func known(text: String, digest: String) {
    #expect(ContentHash.digest(of: Array(text.utf8)) == digest)
  }
}
