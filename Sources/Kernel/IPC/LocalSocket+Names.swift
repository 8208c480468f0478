import ABI
import Machine

/// The names of local sockets: a path, where the socket appears as a file, or an abstract name, which begins with a
/// zero byte and is known to the kernel alone.
extension Kernel {
  /// The bytes of an address that a program gives.
  mutating func copyInAddress(
    _ pointer: UserPointer, _ length: Int32, _ context: Context
  ) throws(Errno) -> [UInt8] {
    guard 0...Self.largestAddress ~= length else { throw .invalidArgument }
    return try copyIn(UserBuffer(start: pointer, count: UInt64(length)), context)
  }

  /// The address that these bytes are.
  func localAddress(_ bytes: [UInt8]) throws(Errno) -> LocalAddress {
    guard bytes.count > 2, let address = LocalAddress(decoding: bytes) else {
      throw .invalidArgument
    }
    return address
  }

  /// Tells a program an address, as much as it has room for, and how long it is. A socket without a name has just the
  /// family, or nothing at all where a message says so.
  mutating func copyOut(
    _ address: LocalAddress?, to pointer: UserPointer, _ length: UserPointer, _ context: Context,
    isEmptyIfNone: Bool = false
  ) throws(Errno) {
    let room = Int32(
      bitPattern: try copyIn(UserBuffer(start: length, count: 4), context).littleEndian32(at: 0))
    guard room >= 0 else { throw .invalidArgument }
    let bytes = address?.encoded ?? (isEmptyIfNone ? [] : LocalAddress(name: []).encoded)
    try copyOut(bytes.prefix(Int(room)), to: pointer, context)
    try copyOut(UInt32(bytes.count).bytes, to: length, context)
  }

  /// The socket that has a name.
  func socket(named name: LocalAddress, _ context: Context) throws(Errno) -> Int {
    if name.isAbstract {
      guard let number = abstractNames[name.name] else { throw .connectionRefused }
      return number
    }
    let process = processes[context.process]
    let inode = try follow(FilePath(name.name), walk(context), context).existing().inode
    guard files[inode].permits(.write, process.credentials) else { throw .accessDenied }
    guard case .socket(let number?) = files[inode].kind else { throw .connectionRefused }
    return number.rawValue
  }

  /// Gives a socket a name.
  mutating func bind(_ number: Int, to name: LocalAddress, _ context: Context) throws(Errno) {
    if name.isAbstract {
      guard abstractNames[name.name] == nil else { throw .addressInUse }
      abstractNames[name.name] = number
    } else {
      let inode = try makeSocketFile(for: number, at: name, context)
      sockets[number].inode = inode
      hold(inode)
    }
    sockets[number].name = name
  }

  private mutating func makeSocketFile(
    for number: Int, at name: LocalAddress, _ context: Context
  ) throws(Errno) -> InodeNumber {
    let end = try follow(FilePath(name.name), walk(context, .name), context)
    guard end.inode == nil else { throw .addressInUse }
    guard !end.mustBeDirectory else { throw .noSuchFile }
    let kind = Inode.Kind.socket(SocketNumber(rawValue: number))
    return try make(kind, permissions: 0o777, at: end, context)
  }

  /// An abstract name that no socket has: what `bind` gives to one that names none.
  func freeAbstractName() -> LocalAddress {
    var number = 0
    while true {
      let digits = String(number, radix: 16)
      let name =
        [0] + Array((String(repeating: "0", count: max(0, 5 - digits.count)) + digits).utf8)
      if abstractNames[name] == nil { return LocalAddress(name: name) }
      number += 1
    }
  }

  /// Nobody finds a socket by its name any more; the file of that name, if there is one, remains.
  mutating func forgetName(of number: Int, _ context: Context) {
    if let inode = sockets[number].inode {
      files[inode].kind = .socket(nil)
      letGo(inode, context)
    } else if let name = sockets[number].name?.name, abstractNames[name] == number {
      abstractNames[name] = nil
    }
  }

  /// Bytes that an address can have in any family.
  private static let largestAddress: Int32 = 128
}
