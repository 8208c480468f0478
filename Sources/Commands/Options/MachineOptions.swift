import ArgumentParser
import Assembler
import Toolchain

/// The options that say what machine a program runs on.
struct MachineOptions: ParsableArguments {
  @Option(
    name: .customLong("machine"),
    help: ArgumentHelp(
      "A preset (teaching, default or laptop) or a YAML file; the options below change it.",
      valueName: "preset|file.yaml"),
    completion: .file(extensions: ["yaml", "yml"]))
  var description: String?

  @Option(help: ArgumentHelp("How many harts there are, 1 to 64.", valueName: "n"))
  var harts: Int?

  @Option(help: ArgumentHelp("Physical memory, such as 64M.", valueName: "size"))
  var memory: String?

  @Option(
    help: ArgumentHelp(
      "Change a TLB: itlb, dtlb or stlb with entries, ways, policy, latency (dtlb:entries=16,ways=4); "
        + "stlb:none; refill=software. May be repeated.", valueName: "what"))
  var tlb: [String] = []

  @Option(
    help: ArgumentHelp(
      "Change a cache: l1i, l1d, l2 or l3 with size, ways, line, policy, write, latency "
        + "(l1d:size=16K,ways=4,policy=fifo); l3:none. May be repeated.", valueName: "what"))
  var cache: [String] = []

  @Option(
    help: ArgumentHelp(
      "Who runs next: fcfs, sjf, srtf, rr, priority, mlfq, lottery, stride, cfs or eevdf, with parameters "
        + "(rr:quantum=10ms, mlfq:quantum=1ms/2ms/4ms,boost=1s); docs/scheduling.md has them all.",
      valueName: "policy"))
  var scheduler: String?

  @Option(help: ArgumentHelp("The swap disk, such as 16M; none if this is left out.", valueName: "size"))
  var swap: String?

  @Option(help: ArgumentHelp("Cycles that the swap disk takes for a page.", valueName: "cycles"))
  var diskLatency: String?

  @Option(
    help: ArgumentHelp(
      "Which page makes room for another: fifo, clock, lru, lfu, ageing, working-set:window=CYCLES, random or "
        + "optimal:FILE; lru:exact and lfu:exact see every reference.", valueName: "policy"))
  var replacement: String?

  @Option(
    help: ArgumentHelp(
      "How many pages of a process may be in memory at a time; locked ones do not count.", valueName: "n"))
  var frames: String?

  @Option(
    help: ArgumentHelp(
      "Whether programs can be promised more memory than there is: always, heuristic or never.",
      valueName: "when"))
  var overcommit: String?

  @Option(help: ArgumentHelp("The seed of whatever is chosen at random.", valueName: "n"))
  var seed: UInt64?

  @Flag(help: "Leave out TLBs, caches and their cycles: the same results, sooner.")
  var fast = false

  func validate() throws {
    // A machine file is read when the machine is made: what is wrong in it is no error of the command line.
    var configuration = SystemConfiguration()
    do throws(SettingError) { try apply(to: &configuration) } catch { throw ValidationError(error.message) }
  }

  /// The machine that was asked for.
  func configuration() throws -> SystemConfiguration {
    var configuration = try described()
    do throws(SettingError) { try apply(to: &configuration) } catch { throw Failure(error.message) }
    if let problem = configuration.machine.problem {
      throw Failure("no such machine can be built: \(problem)")
    }
    return configuration
  }

  private func described() throws -> SystemConfiguration {
    guard let description else { return SystemConfiguration() }
    if let preset = MachinePreset(rawValue: description) { return try preset.system() }
    if HostFile.kind(of: description) == nil {
      let names = MachinePreset.allCases.map(\.rawValue)
      let near = Suggestion.nearest(to: description, among: names).map { "Did you mean '\($0)'? " } ?? ""
      throw Failure(
        "there is no machine '\(description)'",
        advice: "\(near)Presets are \(names.joined(separator: ", ")); anything else is a YAML file.")
    }
    return try MachineFile(path: description).configuration
  }

  private func apply(to configuration: inout SystemConfiguration) throws(SettingError) {
    if let harts { configuration.machine.harts = harts }
    if let memory { try configuration.set(["memory"], to: memory) }
    for text in tlb { try apply(text, of: "tlb", to: &configuration) }
    for text in cache { try apply(text, of: "cache", to: &configuration) }
    if let scheduler { try configuration.set(["scheduler"], to: scheduler) }
    if let swap { try configuration.set(["swap"], to: swap) }
    if let diskLatency { try configuration.set(["disk-latency"], to: diskLatency) }
    if let replacement { try configuration.set(["replacement"], to: replacement) }
    if let frames { try configuration.set(["frames"], to: frames) }
    if let overcommit { try configuration.set(["overcommit"], to: overcommit) }
    if let seed { configuration.machine.seed = seed }
    if fast { configuration.machine.isModelled = false }
  }

  /// Takes `l1d:size=16K,ways=4`, `l3:none` or `refill=software` apart.
  private func apply(
    _ text: String, of kind: String, to configuration: inout SystemConfiguration
  ) throws(SettingError) {
    if let (name, value) = text.halves(at: "="), !name.contains(":") {
      return try configuration.set([kind, name], to: value)
    }
    guard let (name, properties) = text.halves(at: ":") else {
      throw SettingError("--\(kind) takes NAME:KEY=VALUE,…, not '\(text)'")
    }
    for property in properties.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      if let (key, value) = property.halves(at: "=") {
        try configuration.set([kind, name, key], to: value)
      } else {
        try configuration.set([kind, name], to: property)
      }
    }
  }
}

extension String {
  /// What stands before and after the first `separator`, or nil if it does not occur.
  fileprivate func halves(at separator: Character) -> (String, String)? {
    guard let index = firstIndex(of: separator) else { return nil }
    return (String(self[..<index]), String(self[self.index(after: index)...]))
  }
}
