import Toolchain

/// The toolchain of this process, and the programs that verbs ask it for.
enum Workbench {
  /// The toolchain as the environment describes it.
  static func toolchain() -> Toolchain {
    Toolchain(environment: .current, executable: "/proc/self/exe")
  }

  /// Finds or builds a program and passes on what the compilers said about it.
  static func program(
    _ name: String, _ options: CompilerOptions, wantsListing: Bool = false
  ) throws -> Program {
    var buildOptions = options.buildOptions
    buildOptions.wantsListing = wantsListing
    let program = try toolchain().program(name, options: buildOptions)
    if !program.messages.isEmpty { Terminal.printError(program.messages) }
    return program
  }
}
