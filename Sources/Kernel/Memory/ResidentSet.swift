import Machine

/// The pages of a process that replacement is about, and what it knows of them.
///
/// Locked pages are not among them, nor is the kernel's own page for signal handlers: a limit on frames does not count
/// those.
struct ResidentSet {
  var policy: any ReplacementPolicy
  /// How many pages may be in memory at a time.
  var limit = Int.max
  /// Whether the policy is told of each reference. Pages are hidden for that: the page table denies them, and the
  /// fault is the reference.
  let isExact: Bool
  /// Every reference, while they are recorded.
  var recording: ReferenceString?
  /// For each hart the pages that its current instruction has faulted on, which must not leave before it is executed.
  private var current: [Instruction] = []

  /// The most pages that an instruction can need: its own, and two for data that lie over a border.
  private static let pagesOfInstruction = 3

  private struct Instruction {
    /// How many instructions the hart had retired before.
    var retired: UInt64 = .max
    var pages: [VirtualAddress] = []
  }

  init(_ options: ReplacementOptions, seed: UInt64, harts: Int) {
    policy = options.choice.makePolicy(seed: seed)
    isExact = options.choice.isExact || options.recordsReferences
    if options.recordsReferences { recording = ReferenceString() }
    current = Array(repeating: Instruction(), count: harts)
  }

  /// Notes that the instruction that a hart is at needs a page.
  ///
  /// - Returns: the pages that earlier instructions needed: a page that is hidden between references may be now.
  mutating func note(_ page: VirtualAddress, neededBy hart: Hart) -> [VirtualAddress] {
    var old: [VirtualAddress] = []
    if current[hart.id].retired != hart.counters.instructions {
      old = current[hart.id].pages
      current[hart.id] = Instruction(retired: hart.counters.instructions)
    }
    if !current[hart.id].pages.contains(page) { current[hart.id].pages.append(page) }
    // A system call can touch any number of pages, one after the other.
    if current[hart.id].pages.count > Self.pagesOfInstruction {
      old.append(current[hart.id].pages.removeFirst())
    }
    if isExact { policy.reference(page) }
    if recording != nil, recording!.pages.count < ReferenceString.limit, recording!.pages.last != page {
      recording!.pages.append(page)
    }
    return old.filter { $0 != page }
  }

  /// Whether the instruction that some hart is at needs a page.
  func isNeeded(_ page: VirtualAddress, by harts: [Hart]) -> Bool {
    harts.contains {
      current[$0.id].retired == $0.counters.instructions && current[$0.id].pages.contains(page)
    }
  }
}

/// How pages are replaced.
public struct ReplacementOptions: Equatable, Sendable {
  /// Which page makes room.
  public var choice = ReplacementChoice.standard
  /// How many pages of a process may be in memory at a time; nil for as many as there are frames.
  public var frameLimit: Int?
  /// Whether each reference of the first process is recorded.
  public var recordsReferences = false

  /// Whether somebody asked for what only replacement can give.
  var isNeeded: Bool { frameLimit != nil || recordsReferences }

  /// The defaults.
  public init() {}
}

extension PTE.Flags {
  /// The page is in its frame, but hidden until it is referenced.
  static let hidden = PTE.Flags.kernel1
  /// The page is on the swap disk: the entry, which is not valid, names its place there.
  static let onDisk = PTE.Flags.kernel0
}

extension PTE {
  /// The entry of a page that is on the swap disk.
  init(slot: Int) { self.init(FrameNumber(UInt32(slot)), .onDisk) }

  /// Where the page is on the swap disk, if it is there.
  var slot: Int? { !isValid && flags.contains(.onDisk) ? Int(frame.rawValue) : nil }

  /// Whether the page is in a frame, but hidden.
  var isHidden: Bool { isValid && flags.contains(.hidden) }
}
