/// A language that programs are written in; the raw value is the extension of its files.
public enum SourceLanguage: String, CaseIterable, Sendable {
  /// Assembly.
  case assembly = "s"
  /// Assembly that goes through the C preprocessor first.
  case preprocessedAssembly = "S"
  /// C.
  case c
  /// Embedded Swift.
  case swift

  /// The language that the path's extension stands for, or nil for any other extension.
  public init?(path: String) {
    guard let ending = Path.fileExtension(of: path), let language = SourceLanguage(rawValue: ending) else {
      return nil
    }
    self = language
  }
}

/// A file with source code, and what it is written in.
public struct SourceFile: Sendable, Equatable {
  /// The path as it was given: messages show it like that.
  public let path: String
  /// What the file is written in.
  public let language: SourceLanguage
}
