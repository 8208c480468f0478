import ArgumentParser

/// The option that shows the guest files of the host.
struct MountOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show the program a file or folder of the host, read-only. May be repeated.", valueName: "host:guest"),
    completion: .directory,
    transform: { text in
      guard let mount = Mount(text) else {
        throw ValidationError("'\(text)' is not HOST:GUEST with an absolute path as GUEST.")
      }
      return mount
    })
  var mount: [Mount] = []
}
