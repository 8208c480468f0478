/// The integer registers of a hart.
///
/// There are 256 places, so that every byte of an instruction is a valid index: 0…31 are the registers, of which 0
/// is never written, and one place takes what a program writes to x0.
@safe struct RegisterFile {
  /// Where writes to x0 go.
  static let sink: UInt8 = 32

  private let values: UnsafeMutablePointer<UInt64>

  init() {
    unsafe values = .allocate(capacity: 256)
    unsafe values.initialize(repeating: 0, count: 256)
  }

  func free() { unsafe values.deallocate() }

  /// Writes registers 0…31 to 256 bytes of host memory.
  func save(to host: UInt) {
    unsafe UnsafeMutableRawPointer(bitPattern: host)!.copyMemory(from: values, byteCount: Self.savedBytes)
  }

  /// Reads registers 1…31 from where `save` wrote them.
  func restore(from host: UInt) {
    unsafe UnsafeMutableRawPointer(values)
      .copyMemory(from: UnsafeRawPointer(bitPattern: host)!, byteCount: Self.savedBytes)
    unsafe values[0] = 0
  }

  private static let savedBytes = 32 * 8

  func copy(from other: RegisterFile) { unsafe values.update(from: other.values, count: 256) }

  /// A register's 64 bits; index 0 reads as 0 as long as nobody writes it, and the decoder sees to that.
  subscript(index: UInt8) -> UInt64 {
    @inline(__always) get { unsafe values[Int(index)] }
    @inline(__always) nonmutating set { unsafe values[Int(index)] = newValue }
  }
}
