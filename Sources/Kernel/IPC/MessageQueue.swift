import ABI

/// A System V message queue: whole messages, each with a type by which receivers choose.
struct MessageQueue: SystemVObject {
  var permissions: IPCPermissions
  var changeTime: Int64
  private(set) var messages: [Message] = []
  /// Bytes of the messages together.
  private(set) var byteCount = 0
  /// How many they may be.
  var capacity = MessageQueueStatus().maximumBytes
  /// When a message last came and went, in seconds since 1970, and through whom.
  var sendTime: Int64 = 0
  var receiveTime: Int64 = 0
  var lastSender: Int32 = 0
  var lastReceiver: Int32 = 0

  struct Message {
    let type: Int64
    let bytes: [UInt8]
  }

  /// Which message a receiver wants.
  enum Choice {
    /// The first.
    case any
    /// The first of a type.
    case type(Int64)
    /// The first of any other type.
    case otherThan(Int64)
    /// The first of the lowest type up to this one.
    case upTo(Int64)

    init(_ type: Int64, isException: Bool) {
      switch type {
      case 0: self = .any
      case ..<0: self = .upTo(type == .min ? .max : -type)
      default: self = isException ? .otherThan(type) : .type(type)
      }
    }
  }

  init(permissions: IPCPermissions, changeTime: Int64) {
    self.permissions = permissions
    self.changeTime = changeTime
  }

  /// Whether a message of so many bytes can come in. There may be no more messages than bytes, even if all are empty.
  func hasRoom(for count: Int) -> Bool {
    byteCount + count <= Int(clamping: capacity) && messages.count < Int(clamping: capacity)
  }

  /// Where the message stands that a receiver wants.
  func place(of choice: Choice) -> Int? {
    switch choice {
    case .any: return messages.isEmpty ? nil : 0
    case .type(let type): return messages.firstIndex { $0.type == type }
    case .otherThan(let type): return messages.firstIndex { $0.type != type }
    case .upTo(let limit):
      guard let lowest = messages.lazy.map(\.type).min(), lowest <= limit else { return nil }
      return messages.firstIndex { $0.type == lowest }
    }
  }

  mutating func append(_ message: Message) {
    messages.append(message)
    byteCount += message.bytes.count
  }

  mutating func take(at place: Int) -> Message {
    let message = messages.remove(at: place)
    byteCount -= message.bytes.count
    return message
  }
}
