import Machine

/// What the pages of an area take, as `smaps` counts it. Bytes are in twelve more bits than they have, as shares are
/// fractions.
struct PageUse {
  var resident: UInt64 = 0
  var proportional: UInt64 = 0
  var proportionalDirty: UInt64 = 0
  var proportionalAnonymous: UInt64 = 0
  var proportionalFile: UInt64 = 0
  var sharedClean: UInt64 = 0
  var sharedDirty: UInt64 = 0
  var privateClean: UInt64 = 0
  var privateDirty: UInt64 = 0
  var referenced: UInt64 = 0
  var anonymous: UInt64 = 0
  /// Pages that are part of a huge one.
  var huge: UInt64 = 0
  var swapped: UInt64 = 0
  var proportionalSwapped: UInt64 = 0
  /// The share of what is locked.
  var locked: UInt64 = 0

  /// What a page is a copy of, if of anything.
  enum Kind {
    case anonymous, file, shared
  }

  mutating func add(_ entry: PTE, mappers: UInt64, _ kind: Kind) {
    resident += 1
    proportional += Self.share / mappers
    if kind == .anonymous { proportionalAnonymous += Self.share / mappers }
    if kind == .file { proportionalFile += Self.share / mappers }
    let isDirty = entry.flags.contains(.dirty) || kind == .anonymous
    if isDirty { proportionalDirty += Self.share / mappers }
    switch (mappers > 1, isDirty) {
    case (true, true): sharedDirty += 1
    case (true, false): sharedClean += 1
    case (false, true): privateDirty += 1
    case (false, false): privateClean += 1
    }
    if entry.flags.contains(.accessed) { referenced += 1 }
    if kind == .anonymous { anonymous += 1 }
  }

  mutating func addSwapped(owners: UInt32) {
    swapped += 1
    proportionalSwapped += Self.share / UInt64(max(1, owners))
  }

  static func += (a: inout PageUse, b: PageUse) {
    a.resident += b.resident
    a.proportional += b.proportional
    a.proportionalDirty += b.proportionalDirty
    a.proportionalAnonymous += b.proportionalAnonymous
    a.proportionalFile += b.proportionalFile
    a.sharedClean += b.sharedClean
    a.sharedDirty += b.sharedDirty
    a.privateClean += b.privateClean
    a.privateDirty += b.privateDirty
    a.referenced += b.referenced
    a.anonymous += b.anonymous
    a.huge += b.huge
    a.swapped += b.swapped
    a.proportionalSwapped += b.proportionalSwapped
    a.locked += b.locked
  }

  /// What one page counts in shares: 4 kB in 4096ths.
  private static let share: UInt64 = 4 << 12

  var lines: String { head + rest }

  /// The same for the whole process, where the shares are told by what the pages are.
  var rollupLines: String {
    let shared = proportional - proportionalAnonymous - proportionalFile
    let kinds = [("Pss_Anon", proportionalAnonymous), ("Pss_File", proportionalFile), ("Pss_Shmem", shared)]
    return head + kinds.map { Self.line($0, $1 >> 12) }.joined() + rest
  }

  private var head: String {
    Self.line("Rss", resident * 4) + Self.line("Pss", proportional >> 12)
      + Self.line("Pss_Dirty", proportionalDirty >> 12)
  }

  private var rest: String {
    let rows: [(String, UInt64)] = [
      ("Shared_Clean", sharedClean * 4), ("Shared_Dirty", sharedDirty * 4),
      ("Private_Clean", privateClean * 4), ("Private_Dirty", privateDirty * 4),
      ("Referenced", referenced * 4), ("Anonymous", anonymous * 4), ("KSM", 0), ("LazyFree", 0),
      ("AnonHugePages", huge * 4), ("ShmemPmdMapped", 0), ("FilePmdMapped", 0), ("Shared_Hugetlb", 0),
      ("Private_Hugetlb", 0), ("Swap", swapped * 4), ("SwapPss", proportionalSwapped >> 12),
      ("Locked", locked >> 12),
    ]
    return rows.map { Self.line($0, $1) }.joined()
  }

  /// A line of `smaps`: a name and a number of kB.
  static func line(_ name: String, _ kilobytes: UInt64) -> String {
    "\(name):".left(16) + kilobytes.right(8) + " kB\n"
  }
}
