import Assembler
import Toolchain

/// A first argument that is no verb: either misspelt, or a program whose verb was forgotten.
struct WrongVerb {
  let failure: Failure

  /// Nil if the command line begins with a verb or an option.
  init?(_ arguments: [String]) {
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help" else { return nil }
    // A verb's name takes the parser a millisecond: no more are asked than need be.
    let commands = Ring3.configuration.subcommands
    guard !commands.contains(where: { $0._commandName == first }) else { return nil }
    let verbs = commands.map { $0._commandName } + ["help"]
    let advice =
      if HostFile.kind(of: first) == .file {
        "To run that file: ring3 run \(arguments.joined(separator: " "))"
      } else if let near = Suggestion.nearest(to: first, among: verbs) {
        "Did you mean 'ring3 \(near)'? 'ring3 --help' lists the verbs."
      } else {
        "'ring3 --help' lists the verbs."
      }
    failure = Failure("there is no verb '\(first)'", advice: advice)
  }
}
