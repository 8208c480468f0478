import ArgumentParser
import Toolchain

/// `ring3 run`: builds a program if need be, and runs it.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a program.",
    usage: "ring3 run [options] PROGRAM [arguments…]",
    discussion: """
      Standard input, output and error are the terminal's, or what the shell made of them. The program can open the \
      regular files that its arguments name, and those that --mount shows it; it sees copies.

      Examples:
        ring3 run hello.s
        ring3 run wc README.md
        ring3 run -O2 -D SIZE=100 sort.c < numbers.txt
        ring3 run --limit-instructions 10M --limit-output 1M homework.c
        ring3 run --machine teaching --harts 2 hello.s

      Exit status: the program's own; 128+n where signal n ended it; 124 where a limit ended the run; 125 where \
      Ring3 could not run it; 64 for a wrong command line.
      """)

  @OptionGroup
  var guest: GuestOptions

  func run() throws {
    var run = try guest.boot(isInteractive: true)
    try run.lockDown()
    throw try run.runToEnd()
  }
}
