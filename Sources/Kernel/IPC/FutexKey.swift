import ABI
import Machine

/// Which word of memory a futex is: two addresses are the same futex if they have the same key.
///
/// A private futex is known by the address space and the address, and need not even be looked up in the page table.
/// A shared one may lie at another address in each process, and is known by its place in the file or the shared
/// memory that is mapped there; in memory that no other process can share, by address again. As on Linux, a thread that waits with
/// FUTEX_PRIVATE_FLAG and one that wakes without it do not meet.
public struct FutexKey: Hashable, Sendable {
  private let place: Place
  private let address: UInt64

  private enum Place: Hashable, Sendable {
    case privateFutex(space: Int)
    case unsharedMemory(space: Int)
    case sharedMemory(PageObject)
  }

  /// A futex of one process.
  static func privateFutex(_ address: VirtualAddress, space: Int) -> FutexKey {
    FutexKey(place: .privateFutex(space: space), address: address.rawValue)
  }

  /// A futex that is used as a shared one, in memory that is not shared.
  static func unsharedMemory(_ address: VirtualAddress, space: Int) -> FutexKey {
    FutexKey(place: .unsharedMemory(space: space), address: address.rawValue)
  }

  /// A futex in memory that several processes may have mapped.
  static func sharedMemory(_ page: PageSource, offset: UInt64) -> FutexKey {
    FutexKey(place: .sharedMemory(page.object), address: page.index &* Page.size &+ offset)
  }

  private init(place: Place, address: UInt64) {
    self.place = place
    self.address = address
  }
}

extension FutexKey: CustomStringConvertible {
  /// The word in words.
  public var description: String { "futex 0x" + String(address, radix: 16) }
}

extension Kernel {
  /// The key of the word that a program means.
  ///
  /// - Throws: `invalidArgument` if it is not aligned, `badAddress` if the program may not access it.
  mutating func futexKey(
    _ pointer: UserPointer, _ flags: FutexFlags, for access: Access = .load, _ context: Context
  ) throws(Errno) -> FutexKey {
    let address = pointer.address
    guard address.rawValue % 4 == 0 else { throw .invalidArgument }
    guard address < AddressSpace.end else { throw .badAddress }
    if flags.contains(.privateFutex) { return .privateFutex(address, space: context.space) }
    _ = try locate(pointer, access, context)
    guard let area = spaces[context.space].area(containing: address), area.isShared,
      let page = area.source(of: address.pageBase)
    else { return .unsharedMemory(address, space: context.space) }
    return .sharedMemory(page, offset: address.offset)
  }
}
