/// A macro as it was defined.
struct Macro {
  /// One of its parameters.
  struct Parameter {
    var name: [UInt8]
    var defaultValue: [UInt8] = []
    var isRequired = false
    /// Takes all that is left of the arguments.
    var isVariadic = false
  }

  var name: String
  var parameters: [Parameter]
  var body: ArraySlice<UInt8>
  /// The file and line in which the body begins.
  var path: String
  var line: Int
}

// .macro, .exitm, .purgem, and the calls of macros.
extension Pass {
  mutating func defineMacro() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    let end = input.endOfName()
    guard end > start else { throw Failure(offset: start, message: "expected the macro's name\(butFound())") }
    let name = input.text(start, end)
    input.at = end
    let parameters = try self.parameters()
    let location = bodyLocation()
    let body = try self.body(openedBy: Self.macroOpeners, closedBy: Self.macroClosers)
    guard macros[name] == nil else {
      throw Failure(offset: start, message: "the macro '\(name)' is already defined")
    }
    macros[name] = Macro(
      name: name, parameters: parameters, body: body, path: location.path, line: location.line + 1)
  }

  private mutating func parameters() throws(Failure) -> [Macro.Parameter] {
    var parameters: [Macro.Parameter] = []
    while true {
      input.skipBlanks()
      if input.current == Byte.comma { input.at += 1 }
      input.skipBlanks()
      if input.isAtEndOfStatement { return parameters }
      let start = input.at
      let end = input.endOfName()
      guard end > start else {
        throw Failure(offset: start, message: "expected a parameter's name\(butFound())")
      }
      var parameter = Macro.Parameter(name: Array(input.bytes[start..<end]))
      guard !parameters.contains(where: { $0.name == parameter.name }) else {
        throw Failure(offset: start, message: "there are two parameters '\(input.text(start, end))'")
      }
      input.at = end
      try parameterOptions(&parameter)
      if let last = parameters.last, last.isVariadic {
        throw Failure(offset: start, message: "no parameter can follow one with :vararg")
      }
      parameters.append(parameter)
    }
  }

  private mutating func parameterOptions(_ parameter: inout Macro.Parameter) throws(Failure) {
    if input.current == Byte.colon {
      input.at += 1
      let start = input.at
      let end = input.endOfName()
      switch input.text(start, end) {
      case "req": parameter.isRequired = true
      case "vararg": parameter.isVariadic = true
      default: throw Failure(offset: start, message: "expected req or vararg\(butFound())")
      }
      input.at = end
    }
    input.skipBlanks()
    if input.current == Byte.equals {
      input.at += 1
      input.skipBlanks()
      parameter.defaultValue = try argument()
    }
  }

  mutating func purgeMacro() throws(Failure) {
    input.skipBlanks()
    let start = input.at
    input.at = input.endOfName()
    let name = input.text(start, input.at)
    guard macros.removeValue(forKey: name) != nil else {
      throw Failure(
        offset: start,
        message: "there is no macro '\(name)'\(Suggestion.text(for: name, among: macros.keys.sorted()))")
    }
  }

  /// Reads a macro's arguments and goes on in its body.
  mutating func expand(_ macro: Macro) throws(Failure) {
    let start = word.lowerBound
    let values = try arguments(of: macro)
    try endOfStatement()
    var names = macro.parameters.map(\.name)
    names.append([Byte.at])
    macroCalls += 1
    let bytes = substitute(macro.body, names: names, values: values + [Array(String(macroCalls).utf8)])
    try enter(
      SourceText(
        path: macro.path, bytes: bytes, firstLine: macro.line,
        origin: (place(start), "in the expansion of the macro '\(macro.name)'")), at: start)
  }

  private mutating func arguments(of macro: Macro) throws(Failure) -> [[UInt8]] {
    var values = [[UInt8]?](repeating: nil, count: macro.parameters.count)
    var position = 0
    input.skipBlanks()
    while !input.isAtEndOfStatement {
      let start = input.at
      if let index = namedParameter(of: macro) {
        values[index] = try argument()
      } else {
        guard position < values.count else {
          throw Failure(
            offset: start, message: "too many arguments: '\(macro.name)' takes \(macro.parameters.count)")
        }
        let isVariadic = macro.parameters[position].isVariadic
        values[position] = isVariadic ? Array(restOfStatement()) : try argument()
        position += 1
      }
      input.skipBlanks()
      if input.current == Byte.comma { input.at += 1 }
      input.skipBlanks()
    }
    for (index, parameter) in macro.parameters.enumerated()
    where parameter.isRequired && (values[index] ?? []).isEmpty {
      let name = String(decoding: parameter.name, as: UTF8.self)
      throw Failure(offset: input.at, message: "'\(macro.name)' needs a value for its parameter '\(name)'")
    }
    return zip(macro.parameters, values).map { parameter, value in
      value.flatMap { $0.isEmpty ? nil : $0 } ?? parameter.defaultValue
    }
  }

  /// The parameter that `name=` names, if that stands here; it is skipped.
  private mutating func namedParameter(of macro: Macro) -> Int? {
    let end = input.endOfName()
    guard end > input.at, input.bytes[end] == Byte.equals, input.bytes[end + 1] != Byte.equals else {
      return nil
    }
    let name = input.bytes[input.at..<end]
    guard let index = macro.parameters.firstIndex(where: { $0.name.elementsEqual(name) }) else { return nil }
    input.at = end + 1
    return index
  }

  /// `.exitm`: leaves the macro.
  mutating func exitMacro() throws(Failure) {
    guard let outer = suspended.last else {
      throw Failure(offset: word.lowerBound, message: ".exitm stands in no macro")
    }
    conditionals.removeLast(max(0, conditionals.count - outer.conditionals))
    leaveText()
  }
}
