import ArgumentParser
import Toolchain

/// The options that every verb hands on to the compilers.
struct CompilerOptions: ParsableArguments {
  @Option(
    name: .customShort("I", allowingJoined: true),
    help: ArgumentHelp("Look for included files in this folder, too.", valueName: "folder"),
    completion: .directory)
  var includeFolders: [String] = []

  @Option(
    name: .customShort("D", allowingJoined: true),
    help: ArgumentHelp("Define a macro.", valueName: "name[=value]"))
  var definitions: [String] = []

  @Option(
    name: .customShort("O", allowingJoined: true),
    help: ArgumentHelp(
      "Optimize. (default: 1 for C, s for Swift)", valueName: "level"))
  var optimization: BuildOptions.Optimization?

  @Flag
  var debugInformation: DebugInformation = .kept

  enum DebugInformation: EnumerableFlag {
    case kept, dropped

    static func name(for value: Self) -> NameSpecification {
      switch value {
      case .kept: .customShort("g")
      case .dropped: .customLong("g0", withSingleDash: true)
      }
    }

    static func help(for value: Self) -> ArgumentHelp? {
      switch value {
      case .kept: "Keep source lines and variables in the program."
      case .dropped: "Leave source lines and variables out of the program."
      }
    }
  }

  /// What the toolchain is told.
  var buildOptions: BuildOptions {
    BuildOptions(
      includeFolders: includeFolders, definitions: definitions, optimization: optimization,
      debugInformation: debugInformation == .kept, colors: Terminal.errorStyle.isColored)
  }
}

extension BuildOptions.Optimization: ExpressibleByArgument {}
