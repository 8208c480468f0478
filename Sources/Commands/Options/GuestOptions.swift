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

  @Option(
    help: ArgumentHelp(
      "Show the program a file or folder of the host. May be repeated.",
      discussion: "With :ro it cannot change what it sees; with :rw the host's folder changes too.",
      valueName: "host:guest[:ro|:rw]"),
    completion: .directory,
    transform: { text in
      guard let mount = Mount(text) else {
        throw ValidationError(
          "'\(text)' is not HOST:GUEST, HOST:GUEST:ro or HOST:GUEST:rw with an absolute path below / as GUEST.")
      }
      return mount
    })
  var mount: [Mount] = []

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
  func boot(recording: GuestRecording? = nil) throws -> GuestRun {
    var system = try machine.configuration()
    system.replacement.recordsReferences = recordReferences != nil
    let built = try Workbench.program(program, compiler)
    var files = GrantedFiles()
    try files.add(namedBy: arguments)
    for mount in mount { try files.add(mount: mount) }
    return try GuestRun(
      built, arguments: arguments, on: system, files: files, limits: limits, recording: recording,
      references: recordReferences)
  }
}
