import Glibc

/// Paths of the host as texts.
public enum Path {
  /// The part after the last slash.
  public static func name(of path: String) -> String {
    String(path.split(separator: "/", omittingEmptySubsequences: true).last ?? "/")
  }

  /// What stands after the last dot of the name, or nil where there is none (or the name begins with it).
  public static func fileExtension(of path: String) -> String? {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    return String(name[name.index(after: dot)...])
  }

  /// The name without its extension.
  public static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let ending = fileExtension(of: path) else { return name }
    return String(name.dropLast(ending.count + 1))
  }

  /// The path from the root on.
  public static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(workingFolder)/\(path)"
  }

  /// The folder that the path lies in, or nil for the root.
  public static func parent(of path: String) -> String? {
    guard path != "/" else { return nil }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path with every symbolic link followed, or nil if it leads to nothing.
  public static func resolved(_ path: String) -> String? {
    guard let result = realpath(path, nil) else { return nil }
    defer { free(result) }
    return String(cString: result)
  }

  /// The folder that the process works in.
  static var workingFolder: String {
    guard let result = getcwd(nil, 0) else { return "." }
    defer { free(result) }
    return String(cString: result)
  }
}
