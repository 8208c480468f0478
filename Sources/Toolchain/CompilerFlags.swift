/// The command lines of the compilers, without sources and outputs.
enum CompilerFlags {
  /// The harts run RV64IMA: no floating point, no 16-bit instructions, and a linker that leaves instructions alone,
  /// so that what `dis` shows is what the assembler wrote.
  private static let target = [
    "--target=riscv64-unknown-elf", "-march=rv64ima", "-mabi=lp64", "-mcmodel=medany", "-mno-relax",
  ]

  /// clang for C. Functions and data get sections of their own, for the linker to drop those that nothing needs.
  ///
  /// A store through a null pointer stays in the program, so that it can be seen to fail.
  static func c(_ options: BuildOptions, library: UserPrograms, compiledIn folder: String) -> [String] {
    target + [
      "-nostdlibinc", "-isystem", library.includeFolder, "-ffunction-sections", "-fdata-sections",
      "-fno-stack-protector", "-fno-delete-null-pointer-checks", "-std=gnu17",
      "-ffile-compilation-dir=\(folder)",
      "-O\(options.optimization?.rawValue ?? "1")",
    ] + debug(options) + preprocessing(options) + (options.colors ? ["-fcolor-diagnostics"] : []) + ["-c"]
  }

  /// clang for the library's own C. A loop in its `strlen` must not become a call of `strlen`.
  static func library(_ library: UserPrograms) -> [String] {
    let options = BuildOptions(optimization: .two)
    return c(options, library: library, compiledIn: library.libraryFolder) + ["-fno-builtin"]
  }

  /// clang's preprocessor for `.S`.
  static func preprocessor(_ options: BuildOptions, library: UserPrograms) -> [String] {
    target + ["-nostdlibinc", "-isystem", library.includeFolder, "-E", "-x", "assembler-with-cpp"]
      + preprocessing(options) + (options.colors ? ["-fcolor-diagnostics"] : [])
  }

  /// ld.lld. The image starts low, where its addresses are short to read, and each segment has pages of its own.
  static let linker = [
    "-static", "--gc-sections", "-z", "noexecstack", "-z", "norelro", "-z", "separate-loadable-segments",
    "--image-base=0x10000", "--build-id=none",
  ]

  /// swiftc for Embedded Swift. The library's headers are the module `CLibrary`.
  ///
  /// Where nothing else says where the program begins, it is the statements at the top level of its one file or
  /// `main.swift`.
  static func swift(
    _ options: BuildOptions, library: UserPrograms, hasMain: Bool, compiledIn folder: String
  ) -> [String] {
    let forClang = [
      "-march=rv64ima", "-mabi=lp64", "-mno-relax", "-mcmodel=medany", "-nostdlibinc",
    ]
    let names = options.definitions.map { String($0.prefix { $0 != "=" }) }
    return ["-target", "riscv64-none-none-eabi", "-enable-experimental-feature", "Embedded"]
      + ["-enable-experimental-feature", "Extern", "-wmo", swiftOptimization(options)]
      + ["-Xfrontend", "-function-sections", "-Xfrontend", "-disable-stack-protector"]
      + ["-module-name", "Program", "-file-compilation-dir", folder]
      + (hasMain ? ["-parse-as-library"] : [])
      + (options.includeFolders + [library.includeFolder]).flatMap { ["-I", $0] } + names.map { "-D\($0)" }
      + (forClang + options.definitions.map { "-D\($0)" }).flatMap { ["-Xcc", $0] }
      + debug(options) + [options.colors ? "-color-diagnostics" : "-no-color-diagnostics"]
      + ["-c"]
  }

  private static func debug(_ options: BuildOptions) -> [String] {
    options.debugInformation ? ["-g"] : []
  }

  private static func preprocessing(_ options: BuildOptions) -> [String] {
    options.includeFolders.flatMap { ["-I", $0] } + options.definitions.map { "-D\($0)" }
  }

  private static func swiftOptimization(_ options: BuildOptions) -> String {
    switch options.optimization {
    case .some(.none), .debugging: "-Onone"
    case .one, .two, .three: "-O"
    case .size, .smallest, nil: "-Osize"
    }
  }
}
