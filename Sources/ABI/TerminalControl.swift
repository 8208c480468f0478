/// What `ioctl` is asked to do; numbers of Linux's `asm-generic/ioctls.h`.
public enum ControlRequest: UInt32, NamedNumber {
  /// TCGETS: read the settings.
  case getTerminal = 0x5401
  /// TCSETS: change the settings now.
  case setTerminal = 0x5402
  /// TCSETSW: change them after the output.
  case setTerminalDrained = 0x5403
  /// TCSETSF: change them after the output, and forget the input.
  case setTerminalFlushed = 0x5404
  /// TCSBRK.
  case sendBreak = 0x5409
  /// TCXONC.
  case flowControl = 0x540a
  /// TCFLSH: forget what was not read or not sent.
  case flush = 0x540b
  /// TIOCSCTTY: become the controlling terminal.
  case setControlling = 0x540e
  /// TIOCGPGRP: read the foreground process group.
  case getForeground = 0x540f
  /// TIOCSPGRP: change the foreground process group.
  case setForeground = 0x5410
  /// TIOCOUTQ: bytes not yet sent.
  case outputQueue = 0x5411
  /// TIOCGWINSZ.
  case getWindowSize = 0x5413
  /// TIOCSWINSZ.
  case setWindowSize = 0x5414
  /// FIONREAD: bytes that can be read at once.
  case readable = 0x541b
  /// FIONBIO: as O_NONBLOCK.
  case setNonBlocking = 0x5421
  /// TIOCNOTTY.
  case giveUpControlling = 0x5422
  /// TIOCGSID: read the session.
  case getSession = 0x5429
  /// FIONCLEX.
  case clearCloseOnExec = 0x5450
  /// FIOCLEX.
  case setCloseOnExec = 0x5451
  /// FIOASYNC: as O_ASYNC.
  case setAsynchronous = 0x5452
  /// TIOCGPTN: read which pseudo terminal a master has.
  case getPseudoTerminal = 0x8004_5430
  /// TIOCSPTLCK: lock or unlock the other side of a master.
  case setLock = 0x4004_5431
  /// TIOCGPTLCK: read whether it is locked.
  case getLock = 0x8004_5439

  /// The base in which headers write them.
  public static var base: NamedConstant.Base { .hexadecimal }

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .getTerminal: "TCGETS"
    case .setTerminal: "TCSETS"
    case .setTerminalDrained: "TCSETSW"
    case .setTerminalFlushed: "TCSETSF"
    case .sendBreak: "TCSBRK"
    case .flowControl: "TCXONC"
    case .flush: "TCFLSH"
    case .setControlling: "TIOCSCTTY"
    case .getForeground: "TIOCGPGRP"
    case .setForeground: "TIOCSPGRP"
    case .outputQueue: "TIOCOUTQ"
    case .getWindowSize: "TIOCGWINSZ"
    case .setWindowSize: "TIOCSWINSZ"
    case .readable: "FIONREAD"
    case .setNonBlocking: "FIONBIO"
    case .giveUpControlling: "TIOCNOTTY"
    case .getSession: "TIOCGSID"
    case .clearCloseOnExec: "FIONCLEX"
    case .setCloseOnExec: "FIOCLEX"
    case .setAsynchronous: "FIOASYNC"
    case .getPseudoTerminal: "TIOCGPTN"
    case .setLock: "TIOCSPTLCK"
    case .getLock: "TIOCGPTLCK"
    }
  }
}

/// A terminal's size: `struct winsize`, 8 bytes.
public struct WindowSize: SharedStructure {
  /// Lines.
  public var rows: UInt16
  /// Characters in a line.
  public var columns: UInt16
  /// Dots, if known.
  public var width: UInt16
  /// Dots, if known.
  public var height: UInt16

  /// A size; without arguments the usual one.
  public init(rows: UInt16 = 24, columns: UInt16 = 80, width: UInt16 = 0, height: UInt16 = 0) {
    self.rows = rows
    self.columns = columns
    self.width = width
    self.height = height
  }

  /// Where each member lies.
  public static let layout = StructLayout(
    "winsize", "A terminal's size.",
    [
      ("unsigned short", "ws_row", 2), ("unsigned short", "ws_col", 2), ("unsigned short", "ws_xpixel", 2),
      ("unsigned short", "ws_ypixel", 2),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    WindowSize.layout.encode(
      rows, columns, width, height)
  }

  /// The structure in these bytes, or nil if there are fewer than 8.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(WindowSize.layout, bytes) else { return nil }
    rows = reader.next()
    columns = reader.next()
    width = reader.next()
    height = reader.next()
  }
}
