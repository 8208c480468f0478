import Toolchain

/// The results of `ring3 bench`, as a table for people or as JSON.
struct BenchReport {
  let speed: SpeedBench
  let start: StartBench
  let assembly: AssemblyBench
  /// What could not be compared, in words.
  let missing: [String]
  let repetitions: Int

  /// The pairs that tell whether Ring3 is fast enough, and the goal of each.
  private static let pairs: [(mine: BenchPeer, theirs: BenchPeer, goal: Double)] = [
    (.fast, .wasmkit, 0.8), (.modelled, .cachegrind, 0.5),
  ]

  // MARK: For people

  /// The tables.
  var table: String {
    ([speedTable, ratioTable, startTable] + missing.map { "Left out: \($0).\n" }).joined(separator: "\n")
  }

  private var speedTable: String {
    let rows = speed.peers.map { peer in
      row(peer.title, BenchKernel.allCases.map { speed.speed(of: peer, $0).map { fixed($0, 0) } ?? "-" })
    }
    return """
      Million RV64 instructions a second of processor time, without the start; best of \(repetitions):

      \(row("", BenchKernel.allCases.map(\.title)))
      \(rows.joined(separator: "\n"))

      """
  }

  private var ratioTable: String {
    let rows = Self.pairs.filter { speed.mean(of: $0.mine, to: $0.theirs) != nil }.map { pair in
      let ratios = BenchKernel.allCases.map { speed.ratio(of: pair.mine, to: pair.theirs, $0) }
      let mean = speed.mean(of: pair.mine, to: pair.theirs)
      return row(
        "\(pair.mine.title) / \(pair.theirs.rawValue)",
        (ratios + [mean, pair.goal]).map { $0.map { fixed($0, 2) } ?? "-" })
    }
    return """
      How many times as fast; the mean is the geometric one of the first three:

      \(row("", BenchKernel.allCases.map(\.title) + ["mean", "goal"]))
      \(rows.joined(separator: "\n"))

      """
  }

  private var startTable: String {
    let memory = "\(fixed(start.helloMebibytes, 1)) MiB (goal: 40)"
    let clang = assembly.clangSeconds.map {
      "\(fixed($0, 2)) s: \(fixed($0 / assembly.ring3Seconds, 2)) times as fast (goal: 1)"
    }
    return """
      hello, already built:     \(times(start.hello)) (goal: 50), \(memory) resident
      hello.s, changed:         \(times(start.changedSource)) (goal: 60)
      assembling \(assembly.lines) lines: ring3 build \(fixed(assembly.ring3Seconds, 2)) s, \
      clang -c \(clang ?? "is not here")

      """
  }

  private func times(_ times: StartBench.Times) -> String {
    "\(fixed(times.best, 1)) ms at best, \(fixed(times.median, 1)) ms in the median"
  }

  private func row(_ title: String, _ cells: [String]) -> String {
    let padded = cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }
    let line = title + String(repeating: " ", count: max(1, 28 - title.count)) + padded.joined()
    return "  " + line
  }

  // MARK: For programs

  /// One object.
  var json: String {
    let kernels = BenchKernel.allCases.map { kernel in
      let times = speed.peers.compactMap { peer in
        speed.seconds[kernel]?[peer].map { "\"\(peer.rawValue)\": \(fixed($0, 6))" }
      }
      let count = fixed(speed.instructions[kernel] ?? 0, 0)
      return "    \"\(kernel.rawValue)\": {\"instructions\": \(count), "
        + "\"seconds\": {\(times.joined(separator: ", "))}}"
    }
    let means = Self.pairs.compactMap { pair in
      speed.mean(of: pair.mine, to: pair.theirs)
        .map { "\"\(pair.mine.rawValue)/\(pair.theirs.rawValue)\": \(fixed($0, 3))" }
    }
    let clang = assembly.clangSeconds.map { ", \"clang_seconds\": \(fixed($0, 4))" } ?? ""
    return """
      {
        "kernels": {
      \(kernels.joined(separator: ",\n"))
        },
        "means": {\(means.joined(separator: ", "))},
        "hello": {\(fields(start.hello)), "resident_mebibytes": \(fixed(start.helloMebibytes, 1))},
        "changed_source": {\(fields(start.changedSource))},
        "assembly": {"lines": \(assembly.lines), "ring3_seconds": \(fixed(assembly.ring3Seconds, 4))\(clang)}
      }

      """
  }

  private func fields(_ times: StartBench.Times) -> String {
    "\"best_milliseconds\": \(fixed(times.best, 2)), \"median_milliseconds\": \(fixed(times.median, 2))"
  }
}

/// The number with so many decimals.
private func fixed(_ value: Double, _ decimals: Int) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = String(Int((value * scale).rounded()))
  guard decimals > 0 else { return scaled }
  let digits = String(repeating: "0", count: max(0, decimals + 1 - scaled.count)) + scaled
  return "\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
}
