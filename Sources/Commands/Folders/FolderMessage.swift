import Glibc
import Kernel
import Toolchain

/// What is said to the process that writes folders back: a change, or that all of them have been told.
///
///     byte 0 kind | 1 folder | 2 whether there is a time | 3 zero | 4…7 permissions | 8…15 time
///     16…23 bytes of the path | 24…31 bytes of the contents | the path | the contents
///
/// Numbers are little-endian. What comes from a locked process is not believed: what is wrong ends the conversation.
struct FolderMessage {
  /// What is to be done.
  enum Kind: UInt8 {
    case commit, removeFile, removeDirectory, makeDirectory, putFile, putLink, setAttributes
  }

  var kind = Kind.commit
  /// Which folder, in the order in which they were granted.
  var folder: UInt8 = 0
  var path: FilePath = ""
  /// The bytes of a file, or where a link leads.
  var contents: [UInt8] = []
  var permissions: UInt32 = 0
  /// When it is to have been written last, in nanoseconds since 1970; nil for now.
  var modified: Int64?
  /// What is sent as the contents of a file, a piece at a time.
  private var file = FileContents()

  /// The end of a number of changes, which is answered.
  static let commit = FolderMessage()

  private init() {}

  /// A change of a folder.
  init(_ change: FolderChange, folder: Int) {
    self.folder = UInt8(folder)
    switch change {
    case .removeFile(let path): (kind, self.path) = (.removeFile, path)
    case .removeDirectory(let path): (kind, self.path) = (.removeDirectory, path)
    case .makeDirectory(let path): (kind, self.path) = (.makeDirectory, path)
    case .putLink(let path, let target): (kind, self.path, contents) = (.putLink, path, target.bytes)
    case .putFile(let path, let contents, let permissions, let modified):
      (kind, self.path, file) = (.putFile, path, contents)
      (self.permissions, self.modified) = (permissions, modified)
    case .setAttributes(let path, let permissions, let modified):
      (kind, self.path, self.permissions, self.modified) = (.setAttributes, path, permissions, modified)
    }
  }

  /// Sends the message.
  func send(to descriptor: Int32) throws(HostFile.Failure) {
    try HostFile.writeAll(head + path.bytes + contents, to: descriptor)
    for place in stride(from: 0, to: file.count, by: Self.pieceSize) {
      try HostFile.writeAll(file.bytes(at: place, count: Self.pieceSize), to: descriptor)
    }
  }

  private var head: [UInt8] {
    var bytes: [UInt8] = [kind.rawValue, folder, modified == nil ? 0 : 1, 0]
    withUnsafeBytes(of: permissions.littleEndian) { bytes += $0 }
    for number in [modified ?? 0, Int64(path.bytes.count), Int64(contents.count + file.count)] {
      withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }
    return bytes
  }

  /// The next message; nil at the end, or if it is none.
  init?(from descriptor: Int32) {
    guard let head = Self.read(Self.headSize, from: descriptor), let kind = Kind(rawValue: head[0]) else {
      return nil
    }
    func number(at place: Int) -> Int64 {
      head[place..<place + 8].reversed().reduce(0) { $0 << 8 | Int64($1) }
    }
    let (pathSize, contentSize) = (number(at: 16), number(at: 24))
    guard 0...4096 ~= pathSize, 0...Self.contentLimit ~= contentSize,
      let path = Self.read(Int(pathSize), from: descriptor),
      let contents = Self.read(Int(contentSize), from: descriptor)
    else { return nil }
    self.kind = kind
    folder = head[1]
    permissions = head[4..<8].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    modified = head[2] == 0 ? nil : number(at: 8)
    self.path = FilePath(path)
    self.contents = contents
  }

  /// So many bytes; nil if the stream ends before.
  static func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        let got = Glibc.read(descriptor, buffer.baseAddress! + done, count - done)
        if got > 0 { done += got } else if got == 0 || errno != EINTR { break }
      }
      isWhole = done == count
    }
    return isWhole ? bytes : nil
  }

  private static let headSize = 32
  private static let pieceSize = 1 << 20
  private static let contentLimit: Int64 = 1 << 40
}
