import ArgumentParser

/// `ring3 machine`: prints the description of a preset, as a start for one's own.
struct ShowMachine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "machine",
    abstract: "Print the YAML description of a machine.",
    discussion: """
      Examples:
        ring3 machine                     the default machine
        ring3 machine teaching > my.yaml  a start for a machine of your own
        ring3 run --machine my.yaml hello.s
      """)

  @Argument(help: "teaching, default or laptop.")
  var preset: MachinePreset = .default

  func run() throws {
    var output = ResultOutput()
    try output.text(preset.description)
    try output.flush()
  }
}

extension MachinePreset: ExpressibleByArgument {}
