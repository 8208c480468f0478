/// Everything that would be silicon: harts, memory, caches and the timer. This page is the whole interface.
///
/// The machine knows nothing of processes, files or system calls. It executes until something happens that it
/// cannot decide, and returns that as a `Trap`; the kernel decides, changes the machine through the functions
/// here, and runs it again. The machine never calls the kernel.
///
/// A machine is a value in all but syntax: `copy()` gives a second one that behaves like the first from there on,
/// to the cycle, and shares memory with it until one of them writes.
public final class Machine {
  /// What the machine is made of.
  public let configuration: MachineConfiguration
  /// The cores.
  public var harts: [Hart] { cores }
  /// The same: what is public and changes is checked for exclusive access at each use.
  private var cores: [Hart] = []
  /// The console device.
  public var console = Console()
  /// The swap disk.
  public var disk: Disk

  let memory: PhysicalMemory
  let l3: SharedCache?
  /// A line's number is a physical address shifted right by this.
  let lineShift: UInt64
  /// For each frame the host address of its slots of bytecode; 0 if it has none.
  let decodedBases: Block<UInt>

  /// A machine whose memory is all zeros and whose caches are empty.
  ///
  /// - Precondition: `configuration.problem` is nil.
  public convenience init(_ configuration: MachineConfiguration) {
    precondition(configuration.problem == nil, configuration.problem!)
    self.init(
      configuration, memory: PhysicalMemory(frameCount: Int(configuration.memorySize / Page.size)))
  }

  private init(_ configuration: MachineConfiguration, memory: PhysicalMemory) {
    self.configuration = configuration
    self.memory = memory
    disk = Disk(slots: Int(configuration.swapSize / Page.size), latency: configuration.diskLatency)
    lineShift = UInt64(configuration.l1d.lineSize.trailingZeroBitCount)
    l3 = configuration.l3.map { SharedCache($0, seed: configuration.seed) }
    decodedBases = Block(repeating: 0, count: memory.frameCount)
    cores = (0..<configuration.harts).map { Hart(id: $0, machine: self) }
  }

  deinit {
    for frame in 0..<decodedBases.count where decodedBases[frame] != 0 {
      DecodedPage(base: decodedBases[frame]).free()
    }
    decodedBases.free()
    l3?.free()
  }

  /// A second machine in the same state.
  public func copy() -> Machine {
    let copy = Machine(configuration, memory: PhysicalMemory(sharing: memory))
    for (mine, theirs) in zip(harts, copy.harts) {
      theirs.copy(from: mine)
      mine.forgetAll()
    }
    if let l3 { copy.l3?.copy(from: l3) }
    copy.console = console
    copy.disk = disk
    return copy
  }
}
