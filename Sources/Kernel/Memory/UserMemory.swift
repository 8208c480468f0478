import ABI
import Machine

/// An address that a program gave the kernel: an allegation until `copyIn` or `copyOut` has checked it.
struct UserPointer: Equatable {
  let address: VirtualAddress
  init(_ rawValue: UInt64) { address = VirtualAddress(rawValue) }
  static func + (a: UserPointer, bytes: UInt64) -> UserPointer { UserPointer(a.address.rawValue &+ bytes) }
}

/// A range of memory that a program gave the kernel.
struct UserBuffer {
  let start: UserPointer
  let count: UInt64
}

/// Copies between kernel and program. They fault pages in as the program's own accesses would, and go through the
/// caches.
extension Kernel {
  /// Copies bytes from the program.
  ///
  /// - Throws: `badAddress` if the program may not read one of them.
  mutating func copyIn(_ buffer: UserBuffer, _ context: Context) throws(Errno) -> [UInt8] {
    var result: Result<Void, Errno> = .success(())
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(buffer.count)) { bytes, done in
      let room = UnsafeMutableRawBufferPointer(bytes)
      do throws(Errno) {
        try forEachPiece(of: buffer, .load, context) { physical, count in
          context.machine.read(
            physical, into: UnsafeMutableRawBufferPointer(rebasing: room[done..<done + count]))
          done += count
        }
      } catch {
        result = .failure(error)
      }
    }
    try result.get()
    return bytes
  }

  /// Copies bytes to the program.
  ///
  /// - Throws: `badAddress` if the program may not write one of them; those before it are written.
  mutating func copyOut(_ bytes: some ContiguousBytes, to pointer: UserPointer, _ context: Context)
    throws(Errno)
  {
    var done = 0
    let buffer = UserBuffer(start: pointer, count: UInt64(bytes.byteCount))
    try forEachPiece(of: buffer, .store, context) { physical, count in
      bytes.withBytes {
        context.machine.write(physical, from: UnsafeRawBufferPointer(rebasing: $0[done..<done + count]))
      }
      done += count
    }
  }

  /// The 32 bits at an aligned address of the program.
  mutating func load32(_ pointer: UserPointer, _ context: Context) throws(Errno) -> UInt32 {
    let place = try locate(pointer, .load, context)
    context.hart.charge(Cost.copySetUp)
    context.hart.touch(place, bytes: 4, isStore: false)
    let doubleword = context.machine.load64(PhysicalAddress(place.rawValue & ~7))
    return UInt32(truncatingIfNeeded: doubleword >> ((place.rawValue & 4) * 8))
  }

  /// Changes the 32 bits at an aligned address of the program.
  mutating func store32(_ value: UInt32, to pointer: UserPointer, _ context: Context) throws(Errno) {
    try copyOut(value.bytes, to: pointer, context)
  }

  /// Copies a string that ends with a zero byte from the program, without the zero.
  ///
  /// - Throws: `badAddress` if the program may not read it, `nameTooLong` if it has more than `limit` bytes.
  mutating func copyInString(_ pointer: UserPointer, limit: Int, _ context: Context) throws(Errno) -> String {
    String(decoding: try copyInBytes(pointer, limit: limit, context), as: UTF8.self)
  }

  /// A path.
  mutating func copyInPath(_ pointer: UserPointer, _ context: Context) throws(Errno) -> FilePath {
    FilePath(try copyInBytes(pointer, limit: FileSystem.pathLimit, context))
  }

  /// The bytes up to a zero.
  mutating func copyInBytes(
    _ pointer: UserPointer, limit: Int, _ context: Context
  ) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let left = Page.size - (pointer + UInt64(bytes.count)).address.offset
      let piece = try copyIn(UserBuffer(start: pointer + UInt64(bytes.count), count: left), context)
      if let end = piece.firstIndex(of: 0) {
        bytes += piece[..<end]
        if bytes.count > limit { throw .nameTooLong }
        return bytes
      }
      bytes += piece
      if bytes.count > limit { throw .nameTooLong }
    }
  }

  /// How many bytes of a buffer the program may access, counted from its start.
  mutating func accessibleCount(_ buffer: UserBuffer, _ access: Access, _ context: Context) -> UInt64 {
    var done: UInt64 = 0
    while done < buffer.count, (try? locate(buffer.start + done, access, context)) != nil {
      done += Page.size - (buffer.start + done).address.offset
    }
    return min(done, buffer.count)
  }

  private mutating func forEachPiece(
    of buffer: UserBuffer, _ access: Access, _ context: Context, _ body: (PhysicalAddress, Int) -> Void
  ) throws(Errno) {
    var done: UInt64 = 0
    while done < buffer.count {
      let pointer = buffer.start + done
      let physical = try locate(pointer, access, context)
      let count = min(buffer.count - done, Page.size - pointer.address.offset)
      statistics.bytesCopied &+= count
      context.hart.charge(Cost.copySetUp + Int(count + 7) / 8 * Cost.copyDoubleword)
      context.hart.touch(physical, bytes: count, isStore: access == .store)
      body(physical, Int(count))
      done += count
    }
  }

  /// The physical address of a byte of the program, after the page was faulted in if need be.
  mutating func locate(
    _ pointer: UserPointer, _ access: Access, _ context: Context
  ) throws(Errno) -> PhysicalAddress {
    let address = pointer.address
    guard address < AddressSpace.end else { throw .badAddress }
    var entry = spaces[context.space].pageTable.entry(of: address.pageBase, machine: context.machine)
    while !entry.permits(access) {
      switch resolve(PageFault(address: address, access: access), context) {
      case .segmentationViolation, .busError: throw .badAddress
      case .outOfMemory: throw .outOfMemory
      // A call is not interrupted in its middle: the hart waits for the disk.
      case .waitsForDisk(let time): context.hart.idle(until: time)
      case .zeroFilled, .readFromFile, .foundInCache, .swappedIn, .stackGrown, .copied, .writeRestored,
        .referenceSeen, .spurious:
        break
      }
      entry = spaces[context.space].pageTable.entry(of: address.pageBase, machine: context.machine)
    }
    spaces[context.space].mark(address.pageBase, for: access, machine: context.machine)
    return entry.frame.address + address.offset
  }
}

/// Bytes in one piece, of an array or a slice.
protocol ContiguousBytes {
  var byteCount: Int { get }
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void)
}

extension Array: ContiguousBytes where Element == UInt8 {
  var byteCount: Int { count }
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { withUnsafeBytes(body) }
}

extension ArraySlice: ContiguousBytes where Element == UInt8 {
  var byteCount: Int { count }
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { withUnsafeBytes(body) }
}
