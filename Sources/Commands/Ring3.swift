public import ArgumentParser
import Glibc
import Toolchain

/// The command `ring3`, with a subcommand for each verb.
public struct Ring3: ParsableCommand {
  /// The verbs, in the order in which the help shows them.
  public static let configuration = CommandConfiguration(
    commandName: "ring3",
    abstract: "A mini teaching kernel that lives in user space.",
    usage: "ring3 VERB [options] PROGRAM [arguments…]",
    discussion: """
      PROGRAM is a source (.s, .S, .c or .swift; several joined by '+'), a static RV64IMA ELF file, or the name of \
      a program in userprogs/bin. Options stand before it; whatever follows it belongs to the program.

      Examples:
        ring3 run hello.s            assemble and run
        ring3 run wc < README.md     a program that comes with Ring3
        ring3 shell                  a prompt, and all programs that come with Ring3
        ring3 run main.c+fast.s 10   C and assembly in one program
        ring3 trace -f --faults shell.c
                                     every system call, signal and page fault
        ring3 stat --machine laptop sort.c
                                     a run's counters on a machine like a laptop
        ring3 dis hello.s            machine words, bytecode and source together
        ring3 doctor                 what was found here, and what is missing

      Shell completions, for bash, zsh and fish:
        ring3 --generate-completion-script bash > ~/.ring3-completion
        echo '. ~/.ring3-completion' >> ~/.bashrc

      Environment:
        RING3_TOOLCHAIN   the Swift toolchain's folder, if not that of 'swiftc'
        RING3_USERPROGS   the folder 'userprogs' with the C library
        RING3_CACHE       where built programs are kept (~/.cache/ring3)
        NO_COLOR          if set, no colours

      Exit status: the program's own; 128+n where signal n ended it; 124 where a limit ended the run; 125 where \
      Ring3 itself could not do what was asked; 64 for a wrong command line.
      """,
    version: "ring3 0.1.0",
    subcommands: [
      Run.self, Shell.self, TraceProgram.self, Stat.self, Build.self, Disassemble.self, ListSymbols.self,
      ShowMachine.self, Doctor.self,
      Bench.self, WriteBack.self,
    ])

  /// Makes the command; the parser fills it in.
  public init() {}

  /// Carries out the command line of this process.
  public static func start() -> Never {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let wrong = WrongVerb(arguments) { fail(wrong.failure, status: .wrongCommandLine) }
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      Glibc.exit(0)
    } catch let ended as RunEnded {
      // Not `exit`: it would run the libraries' last actions, which a locked process may not be allowed to take.
      _exit(ended.status)
    } catch let error as ToolchainError {
      fail(Failure(error))
    } catch let error as Failure {
      fail(error)
    } catch {
      exit(withError: error)
    }
  }

  private static func fail(_ failure: Failure, status: Ring3Status = .ring3Failed) -> Never {
    failure.report()
    _exit(status.rawValue)
  }
}

/// What Ring3's own exit statuses mean; all others are the program's.
enum Ring3Status: Int32 {
  /// The command line is wrong (EX_USAGE of sysexits.h).
  case wrongCommandLine = 64
  /// A limit ended the run (as with coreutils' `timeout`).
  case limitReached = 124
  /// Ring3 itself could not do what was asked.
  case ring3Failed = 125
  /// Signal n ended the program: 128 + n, as shells say.
  static func killed(bySignal number: Int32) -> Int32 { 128 + number }
}
