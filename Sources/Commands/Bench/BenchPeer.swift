import Glibc
import Toolchain

/// A way to run the kernels.
enum BenchPeer: String, CaseIterable {
  case native
  case fast
  case wasmkit
  case modelled
  case cachegrind

  /// What the table calls it.
  var title: String {
    switch self {
    case .native: "native"
    case .fast: "ring3 run --fast"
    case .wasmkit: "wasmkit run"
    case .modelled: "ring3 run"
    case .cachegrind: "valgrind --tool=cachegrind"
    }
  }

  /// What it needs that is not there, in words.
  func missing(_ tools: BenchTools) -> String? {
    switch self {
    case .fast, .modelled: nil
    case .native: tools.clang == nil ? "there is no clang" : nil
    case .cachegrind:
      tools.clang == nil ? "there is no clang" : tools.valgrind == nil ? "there is no valgrind" : nil
    case .wasmkit: tools.wasmkit == nil ? "there is no wasmkit in the Swift toolchain" : nil
    }
  }

  /// Builds a kernel and returns the command that runs it with so many repeats.
  func command(for kernel: BenchKernel, repeats: Int, _ tools: BenchTools, in folder: BenchFolder) throws
    -> [String]
  {
    switch self {
    case .native: [try native(kernel, tools, folder), String(repeats)]
    case .cachegrind:
      [tools.valgrind!, "--tool=cachegrind", "--cache-sim=yes", "--cachegrind-out-file=/dev/null"]
        + [try native(kernel, tools, folder), String(repeats)]
    case .fast: [tools.ring3, "run", "--fast", try guest(kernel, tools, folder), String(repeats)]
    case .modelled: [tools.ring3, "run", try guest(kernel, tools, folder), String(repeats)]
    case .wasmkit: [tools.wasmkit!, "run", try wasm(kernel, repeats, tools, folder)]
    }
  }

  /// The compiler that made the guest's program, with the same optimizations: without vectors, which RV64IMA does
  /// not have. Otherwise the peers would not do the same work.
  private func native(_ kernel: BenchKernel, _ tools: BenchTools, _ folder: BenchFolder) throws -> String {
    let binary = folder.file("\(kernel.rawValue).native")
    if HostFile.kind(of: binary) == nil {
      guard let clang = tools.clang else {
        throw Failure("there is no clang to compile '\(kernel.rawValue)'")
      }
      // Valgrind 3.19 does not read DWARF 5.
      let flags = ["-O2", "-fno-vectorize", "-fno-slp-vectorize", "-gdwarf-4"]
      _ = try folder.run([clang] + flags + ["-o", binary, tools.source(of: kernel)])
    }
    return binary
  }

  private func guest(_ kernel: BenchKernel, _ tools: BenchTools, _ folder: BenchFolder) throws -> String {
    let binary = folder.file("\(kernel.rawValue).elf")
    if HostFile.kind(of: binary) == nil {
      let options = BuildOptions(optimization: .two)
      let program = try tools.toolchain.program(tools.source(of: kernel), options: options)
      _ = try folder.write(program.bytes, as: "\(kernel.rawValue).elf", executable: true)
    }
    return binary
  }

  /// A module without imports, which leaves its result where no compiler can know that nobody looks.
  private func wasm(
    _ kernel: BenchKernel, _ repeats: Int, _ tools: BenchTools, _ folder: BenchFolder
  ) throws -> String {
    let module = folder.file("\(kernel.rawValue)-\(repeats).wasm")
    if HostFile.kind(of: module) != nil { return module }
    let text = """
      #define KERNEL_ONLY
      #include "\(tools.source(of: kernel))"
      volatile uint64_t repeats = \(repeats), result;
      __attribute__((export_name("_start"))) void start(void) { result = kernel(repeats); }

      """
    let source = try folder.write(text.utf8, as: "\(kernel.rawValue)-\(repeats).wasm.c")
    guard let clang = tools.clang else { throw Failure("there is no clang to compile '\(source)'") }
    let flags = ["--target=wasm32-unknown-unknown", "-O2", "-nostdlib", "-fno-builtin", "-Wl,--no-entry"]
    _ = try folder.run([clang] + flags + ["-o", module, source])
    return module
  }
}

/// The programs of the host that the benchmarks start, as far as they are there.
struct BenchTools {
  let toolchain = Workbench.toolchain()
  /// This executable.
  let ring3: String
  let clang: String?
  let valgrind: String?
  let wasmkit: String?
  private let sources: String

  init() throws {
    ring3 = Path.resolved("/proc/self/exe") ?? CommandLine.arguments[0]
    sources = try toolchain.userPrograms().folder + "/bench"
    let path = (Environment.current["PATH"] ?? "").split(separator: ":").map(String.init)
    func find(_ name: String, first folder: String? = nil) -> String? {
      ([folder].compactMap { $0 } + path).lazy.map { "\($0)/\(name)" }
        .first { HostFile.kind(of: $0) == .file && access($0, X_OK) == 0 }
    }
    clang = toolchain.tools[.clang]
    valgrind = find("valgrind")
    wasmkit = find("wasmkit", first: clang.flatMap(Path.parent(of:)))
  }

  /// Where the kernel's source lies.
  func source(of kernel: BenchKernel) -> String { source(of: kernel.rawValue) }

  /// Where the source of the program with this name lies.
  func source(of name: String) -> String { "\(sources)/\(name).c" }
}
