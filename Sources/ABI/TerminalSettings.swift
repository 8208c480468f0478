/// What a terminal does with what it receives: `c_iflag`.
public struct TerminalInput: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// IGNBRK.
  public static let ignoreBreak = TerminalInput(rawValue: 1)
  /// BRKINT: a break is SIGINT.
  public static let breakInterrupts = TerminalInput(rawValue: 2)
  /// IGNPAR.
  public static let ignoreParity = TerminalInput(rawValue: 4)
  /// PARMRK.
  public static let markParity = TerminalInput(rawValue: 0o10)
  /// INPCK.
  public static let checkParity = TerminalInput(rawValue: 0o20)
  /// ISTRIP: bit 7 is cleared.
  public static let strip = TerminalInput(rawValue: 0o40)
  /// INLCR: a line feed is read as a return.
  public static let newlineToReturn = TerminalInput(rawValue: 0o100)
  /// IGNCR: returns are dropped.
  public static let ignoreReturn = TerminalInput(rawValue: 0o200)
  /// ICRNL: a return is read as a line feed.
  public static let returnToNewline = TerminalInput(rawValue: 0o400)
  /// IUCLC.
  public static let lowerCase = TerminalInput(rawValue: 0o1000)
  /// IXON: ^S stops the output, ^Q starts it.
  public static let stopOutput = TerminalInput(rawValue: 0o2000)
  /// IXANY: any character starts it.
  public static let anyStarts = TerminalInput(rawValue: 0o4000)
  /// IXOFF.
  public static let stopInput = TerminalInput(rawValue: 0o10000)
  /// IMAXBEL: a full line rings.
  public static let bell = TerminalInput(rawValue: 0o20000)
  /// IUTF8: input is UTF-8.
  public static let utf8 = TerminalInput(rawValue: 0o40000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: TerminalInput)] = [
    ("IGNBRK", .ignoreBreak), ("BRKINT", .breakInterrupts), ("IGNPAR", .ignoreParity),
    ("PARMRK", .markParity), ("INPCK", .checkParity), ("ISTRIP", .strip), ("INLCR", .newlineToReturn),
    ("IGNCR", .ignoreReturn), ("ICRNL", .returnToNewline), ("IUCLC", .lowerCase), ("IXON", .stopOutput),
    ("IXANY", .anyStarts), ("IXOFF", .stopInput), ("IMAXBEL", .bell), ("IUTF8", .utf8),
  ]
}

/// What a terminal does with what it sends: `c_oflag`.
public struct TerminalOutput: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// OPOST: the other flags count.
  public static let process = TerminalOutput(rawValue: 1)
  /// OLCUC.
  public static let upperCase = TerminalOutput(rawValue: 2)
  /// ONLCR: a line feed is sent as return and line feed.
  public static let newlineToReturnNewline = TerminalOutput(rawValue: 4)
  /// OCRNL.
  public static let returnToNewline = TerminalOutput(rawValue: 0o10)
  /// ONOCR.
  public static let noReturnAtStart = TerminalOutput(rawValue: 0o20)
  /// ONLRET.
  public static let newlineReturns = TerminalOutput(rawValue: 0o40)
  /// OFILL.
  public static let fill = TerminalOutput(rawValue: 0o100)
  /// OFDEL.
  public static let fillDelete = TerminalOutput(rawValue: 0o200)
  /// XTABS: a tab is sent as spaces.
  public static let expandTabs = TerminalOutput(rawValue: 0o14000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: TerminalOutput)] = [
    ("OPOST", .process), ("OLCUC", .upperCase), ("ONLCR", .newlineToReturnNewline),
    ("OCRNL", .returnToNewline), ("ONOCR", .noReturnAtStart), ("ONLRET", .newlineReturns), ("OFILL", .fill),
    ("OFDEL", .fillDelete), ("XTABS", .expandTabs),
  ]
}

/// How a terminal deals with lines, echo and signals: `c_lflag`.
public struct TerminalLocal: NamedFlags {
  /// The word as the program passes it.
  public let rawValue: UInt32

  /// The flags that a program passed.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// ISIG: ^C, ^\\ and ^Z send signals.
  public static let signals = TerminalLocal(rawValue: 1)
  /// ICANON: input comes in lines, which can be edited.
  public static let canonical = TerminalLocal(rawValue: 2)
  /// XCASE.
  public static let upperCase = TerminalLocal(rawValue: 4)
  /// ECHO: input is shown.
  public static let echo = TerminalLocal(rawValue: 0o10)
  /// ECHOE: an erased character goes from the screen.
  public static let echoErase = TerminalLocal(rawValue: 0o20)
  /// ECHOK.
  public static let echoKill = TerminalLocal(rawValue: 0o40)
  /// ECHONL.
  public static let echoNewline = TerminalLocal(rawValue: 0o100)
  /// NOFLSH: a signal does not forget the input.
  public static let noFlush = TerminalLocal(rawValue: 0o200)
  /// TOSTOP: a background process that writes gets SIGTTOU.
  public static let stopOutput = TerminalLocal(rawValue: 0o400)
  /// ECHOCTL: ^C is shown as ^C.
  public static let echoControl = TerminalLocal(rawValue: 0o1000)
  /// ECHOPRT.
  public static let echoPrint = TerminalLocal(rawValue: 0o2000)
  /// ECHOKE.
  public static let echoKillErase = TerminalLocal(rawValue: 0o4000)
  /// FLUSHO.
  public static let flushing = TerminalLocal(rawValue: 0o10000)
  /// PENDIN.
  public static let pending = TerminalLocal(rawValue: 0o40000)
  /// IEXTEN: ^V and ^O work.
  public static let extended = TerminalLocal(rawValue: 0o100000)

