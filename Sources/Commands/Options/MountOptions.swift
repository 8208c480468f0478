import ArgumentParser

/// The option that shows the guest files of the host.
struct MountOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show the program a file or folder of the host. May be repeated.",
      discussion: "With :ro it cannot change what it sees; with :rw the host's folder changes too.",
      valueName: "host:guest[:ro|:rw]"),
    completion: .directory,
    transform: { text in
      guard let mount = Mount(text) else {
        throw ValidationError(
          "'\(text)' is not HOST:GUEST[:ro|:rw] with an absolute path below / as GUEST.")
      }
      return mount
    })
  var mount: [Mount] = []
}
