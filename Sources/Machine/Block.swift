/// A fixed number of values in host memory, whose place never changes.
///
/// The interpreter's state lies in blocks: an `Array` held by a class would be checked for uniqueness, bounds and
/// exclusive access at each use (five times the cost of the whole instruction). Indices are masked or bounded by
/// whoever uses a block; debug builds check them. The owner frees it.
@safe struct Block<Element: BitwiseCopyable>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  init(repeating value: Element, count: Int) {
    self.count = count
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Element>.stride, alignment: 64)
    unsafe base = bytes.bindMemory(to: Element.self, capacity: count)
    unsafe base.initialize(repeating: value, count: count)
  }

  func free() { unsafe base.deallocate() }

  func fill(_ value: Element) { unsafe base.update(repeating: value, count: count) }

  func copy(from other: Block) {
    precondition(count == other.count)
    unsafe base.update(from: other.base, count: count)
  }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < count)
      return unsafe base[index]
    }
    @inline(__always) nonmutating _modify {
      assert(index >= 0 && index < count)
      yield unsafe &base[index]
    }
  }

  /// The element so many bytes from the first, a multiple of its alignment: for those who can tell an element's
  /// place without its number.
  subscript(byteOffset offset: Int) -> Element {
    @inline(__always) get {
      assert(offset >= 0 && offset + MemoryLayout<Element>.size <= count * MemoryLayout<Element>.stride)
      return unsafe UnsafeRawPointer(base).load(fromByteOffset: offset, as: Element.self)
    }
    @inline(__always) nonmutating set {
      assert(offset >= 0 && offset + MemoryLayout<Element>.size <= count * MemoryLayout<Element>.stride)
      unsafe UnsafeMutableRawPointer(base).storeBytes(of: newValue, toByteOffset: offset, as: Element.self)
    }
  }
}

extension Block<UInt32> {
  /// Eight values that begin at a multiple of eight.
  @inline(__always) func vector(at index: Int) -> SIMD8<UInt32> {
    assert(index >= 0 && index + 8 <= count && index % 8 == 0)
    return unsafe UnsafeRawPointer(base + index).load(as: SIMD8<UInt32>.self)
  }
}

/// One value in host memory: what a stored property of a class would be, without the check for exclusive access.
@safe @usableFromInline @dynamicMemberLookup struct Cell<Value: BitwiseCopyable>: @unchecked Sendable {
  @usableFromInline let place: UnsafeMutablePointer<Value>

  init(_ value: Value) {
    unsafe place = .allocate(capacity: 1)
    unsafe place.initialize(to: value)
  }

  func free() { unsafe place.deallocate() }

  @inlinable var value: Value {
    @inline(__always) get { unsafe place.pointee }
    @inline(__always) nonmutating _modify { yield unsafe &place.pointee }
  }

  subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member {
    @inline(__always) get { unsafe place.pointee[keyPath: path] }
  }

  subscript<Member>(dynamicMember path: WritableKeyPath<Value, Member>) -> Member {
    @inline(__always) get { unsafe place.pointee[keyPath: path] }
    @inline(__always) nonmutating _modify { yield unsafe &place.pointee[keyPath: path] }
  }
}

/// Loads and stores at host addresses that a page's translation gave.
enum HostMemory {
  @inline(__always) static func load<T: BitwiseCopyable>(_ address: UInt, as type: T.Type) -> T {
    unsafe UnsafeRawPointer(bitPattern: address).unsafelyUnwrapped.loadUnaligned(as: type)
  }

  @inline(__always) static func store<T: BitwiseCopyable>(_ value: T, at address: UInt) {
    unsafe UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped.storeBytes(of: value, as: T.self)
  }
}
