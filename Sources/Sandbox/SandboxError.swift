import Glibc

/// Why the process could not be locked.
public enum SandboxError: Error, Equatable, CustomStringConvertible {
  /// The kernel or the container refuses filters.
  case unavailable(errno: Int32)

  /// libseccomp does not know a call of the allow-list by this name: a typo must not become a hole.
  case unknownSystemCall(String)

  /// libseccomp refused a rule.
  case refusedRule(String, errno: Int32)

  /// A resource limit could not be set.
  case refusedLimit(String, errno: Int32)

  /// One line that says what happened, without advice.
  public var description: String {
    switch self {
    case .unavailable(let code): "this system does not accept a seccomp filter (\(reason(code)))"
    case .unknownSystemCall(let name): "libseccomp knows no system call '\(name)'"
    case .refusedRule(let name, let code): "libseccomp refuses the rule for '\(name)' (\(reason(code)))"
    case .refusedLimit(let name, let code): "the limit \(name) cannot be set (\(reason(code)))"
    }
  }
}

private func reason(_ code: Int32) -> String {
  String(cString: strerror(code))
}
