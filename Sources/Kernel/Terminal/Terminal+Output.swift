import ABI

/// The way out: what programs write, and the echo of what was typed.
extension Terminal {
  /// Puts a program's bytes out.
  mutating func write(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { process(byte) { $0.output.append($1) } }
  }

  /// Shows a byte that was typed; control characters are visible as ^X.
  mutating func echo(_ byte: UInt8) {
    guard settings.local.contains(.echoControl), byte.isTerminalControl, byte != 9 else {
      return show([byte])
    }
    for byte in [UInt8(ascii: "^"), byte ^ 0x40] { showRaw(byte) }
    column += 2
  }

  /// Shows bytes as if a program had written them.
  mutating func show(_ bytes: [UInt8]) {
    for byte in bytes { process(byte) { $0.showRaw($1) } }
  }

  /// Shows a byte as it is; while the output is stopped, later. What nobody looks at is not kept for ever.
  mutating func showRaw(_ byte: UInt8) {
    if !isStopped {
      if output.count < 2 * Self.queueLimit { output.append(byte) }
    } else if heldEcho.count < Self.inputLimit {
      heldEcho.append(byte)
    }
  }

  /// Lets the output go on.
  mutating func start() {
    isStopped = false
    output += heldEcho
    heldEcho = []
  }

  /// What becomes of a byte on its way out, and of the column that the cursor is in.
  private mutating func process(_ byte: UInt8, _ put: (inout Terminal, UInt8) -> Void) {
    let flags = settings.output
    guard flags.contains(.process) else { return put(&self, byte) }
    switch byte {
    case 10:
      if flags.contains(.newlineToReturnNewline) {
        column = 0
        put(&self, 13)
      } else if flags.contains(.newlineReturns) {
        column = 0
      }
      lineColumn = column
      put(&self, 10)
    case 13:
      if flags.contains(.noReturnAtStart) && column == 0 { return }
      let isNewline = flags.contains(.returnToNewline)
      if !isNewline || flags.contains(.newlineReturns) { (column, lineColumn) = (0, 0) }
      put(&self, isNewline ? 10 : 13)
    case 9:
      let spaces = 8 - column & 7
      column += spaces
      if flags.isSuperset(of: .expandTabs) {
        for _ in 0..<spaces { put(&self, 32) }
      } else {
        put(&self, 9)
      }
    case 8:
      column = max(0, column - 1)
      put(&self, 8)
    default:
      let isPart = settings.input.contains(.utf8) && byte & 0xc0 == 0x80
      if !byte.isTerminalControl && !isPart { column &+= 1 }
      put(&self, byte)
    }
  }
}
