import ArgumentParser
import Kernel
import Toolchain

/// Everything that verbs take that run a program: the options, the program, and its arguments.
struct GuestOptions: ParsableArguments {
  @OptionGroup(title: "Machine options")
  var machine: MachineOptions

  @OptionGroup(title: "Limits")
  var limits: LimitOptions

  @OptionGroup(title: "Compiler options")
  var compiler: CompilerOptions

  @OptionGroup
  var mounts: MountOptions

  @Option(
    help: ArgumentHelp(
      "Write the pages that the program refers to to this file, for --replacement optimal:FILE.",
      valueName: "file"), completion: .file())
  var recordReferences: String?

  @Argument(
    help: "A source, several joined by '+', an ELF file, or the name of a program in userprogs/bin.",
    completion: .file())
  var program: String

  @Argument(parsing: .captureForPassthrough, help: "What the program gets as its arguments.")
  var arguments: [String] = []

  /// Builds the program if need be, reads what it is granted, and boots it.
  ///
  /// - Parameter isInteractive: whether the program gets the terminal key by key, if standard input is one.
  func boot(recording: GuestRecording? = nil, isInteractive: Bool = false) throws -> GuestRun {
    var system = try machine.configuration()
    system.replacement.recordsReferences = recordReferences != nil
    let built = try Workbench.program(program, compiler)
    var files = GrantedFiles()
    if UserLandFiles.programsThatStartOthers.contains(program) {
      for file in try UserLandFiles.load() { files.add(file) }
    }
    try files.add(namedBy: arguments)
    for mount in mounts.mount { try files.add(mount: mount) }
    return try GuestRun(
      built, arguments: arguments, on: system, files: files, limits: limits, recording: recording,
      references: recordReferences, terminal: isInteractive ? HostTerminal() : nil)
  }
}
