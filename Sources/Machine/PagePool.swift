/// The host pages behind the simulated frames, counted, so that a copy of a machine shares what did not change.
///
/// Pages come from arenas of 1 MiB that are aligned to their size; an arena's first page holds the counts of the
/// others. The pool belongs to a family of copies that one host thread uses: the counts are not atomic.
@safe final class PagePool {
  typealias HostPage = UInt

  /// The page that every untouched frame shows: all zeros, never written, never counted.
  let zeroPage: HostPage

  private var arenas: [UnsafeMutableRawPointer] = unsafe []
  private let state = Cell(State(firstFree: 0, nextInArena: pagesPerArena))

  private struct State: BitwiseCopyable {
    /// A free page, whose first bytes are the address of the next one; 0 if there is none.
    var firstFree: HostPage
    /// The first page of the last arena that was never given out.
    var nextInArena: Int
  }

  private static let arenaSize = 1 << 20
  private static let pageSize = Int(Page.size)
  private static let pagesPerArena = arenaSize / pageSize

  init() {
    let page = UnsafeMutableRawPointer.allocate(byteCount: Self.pageSize, alignment: Self.pageSize)
    unsafe page.initializeMemory(as: UInt8.self, repeating: 0, count: Self.pageSize)
    zeroPage = HostPage(bitPattern: page)
  }

  deinit {
    unsafe arenas.forEach { unsafe $0.deallocate() }
    unsafe UnsafeMutableRawPointer(bitPattern: zeroPage)?.deallocate()
    state.free()
  }

  /// A page of unspecified contents with one owner.
  func allocate() -> HostPage {
    var page = state.firstFree
    if page == 0 {
      page = pageFromArena()
    } else {
      state.firstFree = HostMemory.load(page, as: HostPage.self)
    }
    setOwners(of: page, to: 1)
    return page
  }

  func retain(_ page: HostPage) {
    if page != zeroPage { setOwners(of: page, to: owners(of: page) + 1) }
  }

  func release(_ page: HostPage) {
    guard page != zeroPage else { return }
    let left = owners(of: page) - 1
    setOwners(of: page, to: left)
    guard left == 0 else { return }
    HostMemory.store(state.firstFree, at: page)
    state.firstFree = page
  }

  /// How many machines hold the page.
  func owners(of page: HostPage) -> UInt32 { HostMemory.load(counter(of: page), as: UInt32.self) }

  private func setOwners(of page: HostPage, to count: UInt32) {
    HostMemory.store(count, at: counter(of: page))
  }

  private func counter(of page: HostPage) -> UInt {
    let arena = page & ~UInt(Self.arenaSize - 1)
    return arena + (page - arena) / UInt(Self.pageSize) * 4
  }

  private func pageFromArena() -> HostPage {
    if state.nextInArena == Self.pagesPerArena {
      unsafe arenas.append(.allocate(byteCount: Self.arenaSize, alignment: Self.arenaSize))
      state.nextInArena = 1
    }
    defer { state.nextInArena += 1 }
    return unsafe HostPage(bitPattern: arenas[arenas.count - 1]) + UInt(state.nextInArena * Self.pageSize)
  }
}
