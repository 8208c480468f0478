/// Rows that lie side by side and are used where they lie.
///
/// What an `Array` of large rows costs is in the reading: `rows[i].field` can copy the whole row, hundreds of bytes,
/// for one field of it. Here reading and writing go through the address of the row. It is a value like any other: a
/// copy shares the rows until one of the two changes them.
struct Rows<Row> {
  /// Where the rows lie: the same as in `storage`, without a look at that.
  private var base: UnsafeMutablePointer<Row>
  private var storage: Storage
  /// How many rows there are.
  private(set) var count = 0

  /// Memory for some rows, of which as many are there as its owner says.
  private final class Storage {
    let base: UnsafeMutablePointer<Row>
    let capacity: Int
    var count = 0

    init(capacity: Int) {
      base = .allocate(capacity: capacity)
      self.capacity = capacity
    }

    deinit {
      base.deinitialize(count: count)
      base.deallocate()
    }
  }

  /// No rows.
  init() {
    storage = Storage(capacity: 4)
    base = storage.base
  }

  /// The rows of a sequence, in its order.
  init(_ rows: some Sequence<Row>) {
    self.init()
    for row in rows { append(row) }
  }

  /// The places of the rows.
  var indices: Range<Int> { 0..<count }

  /// The row at a place.
  subscript(index: Int) -> Row {
    @inline(__always) unsafeAddress { address(of: index) }
    @inline(__always) unsafeMutableAddress { addressForWriting(of: index) }
  }

  /// Where a row lies, until the rows change.
  @inline(__always) func address(of index: Int) -> UnsafePointer<Row> {
    precondition(isPlace(index))
    return UnsafePointer(base + index)
  }

  /// Where a row lies that nobody shares, until the rows change.
  @inline(__always) mutating func addressForWriting(of index: Int) -> UnsafeMutablePointer<Row> {
    precondition(isPlace(index))
    if !isKnownUniquelyReferenced(&storage) { reallocate(capacity: storage.capacity) }
    return base + index
  }

  /// Whether a row lies there: one comparison says that the number is neither too large nor negative.
  @inline(__always) private func isPlace(_ index: Int) -> Bool {
    UInt(bitPattern: index) < UInt(bitPattern: count)
  }

  /// Puts a row behind all others.
  mutating func append(_ row: Row) {
    if count == storage.capacity {
      reallocate(capacity: 2 * count)
    } else if !isKnownUniquelyReferenced(&storage) {
      reallocate(capacity: storage.capacity)
    }
    (base + count).initialize(to: row)
    setCount(count + 1)
  }

  /// Takes a row out; the last one takes its place.
  mutating func removeBySwapping(at index: Int) -> Row {
    precondition(index >= 0 && index < count)
    if !isKnownUniquelyReferenced(&storage) { reallocate(capacity: storage.capacity) }
    let row = (base + index).move()
    if index < count - 1 { (base + index).moveInitialize(from: base + (count - 1), count: 1) }
    setCount(count - 1)
    return row
  }

  private mutating func setCount(_ new: Int) {
    count = new
    storage.count = new
  }

  /// Gives this value rows that nobody shares.
  @inline(never) private mutating func reallocate(capacity: Int) {
    let new = Storage(capacity: capacity)
    if isKnownUniquelyReferenced(&storage) {
      new.base.moveInitialize(from: base, count: count)
      storage.count = 0
    } else {
      new.base.initialize(from: base, count: count)
    }
    new.count = count
    storage = new
    base = new.base
  }
}
