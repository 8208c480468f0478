import ABI
import ELF
import Machine

/// Why a program cannot be started.
public enum LoadError: Error, Equatable, Sendable, CustomStringConvertible {
  case noSegments
  case segmentOutsideUserSpace(address: UInt64)
  case segmentNotCongruent(address: UInt64, offset: UInt64)
  case entryNotExecutable(address: UInt64)
  case argumentsTooLong(limit: UInt64)
  case outOfMemory

  /// The error in words.
  public var description: String {
    switch self {
    case .noSegments: "the program has nothing to load"
    case .segmentOutsideUserSpace(let address):
      "a segment at 0x\(String(address, radix: 16)) lies outside of user space (0x1000 to 0x4000000000)"
    case .segmentNotCongruent(let address, let offset):
      "a segment at 0x\(String(address, radix: 16)) cannot be mapped from file offset \(offset): "
        + "the two must be equal modulo the page size"
    case .entryNotExecutable(let address):
      "the entry point 0x\(String(address, radix: 16)) lies in no executable segment"
    case .argumentsTooLong(let limit): "arguments and environment take more than \(limit) bytes"
    case .outOfMemory: "not enough physical memory to load the program"
    }
  }
}

extension Kernel {
  /// Makes a process of a program.
  ///
  /// The file is mapped, not read: its pages come in with the first touch. It is put into the file system at
  /// `path`, where the process sees it too.
  public mutating func start(
    _ elf: ELFFile, path: String, arguments: [String], environment: [String], on machine: Machine
  ) throws(LoadError) {
    files.add(path, elf.bytes, permissions: 0o755)
    let texts = ProgramTexts(
      path: FilePath(path), arguments: arguments.map { Array($0.utf8) },
      environment: environment.map { Array($0.utf8) })
    guard let inode = try? files.find(texts.path) else { throw .noSegments }
    let image = try image(
      of: elf, inode, texts, Credentials(), stackLimit: options.stackLimit, machine)
    guard let frame = frames.allocate() else { throw .outOfMemory }
    machine.clear(frame)
    let number = Self.firstProcess
    let home = (try? files.walk("/home", PathWalk(start: .root, root: .root)).existing()) ?? .root
    let name = Self.shortName(texts.path)
    var process = Process(
      parent: 0, group: number, session: number, name: name, executable: texts.path,
      space: spaces.insert(image.space), descriptors: descriptorTables.insert(DescriptorTable()),
      workingPlace: workingPlaces.insert(WorkingPlace(directory: home)), startTime: 0)
    process.threads = [number]
    statistics.forks += 1
    process.serial = UInt32(statistics.forks)
    process.limits = ResourceLimits(stack: options.stackLimit)
    processes.insert(process, at: number)
    hold(home.inode)
    hold(Place.root.inode)
    groupSizes[number] = 2
    openStandardStreams(of: number)
    if options.hasKeyboard { takeConsole(number) }
    let entity = SchedulingEntity(thread: TID(Int32(number)))
    threads.insert(
      Thread(process: number, trapFrame: TrapFrame(frame: frame), scheduling: entity, name: name), at: number)
    do throws(Errno) { try setUp(image, context(of: number, on: machine.harts[0], machine)) } catch {
      throw .outOfMemory
    }
    if records(.calls) { recordStart(of: number, image.stack.layout, arguments.count, machine) }
    makeReady(number, because: .created, at: 0, machine)
  }

  /// Records the call that makes a program of the first process, as the kernel makes it itself: what it names is what
  /// the program finds on its stack.
  private mutating func recordStart(
    of thread: Int, _ layout: StackLayout, _ argumentCount: Int, _ machine: Machine
  ) {
    let context = context(of: thread, on: machine.harts[0], machine)
    let arguments = layout.stackStart + 8
    let environment = arguments + UInt64(argumentCount + 1) * 8
    let call = Arguments(.execve, [layout.environment.upperBound, arguments, environment, 0, 0, 0])
    recordEntry(call, context)
    recordReturn(.returned(0), call, context)
  }

  private mutating func openStandardStreams(of process: Int) {
    for stream in 0...2 {
      var file = OpenFile(target: .stream(stream), flags: .readWrite)
      if options.hasKeyboard && options.terminals.contains(stream) {
        file.target = open(TerminalNumber(rawValue: Self.console))
      }
      if stream == 0, let input = options.standardInput {
        let inode = files.addUnnamed(input.bytes)
        hold(inode)
        file = OpenFile(target: .inode(inode), flags: [], offset: input.offset)
      }
      let number = OpenFileNumber(rawValue: openFiles.insert(file))
      _ = try? descriptorTables[processes[process].descriptors].insert(number, limit: 1024)
    }
  }
}

extension AddressSpace {
  /// Makes areas of the segments that are to be loaded; a later one wins where two share a page.
  mutating func mapSegments(
    of elf: ELFFile, _ inode: InodeNumber, pool: inout MemoryPool, machine: Machine
  ) throws(LoadError) {
    let segments = elf.segments.filter { $0.type == .load && $0.memorySize > 0 }
    guard !segments.isEmpty else { throw .noSegments }
    for segment in segments {
      for area in try Self.areas(for: segment, of: inode) {
        remove(from: area.start, to: area.end, by: nil, pool: &pool, machine: machine)
        insert(area, pool: &pool)
        heapStart = max(heapStart, area.end)
      }
    }
    heapEnd = heapStart
    guard area(containing: VirtualAddress(elf.entry))?.protection.contains(.execute) == true else {
      throw .entryNotExecutable(address: elf.entry)
    }
  }

  /// The pages of a segment that have bytes of the file, and those of zeros behind them.
  private static func areas(for segment: ELFFile.Segment, of inode: InodeNumber) throws(LoadError) -> [VMA] {
    let address = segment.virtualAddress
    let (end, overflow) = address.addingReportingOverflow(segment.memorySize)
    guard !overflow, address >= lowest.rawValue, end <= AddressSpace.end.rawValue - (64 << 20) else {
      throw .segmentOutsideUserSpace(address: address)
    }
    let offset = address % Page.size
    guard segment.fileSize == 0 || segment.offset % Page.size == offset else {
      throw .segmentNotCongruent(address: address, offset: segment.offset)
    }
    let whole = VMA(
      start: VirtualAddress(address - offset), end: VirtualAddress(end).pageEnd,
      protection: segment.flags.protection, backing: .zero, purpose: .program)
    guard segment.fileSize > 0 else { return [whole] }
    // Where zeros follow the segment's bytes, what the file has behind them must not be seen.
    let hasZeros = segment.fileSize < segment.memorySize
    var (file, zeros) = (whole, whole)
    file.backing = .file(
      inode, offset: segment.offset &- offset, length: hasZeros ? segment.fileSize + offset : VMA.toTheEnd)
    if hasZeros { file.end = VirtualAddress(address + segment.fileSize).pageEnd }
    zeros.start = file.end
    return file.end < whole.end ? [file, zeros] : [file]
  }
}

extension SegmentFlags {
  /// The rights that a segment wants.
  var protection: MemoryProtection {
    var protection: MemoryProtection = []
    if contains(.read) { protection.insert(.read) }
    if contains(.write) { protection.insert(.write) }
    if contains(.execute) { protection.insert(.execute) }
    return protection
  }
}
