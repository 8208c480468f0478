import ELF

/// One pass over the sources, from text to sections with fixups.
///
/// The layout that a pass produces is final except for what it must guess: whether a branch to a later
/// label reaches it, how many bytes a LEB128 number of labels takes, and what number `li` loads if it
/// depends on later labels. `Relaxation` holds the guesses; where one was wrong, the whole file is
/// assembled again with a better one.
struct Pass {
  let options: AssemblerOptions
  let mnemonics = MnemonicTable.shared
  let directives = Directive.table
  let registers = RegisterTable.shared
  var relaxation: Relaxation

  // Where we read.
  var input: Scanner
  var texts: [SourceText] = []
  /// The number in `texts` of what `input` reads.
  var text: Int32 = 0
  var suspended: [SuspendedText] = []
  /// How many bytes macros, repetitions and includes have produced.
  var expandedBytes = 0
  var files: [String: [UInt8]] = [:]

  // What we know.
  var symbols = SymbolTable()
  var nodes: [ExpressionNode] = []
  var expressionDepth = 0
  var backwardLabels: [Int: SymbolID] = [:]
  var forwardLabels: [Int: SymbolID] = [:]
  var macros: [String: Macro] = [:]
  /// How many macros were called, which is what `\@` gives.
  var macroCalls = 0
  var conditionals: [Conditional] = []
  var debug = DebugState()

  // What we produce. The section that is being filled lives in `section`, its row in `sections` is out of
  // date.
  var sections: [SectionBuilder] = []
  var sectionNumbers: [SectionBuilder.Key: Int] = [:]
  var section: SectionBuilder
  var sectionIndex = 0
  var previousSection = 0
  var sectionStack: [(current: Int, previous: Int)] = []
  // How many branches, LEB128 numbers and `li` there were, which `Relaxation` counts them by.
  var branchCount: Int32 = 0
  var lebCount: Int32 = 0
  var constantCount: Int32 = 0
  var listing: [ListingMark] = []

  var diagnostics: [Diagnostic] = []
  var errorCount = 0
  /// The mnemonic or directive that is being read, for messages.
  var word = 0..<0
  var isFinished = false

  /// How many errors are reported before the assembler gives up.
  static let errorLimit = 20
  /// How many bytes the sections of a file may hold.
  static let outputLimit = 128 << 20

  init(_ source: [UInt8], path: String, options: AssemblerOptions, relaxation: Relaxation) {
    self.options = options
    self.relaxation = relaxation
    input = Scanner(source)
    texts = [SourceText(path: path, bytes: input.bytes)]
    section = SectionBuilder(key: .init(name: ".text"), type: .programBits, flags: [.allocate, .execute])
    section.alignment = 4
    sections = [section]
    sectionNumbers[section.key] = 0
    debug.sourcePath = path
  }

  /// Reads everything, then puts values into their places.
  mutating func run() {
    while !isFinished {
      if input.isAtEnd {
        if !resumeSuspendedText() { break }
        continue
      }
      do { try statement() } catch {
        report(error)
        input.skipStatement()
      }
    }
    if let open = conditionals.last {
      report(open.place, "this .if has no .endif")
    }
    sections[sectionIndex] = section
    resolveFixups()
  }
}
