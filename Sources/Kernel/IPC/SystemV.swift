import ABI

/// What the three kinds of System V objects have in common: they belong to nobody, are found by a number or a key,
/// and are there until somebody removes them.
protocol SystemVObject {
  /// The key, the owner, and who may do what.
  var permissions: IPCPermissions { get set }
  /// When the object was made or last changed by `…ctl`, in seconds since 1970.
  var changeTime: Int64 { get set }
}

/// The objects of one kind by their identifiers.
///
///     30        15 14         0
///     ┌───────────┬────────────┐
///     │ sequence  │   place    │
///     └───────────┴────────────┘
///
/// Places are given out in a circle, and with each time round the sequence grows: so the identifier of an object that
/// was removed is not soon another one's.
struct SystemVTable<Object: SystemVObject> {
  private var rows: [Row?] = []
  private var places: [Int32: Int] = [:]
  private var lastPlace = -1
  private var sequence = 0
  private let limit: Int
  /// How many objects there are.
  private(set) var count = 0

  private struct Row {
    let identifier: Int
    var object: Object
  }

  /// A table with room for so many objects.
  init(limit: Int) { self.limit = limit }

  var isFull: Bool { count >= limit }

  /// The highest place that is in use, or 0.
  var highestPlace: Int { rows.lastIndex { $0 != nil } ?? 0 }

  /// The identifiers in use, in the order of their places.
  var identifiers: [Int] { rows.compactMap { $0?.identifier } }

  /// The object with an identifier.
  ///
  /// - Precondition: `check` has found it.
  subscript(identifier: Int) -> Object {
    get { rows[identifier & Self.placeMask]!.object }
    _modify { yield &rows[identifier & Self.placeMask]!.object }
  }

  /// The object with an identifier, if there is one.
  func find(_ identifier: Int) -> Object? {
    guard identifier >= 0, identifier & Self.placeMask < rows.count,
      let row = rows[identifier & Self.placeMask], row.identifier == identifier
    else { return nil }
    return row.object
  }

  /// Makes sure that there is an object with an identifier.
  ///
  /// - Throws: `identifierRemoved` if another one has its place, `invalidArgument` if none has.
  func check(_ identifier: Int) throws(Errno) {
    guard identifier >= 0, identifier & Self.placeMask < rows.count,
      let row = rows[identifier & Self.placeMask]
    else { throw .invalidArgument }
    guard row.identifier == identifier else { throw .identifierRemoved }
  }

  /// The identifier of the object at a place, as the `…_STAT` commands ask for it.
  func identifier(at place: Int) throws(Errno) -> Int {
    guard rows.indices.contains(place), let row = rows[place] else { throw .invalidArgument }
    return row.identifier
  }

  /// The object that a key names; nil if a new one is to be made.
  func identifier(for key: Int32, _ flags: IPCFlags) throws(Errno) -> Int? {
    guard key != IPCPermissions.privateKey else { return nil }
    guard let place = places[key], let row = rows[place] else {
      if flags.contains(.create) { return nil }
      throw .noSuchFile
    }
    if flags.isSuperset(of: [.create, .exclusive]) { throw .fileExists }
    return row.identifier
  }

  /// Puts an object in and returns its identifier.
  mutating func insert(_ object: Object) throws(Errno) -> Int {
    guard !isFull else { throw .noSpace }
    var place = lastPlace
    repeat {
      place += 1
      if place >= limit {
        place = 0
        sequence = (sequence + 1) & 0xffff
      }
    } while place < rows.count && rows[place] != nil
    while rows.count <= place { rows.append(nil) }
    let identifier = sequence << Self.placeBits | place
    var object = object
    object.permissions.sequence = UInt16(sequence)
    rows[place] = Row(identifier: identifier, object: object)
    if object.permissions.key != IPCPermissions.privateKey { places[object.permissions.key] = place }
    lastPlace = place
    count += 1
    return identifier
  }

  /// Lets nobody find an object by its key any more.
  mutating func forgetKey(of identifier: Int) {
    let key = self[identifier].permissions.key
    if key != IPCPermissions.privateKey { places[key] = nil }
    self[identifier].permissions.key = IPCPermissions.privateKey
  }

  /// Takes an object out.
  mutating func remove(_ identifier: Int) {
    forgetKey(of: identifier)
    rows[identifier & Self.placeMask] = nil
    count -= 1
  }

  private static var placeBits: Int { 15 }
  private static var placeMask: Int { 1 << placeBits - 1 }
}

/// Who may use System V objects.
extension Kernel {
  /// The permissions of an object that a process makes.
  func newPermissions(_ key: Int32, _ flags: UInt32, _ context: Context) -> IPCPermissions {
    let credentials = processes[context.process].credentials
    var permissions = IPCPermissions()
    permissions.key = key
    (permissions.uid, permissions.creatorUID) = (credentials.user.effective, credentials.user.effective)
    (permissions.gid, permissions.creatorGID) = (credentials.group.effective, credentials.group.effective)
    permissions.mode = flags & 0o777
    return permissions
  }

  /// Makes sure that a process may use an object in the ways of some bits of `rwx`, wherever in the mode they stand.
  func require(
    _ wanted: UInt32, of permissions: IPCPermissions, _ context: Context
  ) throws(Errno) {
    let credentials = processes[context.process].credentials
    guard !credentials.isRoot else { return }
    var granted = permissions.mode
    if owns(permissions, credentials) {
      granted >>= 6
    } else if ([credentials.group.effective] + credentials.groups)
      .contains(where: { $0 == permissions.gid || $0 == permissions.creatorGID })
    {
      granted >>= 3
    }
    guard (wanted >> 6 | wanted >> 3 | wanted) & ~granted & 7 == 0 else { throw .accessDenied }
  }

  /// Makes sure that a process may remove or change an object.
  func requireOwner(of permissions: IPCPermissions, _ context: Context) throws(Errno) {
    let credentials = processes[context.process].credentials
    guard credentials.isRoot || owns(permissions, credentials) else { throw .notPermitted }
  }

  private func owns(_ permissions: IPCPermissions, _ credentials: Credentials) -> Bool {
    let user = credentials.user.effective
    return user == permissions.uid || user == permissions.creatorUID
  }

  /// The time that objects remember, in seconds since 1970.
  func seconds(_ context: Context) -> Int64 {
    options.bootTime &+ options.nanoseconds(context.hart.cycles) / 1_000_000_000
  }
}

extension IPCPermissions {
  /// What IPC_SET changes.
  mutating func change(to wanted: IPCPermissions) {
    (uid, gid) = (wanted.uid, wanted.gid)
    mode = mode & ~0o777 | wanted.mode & 0o777
  }

  /// Reading is 4 and changing is 2 in each of the three digits of the mode.
  static let read: UInt32 = 0o444
  static let write: UInt32 = 0o222
}
