/// The console device: three byte streams between the machine and whoever sits before it.
///
/// Nothing here touches the host. What programs write is collected until it is taken, and what they read must have
/// been supplied: a run can be repeated from the bytes that it was given.
public struct Console: Sendable {
  /// Which of the streams 0, 1 and 2 are a terminal on the host.
  public var terminals: Set<Int> = []
  /// Input that was not read yet.
  public private(set) var input: ArraySlice<UInt8> = []
  /// Whether nothing will follow the input that is there.
  public private(set) var inputHasEnded = false
  /// Bytes that were written since boot.
  public private(set) var bytesWritten: UInt64 = 0
  /// Bytes that were written and not taken yet.
  public private(set) var pendingBytes = 0
  /// Bytes that were supplied as input since boot.
  public private(set) var bytesSupplied: UInt64 = 0
  private var output: [Chunk] = []
  /// The stream that is the terminal itself, whatever standard output and error are.
  public static let terminal = 0

  /// Some bytes of one stream.
  public struct Chunk: Equatable, Sendable {
    /// 1 for standard output, 2 for standard error, or `terminal`.
    public let stream: Int
    /// The bytes.
    public internal(set) var bytes: [UInt8]
  }

  /// Gives the program more to read.
  public mutating func supplyInput(_ bytes: [UInt8]) {
    input += bytes
    bytesSupplied += UInt64(bytes.count)
  }

  /// Tells the program that its standard input has ended.
  public mutating func endInput() { inputHasEnded = true }

  /// What the program has written since this was last asked, in order.
  public mutating func takeOutput() -> [Chunk] {
    defer {
      output = []
      pendingBytes = 0
    }
    return output
  }

  /// How many bytes a read finds; nil if there are none yet but more may come.
  public var availableBytes: UInt64? { input.isEmpty && !inputHasEnded ? nil : UInt64(input.count) }

  /// Up to so many bytes of input; nil if there are none yet.
  public mutating func read(_ count: Int) -> ArraySlice<UInt8>? {
    guard !input.isEmpty || inputHasEnded else { return nil }
    defer { input = input.dropFirst(count) }
    return input.prefix(count)
  }

  /// Puts bytes out on a stream.
  public mutating func write(_ bytes: [UInt8], to stream: Int) {
    bytesWritten += UInt64(bytes.count)
    pendingBytes += bytes.count
    if output.last?.stream == stream {
      output[output.count - 1].bytes += bytes
    } else {
      output.append(Chunk(stream: stream, bytes: bytes))
    }
  }
}
