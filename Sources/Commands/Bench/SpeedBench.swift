import Glibc
import Toolchain

/// How fast the kernels run here and elsewhere, by processor time.
///
/// All peers take turns, so that what else happens on the computer slows all of them; the best of their turns counts.
/// From each, the best run without any repeats is subtracted: starting, loading and setting up are no part of the
/// kernel.
struct SpeedBench {
  /// The peers that are here, in the order of the table.
  let peers: [BenchPeer]
  /// Seconds of each kernel at each peer.
  private(set) var seconds: [BenchKernel: [BenchPeer: Double]] = [:]
  /// How many instructions the kernel has on Ring3.
  private(set) var instructions: [BenchKernel: Double] = [:]

  init(_ tools: BenchTools, in folder: BenchFolder, repetitions: Int, isQuick: Bool) throws {
    peers = BenchPeer.allCases.filter { $0.missing(tools) == nil }
    for kernel in BenchKernel.allCases {
      let repeats = isQuick ? max(1, kernel.repeats / 4) : kernel.repeats
      Terminal.progress("\(kernel.title), \(repetitions) times with each of \(peers.count) peers")
      let runs = try peers.map { try $0.command(for: kernel, repeats: repeats, tools, in: folder) }
      let empty = try peers.map { try $0.command(for: kernel, repeats: 0, tools, in: folder) }
      var best = [Double](repeating: .infinity, count: peers.count)
      var overhead = best
      for turn in 0..<repetitions {
        for index in peers.indices {
          best[index] = min(best[index], try folder.run(runs[index]).processorSeconds)
          // Runs without repeats are short and alike: three of them are enough.
          if turn >= 3 { continue }
          overhead[index] = min(overhead[index], try folder.run(empty[index]).processorSeconds)
        }
      }
      for (index, peer) in peers.enumerated() {
        seconds[kernel, default: [:]][peer] = max(best[index] - overhead[index], 1e-6)
      }
      let elf = try BenchPeer.fast.command(for: kernel, repeats: repeats, tools, in: folder)[3]
      instructions[kernel] =
        try Self.instructions(of: elf, repeats, tools, folder) - Self.instructions(of: elf, 0, tools, folder)
    }
  }

  /// Asks `ring3 stat` how many instructions a run takes.
  private static func instructions(
    of elf: String, _ repeats: Int, _ tools: BenchTools, _ folder: BenchFolder
  ) throws -> Double {
    let counters = folder.file("counters")
    _ = try folder.run([tools.ring3, "stat", "--fast", "--json", "-o", counters, elf, String(repeats)])
    let text = (try? HostFile.read(counters)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard let count = text.firstMatch(of: /"instructions": (\d+)/).flatMap({ Double($0.1) }) else {
      throw Failure("'ring3 stat' did not count instructions")
    }
    return count
  }

  /// Million instructions of the RISC-V program that a peer gets done in a second.
  func speed(of peer: BenchPeer, _ kernel: BenchKernel) -> Double? {
    guard let time = seconds[kernel]?[peer], let count = instructions[kernel] else { return nil }
    return count / time / 1e6
  }

  /// How many times as fast as `other` the peer runs a kernel; above 1 is better.
  func ratio(of peer: BenchPeer, to other: BenchPeer, _ kernel: BenchKernel) -> Double? {
    guard let mine = seconds[kernel]?[peer], let theirs = seconds[kernel]?[other] else { return nil }
    return theirs / mine
  }

  /// The geometric mean of the kernels that count in it.
  func mean(of peer: BenchPeer, to other: BenchPeer) -> Double? {
    let ratios = BenchKernel.allCases.filter(\.countsInMean).compactMap { ratio(of: peer, to: other, $0) }
    guard !ratios.isEmpty else { return nil }
    return exp(ratios.map { log($0) }.reduce(0, +) / Double(ratios.count))
  }
}
