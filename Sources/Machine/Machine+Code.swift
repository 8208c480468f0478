/// The decoded pages: which frames have one, and how stores reach them.
extension Machine {
  /// The slots of a frame, none of which is decoded at first.
  func decodedPage(of frame: FrameNumber) -> DecodedPage {
    let index = Int(frame.rawValue)
    if decodedBases[index] != 0 { return DecodedPage(base: decodedBases[index]) }
    let page = DecodedPage(of: frame)
    decodedBases[index] = page.base
    memory.mark(frame, .decoded)
    for hart in harts { hart.forgetFast() }
    return page
  }

  /// After a store: the slots of the words that it changed are decoded anew.
  func forgetCode(at address: PhysicalAddress, bytes: UInt64) {
    guard memory.marks(of: address.frame).contains(.decoded) else { return }
    DecodedPage(base: decodedBases[Int(address.frame.rawValue)]).forget(offset: address.offset, bytes: bytes)
  }

  /// Forgets a frame's slots altogether: the frame has become another.
  func dropDecodedPage(of frame: FrameNumber) {
    guard memory.marks(of: frame).contains(.decoded) else { return }
    memory.unmark(frame, .decoded)
    for hart in harts { hart.forgetAll() }
    DecodedPage(base: decodedBases[Int(frame.rawValue)]).free()
    decodedBases[Int(frame.rawValue)] = 0
  }
}
