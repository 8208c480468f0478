/// What the compilers are told, besides the sources.
public struct BuildOptions: Sendable {
  /// Folders in which headers and included files are looked for, in this order.
  public var includeFolders: [String]

  /// Macros, as `NAME` or `NAME=VALUE`.
  public var definitions: [String]

  /// How much the compilers optimize; nil for what suits reading and running alike.
  public var optimization: Optimization?

  /// Whether the program knows which source line each instruction comes from.
  public var debugInformation: Bool

  /// Whether compilers may colour what they say.
  public var colors: Bool

  /// Whether a program that is all assembly comes with a listing.
  public var wantsListing = false

  /// Collects the options.
  public init(
    includeFolders: [String] = [], definitions: [String] = [], optimization: Optimization? = nil,
    debugInformation: Bool = true, colors: Bool = false
  ) {
    self.includeFolders = includeFolders
    self.definitions = definitions
    self.optimization = optimization
    self.debugInformation = debugInformation
    self.colors = colors
  }

  /// The levels that clang knows; Swift has fewer and takes the nearest.
  public enum Optimization: String, CaseIterable, Sendable {
    /// None: each statement of the source stands for itself.
    case none = "0"
    /// A little, and still easy to follow.
    case one = "1"
    /// For speed.
    case two = "2"
    /// For speed, at any size.
    case three = "3"
    /// For speed within a small size.
    case size = "s"
    /// For the smallest size.
    case smallest = "z"
    /// What does not disturb a debugger.
    case debugging = "g"
  }
}
