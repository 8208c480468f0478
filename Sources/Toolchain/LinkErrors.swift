import Assembler
import Glibc

/// What ld.lld said about symbols that are defined nowhere, told in the program's own words.
///
/// ld.lld writes a block for each symbol:
///
///     ld.lld: error: undefined symbol: __muldf3
///     >>> referenced by shapes.c:12 (/home/ada/shapes.c:12)
///     >>>               /tmp/build/0.o:(area)
struct LinkErrors {
  /// A use of a symbol that does not exist.
  struct Use: Equatable {
    let symbol: String
    /// The function or variable that wanted it.
    let user: String
    /// `file:line`, or the file alone where there is no debug information.
    let place: String
    /// The line alone; where it is not known, a number that comes last.
    var line: Int { place.split(separator: ":").last.flatMap { Int($0) } ?? .max }
  }

  private(set) var uses: [Use] = []

  /// Everything that is not about an undefined symbol, line by line.
  private(set) var otherLines: [String] = []

  init(_ output: String) {
    var symbol: String?
    var place = ""
    for line in output.split(separator: "\n").map(String.init) {
      if let name = line.suffix(after: "error: undefined symbol: ") {
        symbol = name
      } else if let symbol, let reference = line.suffix(after: ">>> referenced by ") {
        place = Self.place(in: reference) ?? symbol
      } else if let symbol, let user = Self.user(in: line) {
        uses.append(Use(symbol: symbol, user: user, place: place))
      } else if symbol == nil || !line.hasPrefix(">>>") {
        symbol = nil
        otherLines.append(line)
      }
    }
  }

  /// The text for people: one error for all floating point together, one for each other symbol.
  func report(knownSymbols: [String]) -> String {
    var lines = floatingPointReport()
    var reported: Set<String> = []
    for use in uses where !isFloatingPoint(use.symbol) && reported.insert(use.symbol).inserted {
      if use.symbol == "main" {
        lines.append("error: the program has no function 'main' (in Swift: no type with @main)")
        continue
      }
      let hint =
        Suggestion.nearest(to: use.symbol, among: knownSymbols).map { "; did you mean '\($0)'?" } ?? ""
      // In assembly, where sizes of functions are seldom given, ld.lld names a section: that helps nobody.
      let user = use.user.hasPrefix(".") ? "" : " in '\(use.user)'"
      lines.append("\(use.place): error: '\(use.symbol)' is used\(user) but defined nowhere\(hint)")
    }
    return (lines + otherLines).map { $0 + "\n" }.joined()
  }

  private func floatingPointReport() -> [String] {
    let wanted = uses.filter { isFloatingPoint($0.symbol) }.sorted { $0.line < $1.line }
    guard let first = wanted.first else { return [] }
    var lines = [
      "\(first.place): error: '\(first.user)' uses floating point (\(first.symbol)), which rv64ima does not have",
      "  The harts compute with integers only. Use integers, or fixed-point numbers: cents instead of 0.01.",
    ]
    var seen = Set([first.place + first.user])
    for use in wanted where seen.insert(use.place + use.user).inserted {
      lines.append("\(use.place): note: '\(use.user)' does, too (\(use.symbol))")
    }
    return lines
  }

  /// `shapes.c:12` of `shapes.c:12 (/home/ada/shapes.c:12)`; an object's name says nothing and counts as none.
  private static func place(in reference: String) -> String? {
    let place = String(reference[..<(reference.firstRange(of: " (")?.lowerBound ?? reference.endIndex)])
    if place.hasSuffix(".o") { return nil }
    // Line 0 stands for code that a compiler made up.
    return place.hasSuffix(":0") ? String(place.dropLast(2)) : place
  }

  /// `area` of `>>>               /tmp/build/0.o:(area)`; the name of a section where there is no function.
  private static func user(in line: String) -> String? {
    guard line.hasPrefix(">>>  "), line.hasSuffix(")"), let open = line.lastIndex(of: "(") else { return nil }
    return demangle(String(line[line.index(after: open)...].dropLast()))
  }
}

/// Whether the symbol is one of the routines that compilers call where a machine has no floating point.
///
/// Their names (LLVM's and GCC's runtime libraries agree) end in the operands' modes, `sf`, `df`, `tf` or `hf`, and
/// a count: `__adddf3`, `__fixunssfdi`, `__extendsfdf2`, `__powidf2`.
func isFloatingPoint(_ symbol: String) -> Bool {
  guard symbol.hasPrefix("__") else { return false }
  let families = [
    "add", "sub", "mul", "div", "neg", "eq", "ne", "lt", "le", "gt", "ge", "unord", "cmp", "extend", "trunc",
    "fix", "float", "powi",
  ]
  let name = symbol.dropFirst(2)
  let modes = ["sf", "df", "tf", "hf", "sc", "dc", "tc"]
  return families.contains(where: name.hasPrefix) && modes.contains(where: name.contains)
}

/// The Swift name that a mangled one stands for, without the modules' names; any other name as it is.
private func demangle(_ name: String) -> String {
  guard name.hasPrefix("$e") || name.hasPrefix("$s"),
    let result = swiftDemangle(name, name.utf8.count, nil, nil, 0)
  else { return name }
  defer { free(result) }
  return String(cString: result).replacing("Swift.", with: "").replacing("Program.", with: "")
}

/// The demangler of the Swift runtime, which has no declaration in a module.
@_silgen_name("swift_demangle")
private func swiftDemangle(
  _ name: UnsafePointer<CChar>?, _ length: Int, _ output: UnsafeMutablePointer<CChar>?,
  _ outputSize: UnsafeMutablePointer<Int>?, _ flags: UInt32
) -> UnsafeMutablePointer<CChar>?

extension String {
  /// What stands after the first `marker`, or nil if it does not occur.
  fileprivate func suffix(after marker: String) -> String? {
    guard let range = firstRange(of: marker) else { return nil }
    return String(self[range.upperBound...])
  }
}
