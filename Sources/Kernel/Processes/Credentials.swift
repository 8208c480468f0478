/// The users and groups that a process acts for: real, effective and saved. Everybody is root until somebody changes.
struct Credentials: Equatable {
  var user = Identity()
  var group = Identity()
  /// Further groups.
  var groups: [UInt32] = []

  /// One kind of identity in its three roles.
  struct Identity: Equatable {
    var real: UInt32 = 0
    var effective: UInt32 = 0
    var saved: UInt32 = 0
  }

  /// Whether permissions do not matter to it.
  var isRoot: Bool { user.effective == 0 }

  /// Whether it acts for somebody else than those who started it: after exec of a program with a set-ID bit.
  var isBorrowed: Bool { user.effective != user.real || group.effective != group.real }

  /// Whether a group is one of its own.
  func isMember(of group: UInt32) -> Bool { self.group.effective == group || groups.contains(group) }
}
