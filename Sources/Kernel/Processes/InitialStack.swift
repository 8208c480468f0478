import ABI
import ELF
import Machine

/// What stands on the stack of a new program, as Linux lays it out.
///
///     high   strings: path, environment, arguments; 16 random bytes
///            auxiliary vector: pairs of key and value, ended by AT_NULL
///            environment: pointers to strings, ended by 0
///            argv: pointers to strings, ended by 0
///     sp →   argc
struct InitialStack {
  /// The bytes, from `address` up to the end of user space.
  private(set) var bytes: [UInt8] = []
  /// The initial stack pointer, a multiple of 16.
  private(set) var address: UInt64 = 0

  /// Where the parts lie that /proc shows.
  private(set) var layout = StackLayout()

  var size: UInt64 { UInt64(bytes.count) }

  init(elf: ELFFile, texts: Kernel.ProgramTexts, credentials: Credentials, seed: UInt64) {
    var strings: [UInt8] = []
    func place(_ new: [UInt8]) -> Int {
      strings += new
      return strings.count - new.count
    }
    let random = place(Self.randomBytes(seed: seed))
    let argumentPlaces = texts.arguments.map { place($0 + [0]) }
    let environmentPlaces = texts.environment.map { place($0 + [0]) }
    let pathPlace = place(texts.path.bytes + [0])

    let stringsStart = (AddressSpace.end.rawValue - UInt64(strings.count)) & ~15
    func pointer(_ place: Int) -> UInt64 { stringsStart + UInt64(place) }
    var words: [UInt64] = [UInt64(argumentPlaces.count)]
    words += argumentPlaces.map(pointer) + [0]
    words += environmentPlaces.map(pointer) + [0]
    let pairs = words.count
    let vector = Self.auxiliaryVector(
      elf, credentials, random: pointer(random), path: pointer(pathPlace))
    for (key, value) in vector { words += [key.rawValue, value] }
    let last = words.count
    if words.count % 2 != 0 { words.append(0) }
    address = stringsStart - UInt64(words.count) * 8
    let environmentStart = pointer(environmentPlaces.first ?? pathPlace)
    layout = StackLayout(
      stackStart: address, arguments: pointer(argumentPlaces.first ?? Int(pathPlace))..<environmentStart,
      environment: environmentStart..<pointer(pathPlace),
      auxiliaryVector: address + UInt64(pairs) * 8..<address + UInt64(last) * 8)
    for word in words { bytes.append(littleEndian: word) }
    bytes += strings
  }

  private static func auxiliaryVector(
    _ elf: ELFFile, _ credentials: Credentials, random: UInt64, path: UInt64
  ) -> [(AuxiliaryType, UInt64)] {
    let headers = elf.segments.first { segment in
      segment.type == .load && segment.offset <= elf.programHeaderOffset
        && elf.programHeaderOffset < segment.offset &+ segment.fileSize
    }
    let headerAddress = headers.map { $0.virtualAddress &+ (elf.programHeaderOffset - $0.offset) } ?? 0
    return [
      (.programHeaders, headerAddress), (.programHeaderSize, UInt64(ELFSize.programHeader)),
      (.programHeaderCount, UInt64(elf.segments.count)), (.pageSize, Page.size), (.interpreterBase, 0),
      (.flags, 0), (.entry, elf.entry), (.userID, UInt64(credentials.user.real)),
      (.effectiveUserID, UInt64(credentials.user.effective)), (.groupID, UInt64(credentials.group.real)),
      (.effectiveGroupID, UInt64(credentials.group.effective)),
      (.hardwareCapabilities, 1 << 8 | 1 << 12 | 1), (.clockTicksPerSecond, 100),
      (.secure, credentials.isBorrowed ? 1 : 0), (.random, random), (.executableName, path), (.null, 0),
    ]
  }

  /// Sixteen bytes for AT_RANDOM, the same for the same seed (SplitMix64).
  private static func randomBytes(seed: UInt64) -> [UInt8] {
    var state = seed
    var bytes: [UInt8] = []
    for _ in 0..<2 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      bytes.append(littleEndian: z ^ (z >> 31))
    }
    return bytes
  }
}

/// Where exec has put things on the stack of a program.
struct StackLayout {
  /// The initial stack pointer.
  var stackStart: UInt64 = 0
  /// The strings of the arguments, and those of the environment, each with its zero.
  var arguments: Range<UInt64> = 0..<0
  var environment: Range<UInt64> = 0..<0
  /// The pairs of the auxiliary vector.
  var auxiliaryVector: Range<UInt64> = 0..<0
}
