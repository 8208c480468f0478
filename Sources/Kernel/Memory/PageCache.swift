import Machine

/// The number of shared memory that has no file: of an anonymous shared mapping, or of a System V segment.
public struct SharedMemoryNumber: Hashable, Sendable {
  let rawValue: Int
}

/// What has pages that several processes can map.
enum PageObject: Hashable, Sendable {
  case file(InodeNumber)
  case shared(SharedMemoryNumber)
}

/// The pages of files and of shared memory that are in frames.
///
/// `read`, `write` and `mmap` all use the same frame for the same page, so that each sees what the others did. The
/// cache is an owner of its frames, and every page-table entry that maps one is another.
struct PageCache {
  private var files: [InodeNumber: Pages] = [:]
  private var shared = Table<SharedMemory>()
  /// The pages of files, and those of shared memory that somebody stopped to map, in the order in which they are
  /// looked at when frames are needed; some are gone already.
  private var queue: [(PageObject, UInt64)] = []
  private var queueStart = 0
  /// How many frames there are: the cache cannot have more pages.
  private let frameCount: Int

  init(frameCount: Int) { self.frameCount = frameCount }

  /// Pages by their number in the object.
  struct Pages {
    fileprivate var rows: [UInt64: CachedPage] = [:]
    /// How many pages of address spaces show the object, whether they have a frame or not.
    var mapped: UInt64 = 0

    subscript(index: UInt64) -> CachedPage? {
      get { rows[index] }
      set { rows[index] = newValue }
    }

    /// The pages that are in frames, in no order.
    var all: Dictionary<UInt64, CachedPage>.Values { rows.values }

    /// The numbers of the pages that are in frames, in order.
    var indices: [UInt64] { rows.keys.sorted() }
  }

  /// Memory without a file, which lives as long as somebody maps or holds it.
  struct SharedMemory {
    /// How many pages it has.
    let size: UInt64
    var pages = Pages()
    /// Where its pages lie that had to make room.
    fileprivate(set) var away: [UInt64: PageOnDisk] = [:]
    /// How many hold it besides those who map it, as a System V segment does.
    var holders = 0

    /// The places on the disk that it has, in order of its pages.
    var slots: [Int] { away.keys.sorted().map { away[$0]!.slot } }
  }

  /// A page of shared memory on the swap disk.
  struct PageOnDisk: Equatable {
    let slot: Int
    /// When the disk has read it, if somebody waits for it.
    var arrival: UInt64?
  }

  /// The pages of an object.
  subscript(object: PageObject) -> Pages {
    get {
      switch object {
      case .file(let inode): files[inode] ?? Pages()
      case .shared(let number): shared[number.rawValue].pages
      }
    }
    _modify {
      switch object {
      case .file(let inode): yield &files[inode, default: Pages()]
      case .shared(let number): yield &shared[number.rawValue].pages
      }
    }
  }

  /// Whether there is such an object, as far as the cache knows.
  func contains(_ object: PageObject) -> Bool {
    switch object {
    case .file(let inode): files[inode] != nil
    case .shared(let number): shared.find(number.rawValue) != nil
    }
  }

  /// A page, if it is in a frame.
  func page(_ index: UInt64, of object: PageObject) -> CachedPage? {
    switch object {
    case .file(let inode): files[inode]?[index]
    case .shared(let number): shared[number.rawValue].pages[index]
    }
  }

  /// Where a page lies that had to make room; only shared memory's do.
  func pageOnDisk(_ index: UInt64, of object: PageObject) -> PageOnDisk? {
    guard case .shared(let number) = object else { return nil }
    return shared[number.rawValue].away[index]
  }

  /// Puts a page of shared memory on the disk, or takes it from there.
  mutating func setPageOnDisk(_ index: UInt64, of number: SharedMemoryNumber, to place: PageOnDisk?) {
    shared[number.rawValue].away[index] = place
  }

  /// How many pages shared memory has.
  func size(of number: SharedMemoryNumber) -> UInt64 { shared[number.rawValue].size }

  /// Pages of all shared memory together.
  var sharedPages: UInt64 { shared.numbers.reduce(0) { $0 + shared[$1].size } }

  /// Makes shared memory of so many pages, with one holder.
  mutating func makeShared(pages: UInt64) -> SharedMemoryNumber {
    SharedMemoryNumber(rawValue: shared.insert(SharedMemory(size: pages, holders: 1)))
  }

  /// Adds holders to shared memory, or takes some away.
  mutating func hold(_ number: SharedMemoryNumber, by change: Int) {
    shared[number.rawValue].holders += change
  }

  /// Whether nobody maps or holds shared memory any more.
  func isUnused(_ number: SharedMemoryNumber) -> Bool {
    let row = shared[number.rawValue]
    return row.holders == 0 && row.pages.mapped == 0
  }

  /// Forgets shared memory and returns what it was.
  mutating func remove(_ number: SharedMemoryNumber) -> SharedMemory { shared.remove(number.rawValue) }

  /// How many pages stand in the queue.
  var queueCount: Int { queue.count - queueStart }

  /// Puts a page at the end of the queue.
  mutating func enqueue(_ object: PageObject, _ index: UInt64) {
    if queueStart > queue.count / 2 + 64 {
      queue.removeFirst(queueStart)
      queueStart = 0
    }
    if queueCount > 2 * frameCount { forgetGonePages() }
    queue.append((object, index))
  }

  private mutating func forgetGonePages() {
    let objects = cachedFiles.map(PageObject.file) + sharedNumbers.map(PageObject.shared)
    queue = objects.flatMap { object in self[object].indices.map { (object, $0) } }
    queueStart = 0
  }

  /// Takes the first page out of the queue.
  mutating func nextInQueue() -> (PageObject, UInt64)? {
    guard queueStart < queue.count else { return nil }
    queueStart += 1
    return queue[queueStart - 1]
  }

  /// Forgets a file, whose number another one may get.
  ///
  /// - Precondition: none of its pages is in a frame, and none is mapped.
  mutating func forget(_ inode: InodeNumber) { files[inode] = nil }

  /// Every frame that a page of a file or of shared memory is in.
  var frames: [FrameNumber] {
    (files.values.map(\.rows) + shared.numbers.map { shared[$0].pages.rows }).flatMap {
      $0.values.map(\.frame)
    }
  }

  /// All shared memory that there is.
  var sharedNumbers: [SharedMemoryNumber] { shared.numbers.map(SharedMemoryNumber.init) }

  /// The places on the disk that pages of shared memory have.
  func slots(of number: SharedMemoryNumber) -> [Int] { shared[number.rawValue].slots }

  /// How many hold shared memory besides those who map it.
  func holders(of number: SharedMemoryNumber) -> Int { shared[number.rawValue].holders }

  /// Every file that memory shows, in order.
  var mappedFiles: [InodeNumber] { files.keys.filter { files[$0]!.mapped > 0 }.sorted() }

  /// Every file that has or had pages in the cache, in order.
  var cachedFiles: [InodeNumber] { files.keys.sorted() }
}

/// A page of a file or of shared memory in its frame.
struct CachedPage: Equatable {
  let frame: FrameNumber
  /// Whether the file does not have yet what the frame has.
  var isDirty = false
  /// Whether it was used since somebody last looked for frames to give back.
  var isReferenced = false
}
