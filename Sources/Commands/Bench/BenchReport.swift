import Toolchain

/// The results of `ring3 bench`, as a table for people or as JSON.
struct BenchReport {
  let repetitions: Int
  // The parts; nil for those that nobody asked for.
  var start: StartBench?
  var assembly: AssemblyBench?
  var speed: SpeedBench?
  var system: SystemBench?
  /// What could not be compared, in words.
  var missing: [String] = []

  init(repetitions: Int) { self.repetitions = repetitions }

  /// The pairs that tell whether Ring3 is fast enough, and the goal of each.
  private static let pairs: [(mine: BenchPeer, theirs: BenchPeer, goal: Double)] = [
    (.fast, .wasmkit, 0.8), (.modelled, .cachegrind, 0.5),
  ]

  // MARK: For people

  /// The tables.
  var table: String {
    let tables = [
      speed.map(speedTable), speed.map(ratioTable), startLines, system.map(systemTable),
    ]
    return (tables.compactMap { $0 } + missing.map { "Left out: \($0).\n" }).joined(separator: "\n")
  }

  private func speedTable(_ speed: SpeedBench) -> String {
    let rows = speed.peers.map { peer in
      row(peer.title, BenchKernel.allCases.map { speed.speed(of: peer, $0).map { fixed($0, 0) } ?? "-" })
    }
    return """
      Million RV64 instructions a second of processor time, without the start; best of \(repetitions):

      \(row("", BenchKernel.allCases.map(\.title)))
      \(rows.joined(separator: "\n"))

      """
  }

  private func ratioTable(_ speed: SpeedBench) -> String {
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

  private var startLines: String? {
    let lines = (start.map(startLines) ?? []) + (assembly.map { [assemblyLine($0)] } ?? [])
    return lines.isEmpty ? nil : lines.joined(separator: "\n") + "\n"
  }

  private func startLines(_ start: StartBench) -> [String] {
    let memory = "\(fixed(start.helloMebibytes, 1)) MiB (goal: 40)"
    return [
      "hello, already built:     \(times(start.hello)) (goal: 50), \(memory) resident",
      "hello.s, changed:         \(times(start.changedSource)) (goal: 60)",
      "shell --fast -c true:     \(times(start.shell)) (goal: 100)",
      "shell --fast, its prompt: \(times(start.prompt)) (goal: 100)",
    ]
  }

  private func assemblyLine(_ assembly: AssemblyBench) -> String {
    let clang = assembly.clangSeconds.map {
      "\(fixed($0, 2)) s: \(fixed($0 / assembly.ring3Seconds, 2)) times as fast (goal: 1)"
    }
    return "assembling \(assembly.lines) lines: ring3 build \(fixed(assembly.ring3Seconds, 2)) s, "
      + "clang -c \(clang ?? "is not here")"
  }

  private func systemTable(_ system: SystemBench) -> String {
    let rows = SystemOperation.allCases.compactMap { operation in
      system.times[operation].map { times in
        row(
          operation.title,
          [
            fixed(times.ring3, 0), times.host.map { fixed($0, 0) } ?? "-",
            times.ratio.map { fixed($0, 2) } ?? "-", operation.goal.map { fixed($0, 0) } ?? "host",
          ])
      }
    }
    return """
      Nanoseconds that the kernel takes for a thing, and how many times as fast it is as the host's; best of \
      \(repetitions):

      \(row("", ["--fast", "host", "times", "goal"]))
      \(rows.joined(separator: "\n"))

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
    let members = [
      speed.map { "\"kernels\": {\n\(kernels($0))\n  }" },
      speed.map { "\"means\": {\(means($0))}" },
      start.map {
        "\"hello\": {\(fields($0.hello)), \"resident_mebibytes\": \(fixed($0.helloMebibytes, 1))}"
      },
      start.map { "\"changed_source\": {\(fields($0.changedSource))}" },
      start.map { "\"shell\": {\(fields($0.shell))}" },
      start.map { "\"prompt\": {\(fields($0.prompt))}" },
      assembly.map { "\"assembly\": {\(fields($0))}" },
      system.map { "\"system\": {\n\(operations($0))\n  }" },
    ]
    return "{\n" + members.compactMap { $0 }.map { "  \($0)" }.joined(separator: ",\n") + "\n}\n"
  }

  private func kernels(_ speed: SpeedBench) -> String {
    BenchKernel.allCases.map { kernel in
      let times = speed.peers.compactMap { peer in
        speed.seconds[kernel]?[peer].map { "\"\(peer.rawValue)\": \(fixed($0, 6))" }
      }
      let count = fixed(speed.instructions[kernel] ?? 0, 0)
      return "    \"\(kernel.rawValue)\": {\"instructions\": \(count), "
        + "\"seconds\": {\(times.joined(separator: ", "))}}"
    }.joined(separator: ",\n")
  }

  private func means(_ speed: SpeedBench) -> String {
    Self.pairs.compactMap { pair in
      speed.mean(of: pair.mine, to: pair.theirs)
        .map { "\"\(pair.mine.rawValue)/\(pair.theirs.rawValue)\": \(fixed($0, 3))" }
    }.joined(separator: ", ")
  }

  private func fields(_ assembly: AssemblyBench) -> String {
    let clang = assembly.clangSeconds.map { ", \"clang_seconds\": \(fixed($0, 4))" } ?? ""
    return "\"lines\": \(assembly.lines), \"ring3_seconds\": \(fixed(assembly.ring3Seconds, 4))\(clang)"
  }

  private func operations(_ system: SystemBench) -> String {
    SystemOperation.allCases.compactMap { operation in
      system.times[operation].map { times in
        let host = times.host.map { ", \"host_nanoseconds\": \(fixed($0, 1))" } ?? ""
        return "    \"\(operation.rawValue)\": {\"nanoseconds\": \(fixed(times.ring3, 1))\(host)}"
      }
    }.joined(separator: ",\n")
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
