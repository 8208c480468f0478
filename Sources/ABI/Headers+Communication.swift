extension ABI {
  /// How processes talk to each other and wait.
  static var communication: [Header] { [] }
}
