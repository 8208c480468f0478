import Foundation
import RandomPrograms

/// Executables with a few things wrong, each determined by its number.
struct Mutants {
  private let programs: [[UInt8]]

  /// Mutants of these programs of `userprogs`.
  init() throws {
    programs = try [
      "examples/hello.s", "examples/factorial.s", "examples/bubble_sort.s", "examples/self_modifying.s",
      "examples/linked_list.s", "bin/wc.c", "tests/c/lisp.c",
    ].map { try Builder.program($0) }
  }

  /// The mutant with this number.
  subscript(number: Int) -> [UInt8] {
    var random = SplitMix64(seed: Amount.seed &* 1_000_003 &+ UInt64(number))
    var bytes = programs[Int.random(in: 0..<programs.count, using: &random)]
    for _ in 0...Int.random(in: 0..<6, using: &random) { Self.mutate(&bytes, &random) }
    return bytes
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    guard bytes.count > 8 else { return }
    let place = place(in: bytes, &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0...3: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 4...6: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 7...9:
      let value = cornerValues.randomElement(using: &random)!
      let size = [1, 2, 4, 8].randomElement(using: &random)!
      for index in 0..<size where place + index < bytes.count {
        bytes[place + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
      }
    case 10:
      let source = Self.place(in: bytes, &random)
      let count = min(Int.random(in: 1..<100, using: &random), bytes.count - max(place, source))
      bytes.replaceSubrange(place..<place + count, with: Array(bytes[source..<source + count]))
    default: bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
    }
  }

  /// A place: in every second case in the headers at the beginning, where a byte means most.
  private static func place(in bytes: [UInt8], _ random: inout SplitMix64) -> Int {
    let count = Bool.random(using: &random) ? min(bytes.count, 300) : bytes.count
    return Int.random(in: 0..<count, using: &random)
  }
}
