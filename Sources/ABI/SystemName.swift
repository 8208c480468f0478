/// What `uname` tells: `struct utsname`, 390 bytes, six texts of at most 64.
public struct SystemName: SharedStructure {
  /// The operating system.
  public var system: [UInt8]
  /// The computer in its network.
  public var node: [UInt8]
  /// The release.
  public var release: [UInt8]
  /// The version of the release.
  public var version: [UInt8]
  /// The hardware.
  public var machine: [UInt8]
  /// The NIS domain.
  public var domain: [UInt8]

  /// A system by its six names.
  public init(system: String, node: String, release: String, version: String, machine: String, domain: String)
  {
    self.system = SystemName.text(system)
    self.node = SystemName.text(node)
    self.release = SystemName.text(release)
    self.version = SystemName.text(version)
    self.machine = SystemName.text(machine)
    self.domain = SystemName.text(domain)
  }

  /// The longest that each may be, in bytes, without the zero at its end.
  public static let maximumLength = 64

  /// A text in 65 bytes, cut if it is too long.
  private static func text(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8.prefix(maximumLength))
    return bytes + repeatElement(0, count: maximumLength + 1 - bytes.count)
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "utsname", "What uname tells about the system.",
    ["sysname", "nodename", "release", "version", "machine", "domainname"].map { ("char", "\($0)[65]", 65) })

  /// The bytes that a program finds in its buffer.
  public var encoded: [UInt8] { SystemName.layout.encode(system, node, release, version, machine, domain) }

  /// The names in a program's buffer, or nil if there are fewer than 390 bytes.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(SystemName.layout, bytes) else { return nil }
    system = reader.next()
    node = reader.next()
    release = reader.next()
    version = reader.next()
    machine = reader.next()
    domain = reader.next()
  }
}
