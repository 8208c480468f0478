import ABI
import Kernel

/// What calls on sockets point to, as text.
extension ArgumentText {
  /// An array of `iovec`, whose buffers hold `filled` bytes in all.
  func vectors(at address: UInt64, _ count: Int, filled: Int) -> String? {
    let size = IOVector.layout.size
    var left = filled
    var pieces: [String] = []
    for index in 0..<min(count, limit) {
      let bytes = vectorMemory(address &+ UInt64(index * size), size)
      guard let vector = IOVector(decoding: bytes) else { break }
      pieces.append("{iov_base=\(piece(vector, &left)), iov_len=\(vector.length)}")
    }
    if pieces.isEmpty && count > 0 { return nil }
    return "[" + (pieces + (count > limit ? ["..."] : [])).joined(separator: ", ") + "]"
  }

  private func vectorMemory(_ address: UInt64, _ size: Int) -> ArraySlice<UInt8> {
    let bytes = record.memory.bytes(at: address, count: size)
    return bytes.isEmpty ? call.memory.bytes(at: address, count: size) : bytes
  }

  private func piece(_ vector: IOVector, _ left: inout Int) -> String {
    if case .returned(let value)? = record.result, value < 0 { return Names.address(vector.base) }
    let count = min(Int(clamping: vector.length), left)
    left -= left == .max ? 0 : count
    let bytes = record.memory.bytes(at: vector.base, count: min(count, limit))
    if bytes.isEmpty && count > 0 { return Names.address(vector.base) }
    return Quote.text(bytes, limit: limit, hasMore: count > limit)
  }

  /// A `msghdr` with all that it points to.
  func message(at address: UInt64) -> String? {
    guard
      let header = MessageHeader(decoding: record.memory.bytes(at: address, count: MessageHeader.layout.size))
    else { return nil }
    if case .returned(let value)? = record.result, value < 0 { return "{msg_namelen=\(header.nameLength)}" }
    let name =
      header.name == 0
      ? "NULL" : socketAddress(at: header.name, Int(header.nameLength)) ?? Names.address(header.name)
    let filled = record.result == nil ? Int.max : amount(.result)
    let pieces = vectors(at: header.vectors, Int(clamping: header.vectorCount), filled: filled)
    var members = [
      "msg_name=\(name)", "msg_namelen=\(header.nameLength)",
      "msg_iov=\(pieces ?? Names.address(header.vectors))", "msg_iovlen=\(header.vectorCount)",
    ]
    if header.controlLength > 0 { members.append("msg_control=\(control(header))") }
    members.append("msg_controllen=\(header.controlLength)")
    members.append("msg_flags=\(Names.flags(UInt64(header.flags.rawValue), MessageFlags.constants))")
    return "{" + members.joined(separator: ", ") + "}"
  }

  private func control(_ header: MessageHeader) -> String {
    var rest = record.memory.bytes(at: header.control, count: min(256, Int(clamping: header.controlLength)))
    var pieces: [String] = []
    while let piece = ControlHeader(decoding: rest), piece.length >= 16, piece.length <= UInt64(rest.count) {
      pieces.append(text(of: piece, rest.prefix(Int(piece.length)).dropFirst(16)))
      rest = rest.dropFirst((Int(piece.length) + 7) & ~7)
    }
    return pieces.isEmpty ? Names.address(header.control) : "[" + pieces.joined(separator: ", ") + "]"
  }

  private func text(of header: ControlHeader, _ data: ArraySlice<UInt8>) -> String {
    let type = ControlMessageType(rawValue: UInt32(bitPattern: header.type))
    let contents: String
    switch type {
    case .rights:
      let starts = stride(from: data.startIndex, to: data.endIndex - 3, by: 4)
      contents =
        "[" + starts.map { String(Int32(truncatingIfNeeded: data[$0..<$0 + 4].word)) }.joined(separator: ", ")
        + "]"
    case .credentials:
      contents = PeerCredentials(decoding: data).map { StructureText.text(of: $0, call: nil) } ?? "{}"
    case nil: contents = Quote.text(data, limit: limit)
    }
    return
      "{cmsg_len=\(header.length), cmsg_level=\(Names.value(UInt64(UInt32(bitPattern: header.level)), SocketLevel.constants)), "
      + "cmsg_type=\(type?.cName ?? Names.hexadecimal(UInt64(UInt32(bitPattern: header.type)))), cmsg_data=\(contents)}"
  }

  /// A socket's address of so many bytes.
  func socketAddress(at address: UInt64, _ length: Int) -> String? {
    let bytes = record.memory.bytes(at: address, count: min(length, 128))
    guard bytes.count >= 2 else { return nil }
    let family = UInt16(bytes.prefix(2).word)
    let start = "{sa_family=\(Names.value(UInt64(family), AddressFamily.constants))"
    if let local = LocalAddress(decoding: bytes) {
      if local.name.isEmpty { return start + "}" }
      let name =
        local.isAbstract
        ? "@" + Quote.text(local.name.dropFirst(), limit: 108) : Quote.text(local.name, limit: 108)
      return start + ", sun_path=\(name)}"
    }
    if family == AddressFamily.inet.rawValue, let inet = InetAddress(decoding: bytes) {
      let parts = (0..<4).map { String(inet.networkAddress >> UInt32($0 * 8) & 0xff) }.joined(separator: ".")
      return start + ", sin_port=htons(\(inet.networkPort.byteSwapped)), sin_addr=inet_addr(\"\(parts)\")}"
    }
    return start + ", sa_data=\(Quote.text(bytes.dropFirst(2), limit: limit))}"
  }
}
