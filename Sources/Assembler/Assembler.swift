// The assembler: GNU's RISC-V dialect in, ELF objects, linked programs and listings out.
//
//     let assembly = Assembler.assemble(source, path: "hello.s", options: options)
//     for diagnostic in assembly.diagnostics { print(diagnostic) }
//     guard let object = assembly.object else { return }       // there were errors
//     let bytes = object.encoded()                             // an ELF object file, or
//     let program = try Linker.link([object])                  // a program:
//     program.bytes                                            // the ELF executable
//     assembly.listing(in: program)                            // addresses, words, bytecode, source
//
// How it works, in reading order: `Pass` reads the statements once (its extensions are named after what
// they read), `Pass+Resolve` puts values into their places, `Pass+Object` makes the object, `Linker` the
// program.

/// What the assembler may do, and how it reaches files.
public struct AssemblerOptions {
  /// Whether to write a line table, so that debuggers show the source; sources with `.loc` bring their own.
  public var debugInfo: Bool
  /// Whether to keep what `Assembly.listing` needs.
  public var keepsLines: Bool
  /// The folder that relative paths in the line table are relative to.
  public var workingDirectory: String
  /// Reads a file for `.include` and `.incbin`: nil if there is none. The path is as the source says it.
  public var readFile: (String) -> [UInt8]?

  /// Makes options; without `readFile` a source cannot include anything.
  public init(
    debugInfo: Bool = true, keepsLines: Bool = false, workingDirectory: String = "",
    readFile: @escaping (String) -> [UInt8]? = { _ in nil }
  ) {
    self.debugInfo = debugInfo
    self.keepsLines = keepsLines
    self.workingDirectory = workingDirectory
    self.readFile = readFile
  }
}

/// What came of a source.
public struct Assembly {
  /// The object; nil if there were errors.
  public let object: ObjectFile?
  /// Errors, warnings and notes, in the order of the source.
  public let diagnostics: [Diagnostic]
  /// What each line produced, if it was asked for.
  let marks: [ListingMark]
}

/// Turns assembly source into objects.
public enum Assembler {
  /// Assembles one source.
  ///
  /// - Parameters:
  ///   - source: the text, UTF-8 or any superset of ASCII.
  ///   - path: what messages and the line table call it.
  public static func assemble(
    _ source: [UInt8], path: String, options: AssemblerOptions = AssemblerOptions()
  ) -> Assembly {
    guard source.count < Int(Int32.max) else {
      let error = Diagnostic(path: path, message: "the source is larger than 2 GiB")
      return Assembly(object: nil, diagnostics: [error], marks: [])
    }
    var relaxation = Relaxation()
    for attempt in 1... {
      var pass = Pass(source, path: path, options: options, relaxation: relaxation)
      pass.run()
      guard pass.errorCount == 0 else {
        return Assembly(object: nil, diagnostics: pass.diagnostics, marks: [])
      }
      guard pass.relaxation.changed else {
        let object = pass.object()
        return Assembly(object: object, diagnostics: pass.diagnostics, marks: pass.listing)
      }
      relaxation = pass.relaxation
      relaxation.changed = false
      relaxation.isPessimistic = attempt > 6
      if attempt == Self.attemptLimit { break }
    }
    let error = Diagnostic(
      path: path, message: "the numbers in .uleb128 and li depend on each other too deeply")
    return Assembly(object: nil, diagnostics: [error], marks: [])
  }

  /// Guesses settle after two or three passes; after seven, all doubtful branches are made long.
  private static let attemptLimit = 40

  /// Assembles one source that is a string.
  public static func assemble(
    source: String, path: String, options: AssemblerOptions = AssemblerOptions()
  ) -> Assembly {
    assemble(Array(source.utf8), path: path, options: options)
  }
}
