import ArgumentParser
import Glibc
import Toolchain

/// `ring3 shell`: boots to the guest's own shell.
struct Shell: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Boot to a shell.",
    usage: "ring3 shell [options] [-c COMMANDS | SCRIPT] [arguments…]",
    discussion: """
      The machine boots with all programs of userprogs/bin in /bin, and its first process is their shell. With a \
      terminal, the keys go to the guest one by one: ^C, ^Z and the rest do there what they do at home, and time passes \
      as on the wall. The first time, the programs are built, which takes a minute.

      Leave with 'exit' or ^D; if nothing in there answers any more, with ^] three times. Files of the host are there \
      if --mount shows them, or if they are named as SCRIPT or as arguments; the shell sees copies.

      Examples:
        ring3 shell
        ring3 shell --fast --harts 4 --scheduler eevdf
        ring3 shell --mount .:/home
        ring3 shell -c 'ls /bin | wc -l'
        ring3 shell count.sh numbers.txt
        echo 'echo $((6 * 7))' | ring3 shell

      Exit status: the shell's own, which is that of the last command; 128+n, 124, 125 and 64 as with 'ring3 run'.
      """)

  @OptionGroup(title: "Machine options")
  var machine: MachineOptions

  @OptionGroup(title: "Limits")
  var limits: LimitOptions

  @OptionGroup
  var mounts: MountOptions

  @Argument(parsing: .captureForPassthrough, help: "What the shell gets as its arguments.")
  var arguments: [String] = []

  /// What begins with -- and is behind no COMMANDS or SCRIPT was meant for Ring3: the shell has no such options.
  func validate() throws {
    switch arguments.first {
    case "--help"?, "-h"?: throw CleanExit.helpRequest(self)
    case "--version"?: throw CleanExit.message(Ring3.configuration.version)
    case let option? where option.hasPrefix("--") && option != "--":
      throw ValidationError("Unknown option '\(option)'")
    default: break
    }
  }

  func run() throws {
    let system = try machine.configuration()
    var files = GrantedFiles()
    let all = try UserLandFiles.load()
    guard let shell = all.first(where: { $0.guestPath == "/bin/sh" }) else {
      throw Failure("there is no shell in userprogs/bin")
    }
    for file in all { files.add(file) }
    try files.add(namedBy: arguments)
    for mount in mounts.mount { try files.add(mount: mount) }
    let program = Program(named: "sh", bytes: shell.bytes)
    let environment =
      GuestRun.environment + ["USER=root", "LOGNAME=root", "SHELL=/bin/sh", "ENV=/etc/profile"]
    var run = try GuestRun(
      program, arguments: arguments, on: system, files: files, limits: limits, terminal: HostTerminal(),
      bootTime: Int64(time(nil)), keepsWallTime: true, environment: environment)
    try run.lockDown()
    throw try run.runToEnd()
  }
}
