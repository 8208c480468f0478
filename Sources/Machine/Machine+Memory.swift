/// Physical memory as the kernel uses it: by frames, behind the program's back.
extension Machine {
  /// How many frames of 4 KiB there are.
  public var frameCount: Int { memory.frameCount }

  /// The 64 bits at a physical address that is a multiple of 8, such as a page-table entry.
  public func load64(_ address: PhysicalAddress) -> UInt64 { memory.load64(address) }

  /// The 512 bits at a physical address that is a multiple of 8, all of which lie in one frame.
  public func load512(_ address: PhysicalAddress) -> SIMD8<UInt64> {
    HostMemory.load(memory.host(address), as: SIMD8<UInt64>.self)
  }

  /// Changes the 64 bits at a physical address that is a multiple of 8.
  public func store64(_ value: UInt64, at address: PhysicalAddress) {
    HostMemory.store(value, at: hostForWriting(address))
  }

  /// Copies bytes out of a frame.
  ///
  /// - Precondition: the bytes lie within the frame.
  public func read(_ address: PhysicalAddress, into buffer: UnsafeMutableRawBufferPointer) {
    precondition(address.offset + UInt64(buffer.count) <= Page.size)
    let host = unsafe UnsafeRawPointer(bitPattern: memory.host(address))
    unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(start: host, count: buffer.count))
  }

  /// Copies bytes into a frame. Decoded code and reservations notice.
  ///
  /// - Precondition: the bytes lie within the frame.
  public func write(_ address: PhysicalAddress, from buffer: UnsafeRawBufferPointer) {
    precondition(address.offset + UInt64(buffer.count) <= Page.size)
    guard buffer.count > 0 else { return }
    let host = unsafe UnsafeMutableRawPointer(bitPattern: hostForWriting(address))
    unsafe UnsafeMutableRawBufferPointer(start: host, count: buffer.count).copyMemory(from: buffer)
    forgetCode(at: address, bytes: UInt64(buffer.count))
    endReservations(on: address, bytes: UInt64(buffer.count))
  }

  /// Makes a frame all zeros, which costs no host memory until it is written.
  public func clear(_ frame: FrameNumber) {
    dropDecodedPage(of: frame)
    guard !memory.isUntouched(frame) else { return }
    memory.clear(frame)
    for hart in harts { hart.forgetFast() }
  }

  /// Makes a frame zeros from one of its bytes on.
  ///
  /// - Precondition: `offset` is at most 4096.
  public func clear(_ frame: FrameNumber, from offset: UInt64) {
    guard offset < Page.size else { return }
    let host = unsafe UnsafeMutableRawPointer(bitPattern: hostForWriting(frame.address + offset))
    _ = unsafe UnsafeMutableRawBufferPointer(start: host, count: Int(Page.size - offset)).initializeMemory(
      as: UInt8.self, repeating: 0)
    forgetCode(at: frame.address + offset, bytes: Page.size - offset)
  }

  /// Gives a frame that no program sees yet its host page now rather than at the first store, which would have to
  /// end every shortcut to it.
  public func prepareForStores(to frame: FrameNumber) { _ = memory.makeUnique(frame) }

  /// Copies a whole frame, as a copy on write does.
  public func copyFrame(_ source: FrameNumber, to target: FrameNumber) {
    dropDecodedPage(of: target)
    let to = unsafe UnsafeMutableRawPointer(bitPattern: hostForWriting(target.address))!
    unsafe to.copyMemory(
      from: UnsafeRawPointer(bitPattern: memory.page(of: source))!, byteCount: Int(Page.size))
  }

  /// Gives a frame a host page of its own.
  @inline(never) func own(_ frame: FrameNumber) {
    if memory.makeUnique(frame) { for hart in harts { hart.forgetFast() } }
  }

  @inline(__always) func hostForWriting(_ address: PhysicalAddress) -> UInt {
    if memory.marks(of: address.frame).contains(.shared) { own(address.frame) }
    return memory.host(address)
  }

  private func endReservations(on address: PhysicalAddress, bytes: UInt64) {
    let changed = address.rawValue & ~63..<address.rawValue + bytes
    for hart in harts where changed.contains(hart.state.reservation) {
      hart.state.reservation = HartState.none
    }
  }

  /// A store to an address ends the reservations that the other harts hold on its 64 bytes.
  func endReservations(on address: PhysicalAddress, except id: Int) {
    for hart in harts where hart.id != id && hart.state.reservation == address.rawValue & ~63 {
      hart.state.reservation = HartState.none
    }
  }

  /// From now on every store to a frame is seen: a hart has reserved a part of it.
  func watchStores(to frame: FrameNumber) {
    guard !memory.marks(of: frame).contains(.reserved) else { return }
    memory.mark(frame, .reserved)
    for hart in harts { hart.forgetFast() }
  }
}
