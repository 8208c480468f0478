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

  /// How often it repeats its work, so that each way to run it takes a second or so.
  var repeats: Int {
    switch self {
    case .intloop: 60
    case .sieveHeapsort: 2
    case .matmul: 5
    case .chase: 16
    }
  }

  /// Whether it counts in the geometric means: the chase waits for memory and says little about an interpreter.
  var countsInMean: Bool { self != .chase }
}
