import Kernel

/// `HOST:GUEST[:ro|:rw]`: where something of the host is to be seen by the program, and whether it can be changed.
struct Mount {
  let host: String
  let guest: String
  let access: HostFolder.Access

  /// Nil if the text is not of that form. A colon in the host's name is no harm; one in the guest's is not possible.
  init?(_ text: String) {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch parts.last {
    case "ro" where parts.count > 2: access = .readOnly
    case "rw" where parts.count > 2: access = .writeBack
    default: access = .copyOnWrite
    }
    if access != .copyOnWrite { parts.removeLast() }
    guard parts.count >= 2, let guest = parts.popLast(), guest.hasPrefix("/"),
      guest.contains(where: { $0 != "/" })
    else { return nil }
    (host, self.guest) = (parts.joined(separator: ":"), guest)
    if host.isEmpty { return nil }
  }
}
