import Machine

/// OPT, Bélády's optimum: the page goes that is needed again last of all.
///
/// Nobody knows the future; this policy knows a recording of an earlier run with the same references.
struct Optimal: ReplacementPolicy {
  private var queue = PageQueue()
  /// When each page is referenced: places in the recording, the next one last.
  private var uses: [VirtualAddress: [Int]]
  private var place = 0

  init(_ recording: ReferenceString) {
    uses = [:]
    for (place, page) in recording.pages.enumerated().reversed() { uses[page, default: []].append(place) }
  }

  var count: Int { queue.count }

  mutating func insert(_ page: VirtualAddress) { queue.append(page) }
  mutating func remove(_ page: VirtualAddress) { queue.remove(page) }

  mutating func reference(_ page: VirtualAddress) {
    guard let next = uses[page]?.popLast() else { return }
    place = max(place, next + 1)
  }

  mutating func victim(of pages: inout some ResidentPages, at time: UInt64) -> VirtualAddress? {
    var best: (page: VirtualAddress, next: Int)?
    for page in queue.pages where pages.mayLeave(page) {
      let next = uses[page]?.last { $0 >= place } ?? .max
      if next > best?.next ?? -1 { best = (page, next) }
    }
    return best?.page
  }
}

/// The pages that a process referenced, one after the other.
public struct ReferenceString: Equatable, Sendable {
  /// The pages, by their first addresses. A page that is used many times in a row stands here once.
  public var pages: [VirtualAddress]

  /// A string of these pages.
  public init(_ pages: [VirtualAddress] = []) { self.pages = pages }

  /// What a file says: an address in hexadecimal a line; nil where a line is something else.
  public init?(text: String) {
    pages = []
    for line in text.split(whereSeparator: \.isNewline) {
      guard line.hasPrefix("0x"), let address = UInt64(line.dropFirst(2), radix: 16) else { return nil }
      pages.append(VirtualAddress(address))
    }
  }

  /// The text of such a file.
  public var text: String { pages.map { "0x" + String($0.rawValue, radix: 16) + "\n" }.joined() }

  /// How many references are recorded before the recording ends: each takes eight bytes of the host.
  static let limit = 10_000_000
}
