import Glibc

/// The environment variables of this process, read once.
public struct Environment: Sendable {
  private let values: [String: String]

  /// An environment with exactly these variables.
  public init(_ values: [String: String]) {
    self.values = values
  }

  /// The environment that this process was started with.
  public static var current: Environment {
    var values: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
      next += 1
    }
    return Environment(values)
  }

  /// The value of the variable; nil if it is not set or empty.
  public subscript(name: String) -> String? {
    guard let value = values[name], !value.isEmpty else { return nil }
    return value
  }

  /// What a compiler is started with: what would change its result behind our back is left out.
  ///
  /// `SWIFT_BACKTRACE` keeps a crash of a tool from starting another process that explains it.
  var forTools: [String] {
    let hidden: Set = [
      "CPATH", "C_INCLUDE_PATH", "CCC_OVERRIDE_OPTIONS", "SOURCE_DATE_EPOCH", "SWIFT_BACKTRACE",
    ]
    let kept = values.filter { !hidden.contains($0.key) }.map { "\($0.key)=\($0.value)" }
    return kept.sorted() + ["SWIFT_BACKTRACE=enable=no"]
  }
}
