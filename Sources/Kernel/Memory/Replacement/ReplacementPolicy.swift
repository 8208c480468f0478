import Machine

/// Which page of a process makes room for another one.
///
/// The kernel tells a policy which pages come and go, and asks it for a victim when there is no room. A policy sees
/// references through the accessed bits of the page table, as a real kernel's does; only with `exact` is it told of
/// each. One policy belongs to one process: replacement is local.
public protocol ReplacementPolicy: Sendable {
  /// A page has come into memory.
  mutating func insert(_ page: VirtualAddress)

  /// A page has left memory, whether it was chosen or not.
  mutating func remove(_ page: VirtualAddress)

  /// A page was referenced: told of each reference with `exact`, and otherwise never.
  mutating func reference(_ page: VirtualAddress)

  /// Chooses the page that makes room, at a time in cycles; nil if none may.
  ///
  /// The page is still there afterwards: `remove` follows when it has gone.
  mutating func victim(of pages: inout some ResidentPages, at time: UInt64) -> VirtualAddress?

  /// How many pages are in memory.
  var count: Int { get }
}

/// What a policy can find out about the pages that are in memory.
public protocol ResidentPages {
  /// Whether a page was used since this was last asked: its accessed bit, which is cleared.
  mutating func takeAccessed(_ page: VirtualAddress) -> Bool

  /// Whether a page may leave now. One that the current instruction needs may not.
  func mayLeave(_ page: VirtualAddress) -> Bool
}

/// Pages in the order in which they came, which can be taken out of the middle.
struct PageQueue: Sendable {
  /// What was put in; an entry counts if its serial number is the one that its page has.
  private var entries: [(page: VirtualAddress, serial: UInt64)] = []
  private var head = 0
  private var serials: [VirtualAddress: UInt64] = [:]
  private var nextSerial: UInt64 = 0

  var count: Int { serials.count }

  func contains(_ page: VirtualAddress) -> Bool { serials[page] != nil }

  /// Puts a page at the end, wherever it was before.
  mutating func append(_ page: VirtualAddress) {
    if entries.count > 2 * serials.count + 64 { dropOldEntries() }
    serials[page] = nextSerial
    entries.append((page, nextSerial))
    nextSerial += 1
  }

  mutating func remove(_ page: VirtualAddress) { serials[page] = nil }

  /// The page that came first.
  mutating func front() -> VirtualAddress? {
    while head < entries.count, !counts(entries[head]) { head += 1 }
    return head < entries.count ? entries[head].page : nil
  }

  /// The first page for which something holds.
  func first(where condition: (VirtualAddress) -> Bool) -> VirtualAddress? {
    for entry in entries[head...] where counts(entry) && condition(entry.page) { return entry.page }
    return nil
  }

  /// The pages, the first one first.
  var pages: [VirtualAddress] { entries[head...].filter(counts).map(\.page) }

  private func counts(_ entry: (page: VirtualAddress, serial: UInt64)) -> Bool {
    serials[entry.page] == entry.serial
  }

  private mutating func dropOldEntries() {
    entries = entries[head...].filter(counts)
    head = 0
  }
}