  /// The base in which headers write them.
  public static let base = NamedConstant.Base.octal
  /// Every flag under its C name.
  public static let members: [(name: String, flags: TerminalLocal)] = [
    ("ISIG", .signals), ("ICANON", .canonical), ("XCASE", .upperCase), ("ECHO", .echo),
    ("ECHOE", .echoErase), ("ECHOK", .echoKill), ("ECHONL", .echoNewline), ("NOFLSH", .noFlush),
    ("TOSTOP", .stopOutput), ("ECHOCTL", .echoControl), ("ECHOPRT", .echoPrint), ("ECHOKE", .echoKillErase),
    ("FLUSHO", .flushing), ("PENDIN", .pending), ("IEXTEN", .extended),
  ]
}

/// The index of a special character in `c_cc`.
public enum TerminalCharacter: UInt32, NamedNumber {
  /// VINTR.
  case interrupt = 0
  /// VQUIT.
  case quit = 1
  /// VERASE.
  case erase = 2
  /// VKILL.
  case kill = 3
  /// VEOF.
  case endOfFile = 4
  /// VTIME.
  case time = 5
  /// VMIN.
  case minimum = 6
  /// VSWTC.
  case `switch` = 7
  /// VSTART.
  case start = 8
  /// VSTOP.
  case stop = 9
  /// VSUSP.
  case suspend = 10
  /// VEOL.
  case endOfLine = 11
  /// VREPRINT.
  case reprint = 12
  /// VDISCARD.
  case discard = 13
  /// VWERASE.
  case wordErase = 14
  /// VLNEXT.
  case literalNext = 15
  /// VEOL2.
  case endOfLine2 = 16

  /// The C macro's name.
  public var cName: String {
    switch self {
    case .interrupt: "VINTR"
    case .quit: "VQUIT"
    case .erase: "VERASE"
    case .kill: "VKILL"
    case .endOfFile: "VEOF"
    case .time: "VTIME"
    case .minimum: "VMIN"
    case .switch: "VSWTC"
    case .start: "VSTART"
    case .stop: "VSTOP"
    case .suspend: "VSUSP"
    case .endOfLine: "VEOL"
    case .reprint: "VREPRINT"
    case .discard: "VDISCARD"
    case .wordErase: "VWERASE"
    case .literalNext: "VLNEXT"
    case .endOfLine2: "VEOL2"
    }
  }
}

/// How a terminal behaves: the kernel's `struct termios`, 36 bytes.
public struct TerminalSettings: SharedStructure {
  /// What it does with input.
  public var input: TerminalInput = [.returnToNewline, .stopOutput]
  /// What it does with output.
  public var output: TerminalOutput = [.process, .newlineToReturnNewline]
  /// The line: speed, bits and parity.
  public var control: UInt32 = 0o277
  /// Lines, echo and signals.
  public var local: TerminalLocal = TerminalSettings.usualLocal
  /// The line discipline.
  public var discipline: UInt8 = 0
  /// The special characters by `TerminalCharacter`.
  public var characters: [UInt8] = TerminalSettings.usualCharacters

  /// What a terminal does until a program changes it.
  public init() {}

  /// Where each member lies.
  public static let layout = StructLayout(
    "termios", "How a terminal behaves.",
    [
      ("unsigned int", "c_iflag", 4), ("unsigned int", "c_oflag", 4), ("unsigned int", "c_cflag", 4),
      ("unsigned int", "c_lflag", 4), ("unsigned char", "c_line", 1), ("unsigned char", "c_cc[19]", 19),
    ])

  /// The bytes that memory holds.
  public var encoded: [UInt8] {
    TerminalSettings.layout.encode(
      input.rawValue, output.rawValue, control, local.rawValue, discipline, characters)
  }

  /// The structure in these bytes, or nil if there are fewer than 36.
  public init?(decoding bytes: some RandomAccessCollection<UInt8>) {
    guard var reader = StructReader(TerminalSettings.layout, bytes) else { return nil }
    input = TerminalInput(rawValue: reader.next())
    output = TerminalOutput(rawValue: reader.next())
    control = reader.next()
    local = TerminalLocal(rawValue: reader.next())
    discipline = reader.next()
    characters = reader.next()
  }

  /// What `c_lflag` usually is.
  static let usualLocal: TerminalLocal = [
    .signals, .canonical, .echo, .echoErase, .echoKill, .echoControl, .echoKillErase, .extended,
  ]
  /// ^C ^\\ DEL ^U ^D, no timer, one character at least, then ^Q ^S ^Z and the editing characters.
  static let usualCharacters: [UInt8] = [
    3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22, 0, 0, 0,
  ]
  /// The members of `c_cflag` under their C names.
  public static let controlConstants: [NamedConstant] = [
    ("CS5", 0o0), ("CS6", 0o20), ("CS7", 0o40), ("CS8", 0o60), ("CSTOPB", 0o100), ("CREAD", 0o200),
    ("PARENB", 0o400), ("PARODD", 0o1000), ("HUPCL", 0o2000), ("CLOCAL", 0o4000), ("B9600", 0o15),
    ("B38400", 0o17),
  ].map { NamedConstant($0.0, $0.1, .octal) }
}
