/// One of the C programs in `userprogs/bench`.
enum BenchKernel: String, CaseIterable {
  case intloop
  case sieveHeapsort = "sieve_heapsort"
  case matmul
  case chase

  /// What the table calls it.
  var title: String {
    switch self {
    case .intloop: "int loop"
    case .sieveHeapsort: "sieve+sort"
    case .matmul: "matrix"
    case .chase: "chase"
    }
  }

  /// How often it repeats its work, so that each way to run it takes some tenths of a second: of many short
  /// turns, the best one is more likely to have had the processor for itself than of a few long ones.
  var repeats: Int {
    switch self {
    case .intloop: 16
    case .sieveHeapsort: 1
    case .matmul: 2
    case .chase: 4
    }
  }

  /// Whether it counts in the geometric means: the chase waits for memory and says little about an interpreter.
  var countsInMean: Bool { self != .chase }
}
