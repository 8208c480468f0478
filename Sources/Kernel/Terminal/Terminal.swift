import ABI

/// A terminal: keys come in on one side, programs read on the other, and what they write is shown.
///
///     keys → arrived → line discipline → input → read
///     screen ← output ← line discipline ← write
///                     ← echo of the keys
///
/// The line discipline is that of Linux (`n_tty.c`): with the same settings the same bytes give the same echo, the same
/// lines and the same signals. Of what no device of today does, it has nothing: speeds, parity, breaks, delays.
struct Terminal {
  /// What is on the other side.
  enum Device: Equatable {
    /// The screen and the keyboard of who started the machine.
    case console
    /// A program that has the master of a pseudo terminal open.
    case pseudo
  }

  let device: Device
  /// The file in /dev/pts.
  var inode: InodeNumber?
  var settings = TerminalSettings() {
    didSet { settingsChanged(from: oldValue) }
  }
  var window: WindowSize

  /// The session that it controls, and the process group of that session that is in the foreground.
  var session: Int?
  var foreground: Int?

  /// How many open files are on the program's side.
  var openings = 0
  /// Whether anybody has had it open yet: until then the master waits.
  var wasOpened = false
  /// Whether the master of a pseudo terminal is open; a console's other side always is there.
  var hasMaster = true
  /// Whether the program's side may not be opened yet: `unlockpt` ends it.
  var isLocked: Bool
  /// Whether the other side has gone: nothing can be read or written any more.
  var isHungUp = false

  // MARK: What comes in

  /// Bytes from the device that the line discipline had no room for yet.
  var arrived: ArraySlice<UInt8> = []
  /// What programs read: in canonical mode lines, and at the end one that is being edited.
  var input: [UInt8] = []
  /// Which of these bytes end a line. A zero byte that does is an end of file, and is not read itself.
  var endsLine: [Bool] = []
  /// How many of them belong to whole lines.
  var wholeLines = 0
  /// Whether the next byte is taken as it is: ^V came before it.
  var takesLiterally = false
  /// The signals that keys stood for and that were not sent yet.
  var signals: [Signal] = []

  // MARK: What goes out

  /// What is to be shown: the device takes it.
  var output: [UInt8] = []
  /// Whether ^S has stopped the output; what is echoed meanwhile is kept.
  var isStopped = false
  var heldEcho: [UInt8] = []
  /// Where the cursor is, and where it was when the line that is being edited began.
  var column = 0
  var lineColumn = 0

  init(_ device: Device, window: WindowSize) {
    self.device = device
    self.window = window
    isLocked = device == .pseudo
  }

  /// Bytes that programs have not read yet, at most, as on Linux.
  static let inputLimit = 4096
  /// Bytes on the way in either direction, before who sends them has to wait.
  static let queueLimit = 65_536

  var isCanonical: Bool { settings.local.contains(.canonical) }

  /// The character for a function, unless it has none.
  subscript(character: TerminalCharacter) -> UInt8? {
    let byte = settings.characters[Int(character.rawValue)]
    return byte == 0 ? nil : byte
  }

  /// Forgets what was not read.
  mutating func flushInput() {
    input = []
    endsLine = []
    wholeLines = 0
    takesLiterally = false
  }

  /// What follows from new settings for what has come in under the old ones.
  private mutating func settingsChanged(from old: TerminalSettings) {
    if old.local.contains(.canonical) != isCanonical {
      endsLine = [Bool](repeating: false, count: input.count)
      // What was there becomes a line, but one that nothing ends.
      wholeLines = isCanonical ? input.count : 0
      if isCanonical, !input.isEmpty { endsLine[input.count - 1] = true }
      takesLiterally = false
    }
    if old.input.contains(.stopOutput) && !settings.input.contains(.stopOutput) { start() }
  }
}

/// What the kernel asks about bytes, as its table of character types has it.
extension UInt8 {
  var isTerminalControl: Bool { self < 32 || self == 127 }

  /// Whether it is part of a word: a letter, of Latin-1 too, a digit or an underscore.
  var isWordPart: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      true
    default: self >= 192 && self != 215 && self != 247
    }
  }
}
