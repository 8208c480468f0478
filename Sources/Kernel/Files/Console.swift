/// The three standard streams, between the program and whoever runs the kernel.
///
/// The kernel does not talk to the host: it collects what was written, and asks for input by ending `run` with
/// `Pause.input`. So a run can be repeated from the bytes that it was given.
public struct Console {
  /// Which of the streams 0, 1 and 2 are a terminal on the host.
  let terminals: Set<Int>
  /// Input that was not read yet.
  private(set) var input: ArraySlice<UInt8> = []
  private(set) var inputHasEnded = false
  private(set) var output: [Chunk] = []
  /// Bytes that were written since boot.
  private(set) var bytesWritten: UInt64 = 0
  private(set) var pendingBytes = 0

  /// Some bytes of one stream.
  public struct Chunk: Equatable, Sendable {
    /// 1 for standard output, 2 for standard error.
    public let stream: Int
    /// The bytes.
    public internal(set) var bytes: [UInt8]
  }

  init(terminals: Set<Int>) { self.terminals = terminals }

  /// Gives the program more to read.
  public mutating func supplyInput(_ bytes: [UInt8]) { input += bytes }

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

  /// Up to so many bytes of input; nil if there are none yet.
  mutating func read(_ count: Int) -> ArraySlice<UInt8>? {
    guard !input.isEmpty || inputHasEnded else { return nil }
    defer { input = input.dropFirst(count) }
    return input.prefix(count)
  }

  mutating func write(_ bytes: [UInt8], to stream: Int) {
    bytesWritten += UInt64(bytes.count)
    pendingBytes += bytes.count
    if output.last?.stream == stream {
      output[output.count - 1].bytes += bytes
    } else {
      output.append(Chunk(stream: stream, bytes: bytes))
    }
  }
}
