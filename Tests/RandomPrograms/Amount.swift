import Foundation

/// How much a random test tries, and from which seed: in `make test` little, in `make fuzz` as much as one likes.
public enum Amount {
  /// The number in an environment variable, or else the ordinary one.
  public static func of(_ variable: String, ordinarily count: Int) -> Int {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? count
  }

  /// How many damaged files to try: 500, or 20,000 if `RING3_SOAK` is set.
  public static var mutations: Int { ProcessInfo.processInfo.environment["RING3_SOAK"] == nil ? 500 : 20_000 }

  /// How many random system calls to make: 20,000, or a million if `RING3_SOAK` is set.
  public static var calls: Int {
    ProcessInfo.processInfo.environment["RING3_SOAK"] == nil ? 20_000 : 1_000_000
  }

  /// The seed that all random tests start from: `RING3_SEED`, or else 1.
  public static var seed: UInt64 { UInt64(of("RING3_SEED", ordinarily: 1)) }
}

/// Numbers at which arithmetic has corners.
public let cornerValues: [UInt64] = [
  0, 1, 2, .max, .max - 1, 1 << 63, 1 << 63 - 1, 1 << 31, 1 << 31 - 1, 1 << 32, 1 << 32 - 1,
  0xffff_ffff_8000_0000,
  0xffff_ffff_7fff_ffff, 0x8000_0000_8000_0000, 63, 64, 31, 32, 0x5555_5555_5555_5555, 0xaaaa_aaaa_aaaa_aaaa,
]
