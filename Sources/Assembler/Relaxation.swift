/// What earlier passes learned about sizes that depend on what comes later.
struct Relaxation {
  /// The numbers of the branches that must be written as an inverted branch around a jump.
  var longBranches: Set<Int32> = []
  /// The sizes of the LEB128 numbers, by their number in the file, that take more than one byte.
  var lebSizes: [Int32: Int] = [:]
  /// The numbers that `li` loads, by their number in the file, where they depend on later labels.
  var constants: [Int32: Int64] = [:]
  /// Set where the guesses did not settle: every branch to a later label becomes long.
  var isPessimistic = false
  /// Whether a pass found a guess that was wrong.
  var changed = false
}
