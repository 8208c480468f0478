/// What `sysinfo` tells about memory and load: `struct sysinfo`, 112 bytes.
public struct SystemInformation: SharedStructure {
  /// Seconds since the start.
  public var uptime: Int64 = 0
  /// Three words: the load over 1, 5 and 15 minutes, times 65536.
  public var loads: [UInt8] = Array(repeating: 0, count: 24)
  /// Memory there is.
  public var totalMemory: UInt64 = 0
  /// Memory nobody uses.
  public var freeMemory: UInt64 = 0
  /// Memory in the RAM file system.
  public var sharedMemory: UInt64 = 0
  /// Memory in block buffers.
  public var bufferMemory: UInt64 = 0
  /// Swap there is.
  public var totalSwap: UInt64 = 0
  /// Swap nobody uses.
  public var freeSwap: UInt64 = 0
  /// Threads there are.
  public var processes: UInt16 = 0
  /// Always 0.
  public var totalHigh: UInt64 = 0
  /// Always 0.
  public var freeHigh: UInt64 = 0
  /// Bytes of the unit of all the above.
  public var unit: UInt32 = 1

  /// All zero.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "sysinfo", "What sysinfo tells about memory and load.",
    [
      ("long", "uptime", 8), ("unsigned long", "loads[3]", 24), ("unsigned long", "totalram", 8),
      ("unsigned long", "freeram", 8), ("unsigned long", "sharedram", 8), ("unsigned long", "bufferram", 8),
      ("unsigned long", "totalswap", 8), ("unsigned long", "freeswap", 8), ("unsigned short", "procs", 2),
      ("unsigned short", "__pad1", 2), ("unsigned int", "", 4), ("unsigned long", "totalhigh", 8),
      ("unsigned long", "freehigh", 8), ("unsigned int", "mem_unit", 4), ("unsigned int", "", 4),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    SystemInformation.layout.encode(
      uptime, loads, totalMemory, freeMemory, sharedMemory, bufferMemory, totalSwap, freeSwap, processes,
      totalHigh, freeHigh, unit)
  }

  /// The structure in these bytes, or nil if there are fewer than 112.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SystemInformation.layout, bytes) else { return nil }
    uptime = reader.next()
    loads = reader.next()
    totalMemory = reader.next()
    freeMemory = reader.next()
    sharedMemory = reader.next()
    bufferMemory = reader.next()
    totalSwap = reader.next()
    freeSwap = reader.next()
    processes = reader.next()
    totalHigh = reader.next()
    freeHigh = reader.next()
    unit = reader.next()
  }
}
