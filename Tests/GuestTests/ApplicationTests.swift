import Foundation
import Testing

/// The rule of `userprogs/tests/apps/README.md`: a larger program does on Ring3 what it does on the host.
@Suite("A larger program")
struct ApplicationTests {
  static let folder = "\(Checkout.userPrograms)/tests/apps"
  static let programs = ["awk", "edit", "kv", "lisp"]

  @Test(
    "in Lisp prints what it should", arguments: Checkout.names(in: "tests/apps/lisp", endingWith: ".lisp"))
  func lisp(program: String) throws {
    let name = "\(Self.folder)/lisp/\(program.dropLast(5))"
    let input = FileManager.default.fileExists(atPath: name + ".in") ? name + ".in" : "/dev/null"
    let expected = try Data(contentsOf: URL(fileURLWithPath: name + ".out"))
    let host = try HostCommand([Built.host.get() + "/lisp", name + ".lisp"], input: input)
    #expect(host.status == 0 && host.output == expected, "the host's: \(host)")
    let guest = try Checkout.ring3(["run", "--fast", "lisp", name + ".lisp"], input: input)
    #expect(guest.status == 0 && guest.output == expected, "\(guest)")
  }

  @Test(
    "that edits does what keys say", arguments: Checkout.names(in: "tests/apps/edit", endingWith: ".keys"))
  func edit(script: String) throws {
    let path = "\(Self.folder)/edit/\(script)"
    let expected = try Data(contentsOf: URL(fileURLWithPath: "\(path.dropLast(5)).out"))
    let built = try Built.host.get()
    let host = try HostCommand(HostCommand.withSignals(["\(built)/drive", "\(built)/edit", path]))
    #expect(host.status == 0 && host.output == expected, "the host's: \(host)")
    let guest = try Built.onRing3(
      "drive", ["/bin/edit", "/home/\(script)"], mounting: "\(path):/home/\(script)")
    #expect(guest.status == 0 && guest.output == expected, "\(guest)")
  }

  @Test("that stores keeps what it acknowledged", arguments: ["crash", "torn", "clients"])
  func store(test: String) throws {
    let expected = try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/kv/\(test).out"))
    let built = try Built.host.get()
    let host = try HostCommand(HostCommand.withSignals(["\(built)/\(test)", "\(built)/kv"]))
    #expect(host.status == 0 && host.output == expected, "the host's: \(host)")
    let guest = try Built.onRing3(test, ["/bin/kv"])
    #expect(guest.status == 0 && guest.output == expected, "\(guest)")
  }

  /// The command lines for awk.
  static let lines: [String] = {
    let text = (try? String(contentsOfFile: "\(folder)/awk/cases.txt", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }()

  @Test("in awk prints what the host's mawk prints", arguments: lines)
  func awk(line: String) throws {
    let mawk = try Self.run(line, awk: "/usr/bin/mawk")
    let host = try Self.run(line, awk: "\(Built.host.get())/awk")
    #expect(host.status == mawk.status && host.output == mawk.output, "\(host)\n--- mawk's\n\(mawk)")
    let guest = try Self.run(line, awk: Built.awkOnRing3.get())
    #expect(guest.status == mawk.status && guest.output == mawk.output, "\(guest)\n--- mawk's\n\(mawk)")
  }

  /// Lets a shell run the line, with `awk` being that program.
  private static func run(_ line: String, awk: String) throws -> HostCommand {
    let environment = [
      "LC_ALL": "C", "AWK": awk, "RING3_CACHE": Checkout.cache, "RING3_USERPROGS": Checkout.userPrograms,
    ]
    let script = "awk() { \"$AWK\" \"$@\"; }\n\(line)"
    return try HostCommand(
      HostCommand.withSignals(["/bin/sh", "-c", script]), in: "\(folder)/awk", environment: environment)
  }

  @Test("tells what it is for", arguments: programs)
  func help(program: String) throws {
    let run = try HostCommand(["\(Built.host.get())/\(program)", "--help"])
    #expect(run.status == 0, "\(run)")
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(text.hasPrefix("Usage: \(program)"), "\(run)")
    #expect(text.contains("\nExample: "), "\(run)")
  }
}

/// The programs and what drives them, built for the host and for Ring3.
private enum Built {
  /// The drivers: what they are called, and their sources.
  private static let drivers = [
    "drive": "edit/drive.c", "crash": "kv/crash.c", "torn": "kv/torn.c", "clients": "kv/clients.c",
  ]

  /// The tools that awk's cases start.
  private static let tools = ["sh", "sort", "cat", "test", "rm", "echo"]

  /// The folder with the host's.
  static let host = Result {
    let folder = try newFolder("host-applications")
    for program in ApplicationTests.programs {
      let sources = Checkout.names(in: "bin/\(program)", endingWith: ".c")
      try compile(sources, in: "\(Checkout.userPrograms)/bin/\(program)", to: "\(folder)/\(program)")
    }
    for (name, source) in drivers {
      try compile([source], in: ApplicationTests.folder, to: "\(folder)/\(name)")
    }
    return folder
  }

  /// The folder with Ring3's.
  private static let guests = Result {
    let folder = try newFolder("guest-applications")
    for name in ApplicationTests.programs + tools { try build(name, to: "\(folder)/\(name)") }
    for (name, source) in drivers {
      try build("\(ApplicationTests.folder)/\(source)", to: "\(folder)/\(name)")
    }
    return folder
  }

  /// A script that runs awk on Ring3, in its folder and with the tools that its programs may start.
  static let awkOnRing3 = Result {
    let folder = try guests.get(), path = "\(folder)/awk.sh"
    let mounts = tools.map { "--mount '\(folder)/\($0):/bin/\($0)'" }.joined(separator: " ")
    let run = "exec '\(Checkout.ring3)' run --fast \(mounts) --mount \"$PWD:/home\" '\(folder)/awk' \"$@\""
    try "#!/bin/sh\n\(run)\n".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  /// Runs a driver on Ring3, where the programs are in /bin.
  static func onRing3(_ driver: String, _ arguments: [String], mounting more: String...) throws -> HostCommand
  {
    let folder = try guests.get()
    let programs = ApplicationTests.programs.map { "\(folder)/\($0):/bin/\($0)" }
    let mounts = (programs + more).flatMap { ["--mount", $0] }
    return try Checkout.ring3(["run", "--fast"] + mounts + ["\(folder)/\(driver)"] + arguments)
  }

  private static func newFolder(_ name: String) throws -> String {
    let path = "\(Checkout.cache)/\(name)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private static func compile(_ sources: [String], in folder: String, to path: String) throws {
    let compiler = try HostCommand(
      ["/usr/bin/cc", "-std=gnu17", "-O1", "-w", "-o", path] + sources, in: folder)
    try #require(compiler.status == 0, "\(compiler)")
  }

  private static func build(_ program: String, to path: String) throws {
    let build = try Checkout.ring3(["build", "-o", path, program])
    try #require(build.status == 0, "\(build)")
  }
}
