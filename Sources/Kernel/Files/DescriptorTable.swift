import ABI

/// The descriptors of a process: small numbers that name open files.
struct DescriptorTable {
  private var rows: [Row?] = []
  /// No descriptor below this one is free.
  private var lowestFree = 0
  /// How many processes share the table.
  var users = 1
  /// The most descriptors that there can be, whatever RLIMIT_NOFILE says.
  static let limit = 4096

  private struct Row {
    let file: OpenFileNumber
    var closesOnExec: Bool
  }

  /// The open file of a descriptor.
  func find(_ descriptor: UInt64) throws(Errno) -> OpenFileNumber {
    guard descriptor < UInt64(rows.count), let row = rows[Int(descriptor)] else { throw .badDescriptor }
    return row.file
  }

  /// The lowest free descriptor from `first` on, which names the file from now on.
  mutating func insert(
    _ file: OpenFileNumber, from first: Int = 0, closesOnExec: Bool = false, limit: UInt64
  ) throws(Errno) -> Descriptor {
    var place = max(first, lowestFree)
    while place < rows.count, rows[place] != nil { place += 1 }
    guard UInt64(place) < limit, place < Self.limit else { throw .tooManyFiles }
    while rows.count <= place { rows.append(nil) }
    rows[place] = Row(file: file, closesOnExec: closesOnExec)
    if first <= lowestFree { lowestFree = place + 1 }
    return Descriptor(rawValue: place)
  }

  /// Lets a descriptor of the program's choice name a file, and returns the one that it named before.
  mutating func replace(
    _ descriptor: UInt64, with file: OpenFileNumber, closesOnExec: Bool
  ) -> OpenFileNumber? {
    let place = Int(descriptor)
    while rows.count <= place { rows.append(nil) }
    defer { rows[place] = Row(file: file, closesOnExec: closesOnExec) }
    return rows[place]?.file
  }

  /// Frees a descriptor and returns what it named.
  mutating func remove(_ descriptor: UInt64) throws(Errno) -> OpenFileNumber {
    let file = try find(descriptor)
    rows[Int(descriptor)] = nil
    lowestFree = min(lowestFree, Int(descriptor))
    return file
  }

  /// Frees the descriptors that a new program does not get, and returns what they named.
  mutating func removeThoseClosedOnExec() -> [OpenFileNumber] {
    var removed: [OpenFileNumber] = []
    for place in rows.indices {
      guard let row = rows[place], row.closesOnExec else { continue }
      removed.append(row.file)
      rows[place] = nil
      lowestFree = min(lowestFree, place)
    }
    return removed
  }

  /// Whether a descriptor is closed by exec.
  func closesOnExec(_ descriptor: UInt64) throws(Errno) -> Bool {
    _ = try find(descriptor)
    return rows[Int(descriptor)]!.closesOnExec
  }

  mutating func setClosesOnExec(_ descriptor: UInt64, _ closes: Bool) throws(Errno) {
    _ = try find(descriptor)
    rows[Int(descriptor)]!.closesOnExec = closes
  }

  /// The descriptors that are in use, in order.
  var numbers: [Int] { rows.indices.filter { rows[$0] != nil } }

  /// How many descriptors there is room for without growing, as FDSize tells.
  var capacity: Int { rows.count }

  /// Every open file that is named, once for each descriptor.
  var files: [OpenFileNumber] { rows.compactMap { $0?.file } }
}
