import ABI

/// A lock on bytes of a file. It binds only those who ask for locks: reading and writing do not.
struct FileLockRow: Equatable {
  let owner: Owner
  /// The process that asked for it, as `F_GETLK` tells; -1 where an open file has it.
  let pid: Int32
  /// The first byte, and the last one.
  var first: Int64
  var last: Int64
  var isExclusive: Bool

  /// Who has a lock, and what ends it.
  enum Owner: Hashable {
    /// A process (`F_SETLK`): its locks on a file go when it closes any descriptor of the file.
    case process(descriptors: Int)
    /// An open file (`F_OFD_SETLK`): gone with its last descriptor.
    case openFile(Int)
    /// An open file (`flock`). These locks and the others do not know of each other.
    case wholeFile(Int)

    fileprivate var isWholeFile: Bool {
      if case .wholeFile = self { return true }
      return false
    }
  }

  /// Whether two cannot be there at once.
  func conflicts(with other: FileLockRow) -> Bool {
    owner != other.owner && owner.isWholeFile == other.owner.isWholeFile && overlaps(other)
      && (isExclusive || other.isExclusive)
  }

  /// Whether it goes with an open file.
  func isOf(_ file: Int) -> Bool { owner == .openFile(file) || owner == .wholeFile(file) }

  private func overlaps(_ other: FileLockRow) -> Bool { first <= other.last && other.first <= last }

  /// What is left of the lock when another one of the same owner takes its bytes.
  fileprivate func without(_ other: FileLockRow) -> [FileLockRow] {
    guard owner == other.owner, overlaps(other) else { return [self] }
    var (before, after) = (self, self)
    before.last = other.first - 1
    after.first = other.last == .max ? .max : other.last + 1
    return (first < other.first ? [before] : []) + (last > other.last ? [after] : [])
  }
}

/// The locks on one file, by their first bytes.
struct FileLocks {
  private(set) var rows: [FileLockRow] = []

  /// A lock that another one must wait for.
  func conflict(with lock: FileLockRow) -> FileLockRow? { rows.first { $0.conflicts(with: lock) } }

  /// Takes away what an owner has in a range.
  mutating func clear(_ range: FileLockRow) { rows = rows.flatMap { $0.without(range) } }

  /// Sets a lock, in place of what its owner has there. Locks of the same kind that touch become one.
  ///
  /// - Precondition: nothing conflicts with it.
  mutating func set(_ lock: FileLockRow) {
    clear(lock)
    var lock = lock
    rows.removeAll { row in
      guard row.owner == lock.owner, row.isExclusive == lock.isExclusive else { return false }
      let touches = row.last == .max ? false : row.last + 1 == lock.first
      let isTouched = lock.last == .max ? false : lock.last + 1 == row.first
      if touches { lock.first = row.first }
      if isTouched { lock.last = row.last }
      return touches || isTouched
    }
    let place = rows.firstIndex { $0.first > lock.first } ?? rows.count
    rows.insert(lock, at: place)
  }

  /// Takes away all locks of an owner; false if it had none.
  mutating func removeAll(of owner: FileLockRow.Owner) -> Bool {
    let count = rows.count
    rows.removeAll { $0.owner == owner }
    return rows.count < count
  }
}
