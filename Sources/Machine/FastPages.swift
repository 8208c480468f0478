/// The pages whose translations are at hand in a modelled machine: the most recently used one of each set of the
/// data TLB. Using such a page again changes nothing in the TLB.
@safe struct FastPages {
  /// The number of each set's page, or one that no address has.
  private let numbers: Block<UInt64>
  private let translations: Block<Translation>
  private let setMask: UInt64

  struct Translation: BitwiseCopyable {
    /// The physical address of the page's first byte.
    var base: UInt64
    var isReadable: Bool
    /// Whether it may be written and its entry is marked dirty already.
    var isWritable: Bool
  }

  init(sets: Int) {
    numbers = Block(repeating: .max, count: sets)
    translations = Block(
      repeating: Translation(base: 0, isReadable: false, isWritable: false), count: sets)
    setMask = UInt64(sets - 1)
  }

  func free() {
    numbers.free()
    translations.free()
  }

  func clear() { numbers.fill(.max) }

  /// Ends the shortcut to whatever page is the most recently used one of a page's set.
  func clear(setOf page: UInt64) { numbers[index(page)] = .max }

  /// Whether the page of an address is the most recently used one of its set.
  @inline(__always) func contains(_ address: UInt64) -> Bool {
    let page = address >> Page.shift
    return numbers[index(page)] == page
  }

  /// The translation of an address that the map contains.
  @inline(__always) subscript(address: UInt64) -> Translation {
    get { translations[index(address >> Page.shift)] }
    nonmutating set {
      let page = address >> Page.shift
      numbers[index(page)] = page
      translations[index(page)] = newValue
    }
  }

  @inline(__always) private func index(_ page: UInt64) -> Int { Int(truncatingIfNeeded: page & setMask) }
}
