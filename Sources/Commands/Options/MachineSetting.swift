import Assembler
import Machine
import Toolchain

/// Why a part of a machine cannot be set as asked.
struct SettingError: Error {
  let message: String

  init(_ message: String) { self.message = message }

  init(unknown name: String, what: String, known: [String]) {
    let hint = Suggestion.nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
    message =
      "there is no \(what) '\(name)'\(hint.isEmpty ? " (there are: \(known.joined(separator: ", ")))" : hint)"
  }
}

// What can be set of a machine, by the names that machine files and options share: `memory`, `tlb.dtlb.entries`,
// `cache.l1d.ways`.
extension MachineConfiguration {
  /// Sets what `path` names to what `text` says.
  mutating func set(_ path: [String], to text: String) throws(SettingError) {
    switch (path[0], path.count) {
    case ("tlb", 2), ("tlb", 3): try setTLB(path[1], path.count == 3 ? path[2] : nil, to: text)
    case ("cache", 2), ("cache", 3): try setCache(path[1], path.count == 3 ? path[2] : nil, to: text)
    case (_, 1): try setWhole(path[0], to: text)
    default: throw SettingError("'\(path.joined(separator: "."))' cannot be set")
    }
  }

  private mutating func setWhole(_ name: String, to text: String) throws(SettingError) {
    switch name {
    case "harts": harts = try number(text)
    case "memory": memorySize = UInt64(try size(text))
    case "memory-latency": memoryLatency = try number(text)
    case "swap": swapSize = UInt64(try size(text))
    case "disk-latency": diskLatency = UInt64(try number(text))
    case "clock": cyclesPerMicrosecond = UInt64(try number(text))
    case "seed": seed = UInt64(try number(text))
    case "misaligned": trapsMisaligned = try choice(text, among: ["works", "traps"]) == "traps"
    case "tlb", "cache": throw SettingError("'\(name)' has parts; '\(text)' is not one")
    default:
      let known = [
        "harts", "memory", "memory-latency", "swap", "disk-latency", "clock", "seed", "misaligned",
        "scheduler", "tlb", "cache",
      ]
      throw SettingError(unknown: name, what: "part of a machine", known: known)
    }
  }

  private mutating func setTLB(_ name: String, _ key: String?, to text: String) throws(SettingError) {
    switch (name, key) {
    case ("refill", nil): tlbRefill = try choice(text)
    case ("stlb", nil) where text == "none": stlb = nil
    case ("itlb", let key?): try itlb.set(key, to: text)
    case ("dtlb", let key?): try dtlb.set(key, to: text)
    case ("stlb", let key?):
      var geometry = stlb ?? TLBGeometry(entries: 1024, ways: 8)
      try geometry.set(key, to: text)
      stlb = geometry
    case ("itlb", nil), ("dtlb", nil), ("stlb", nil), ("refill", _): throw SettingError.needsParts(name, text)
    default:
      throw SettingError(unknown: name, what: "TLB", known: ["itlb", "dtlb", "stlb", "refill"])
    }
  }

  private mutating func setCache(_ name: String, _ key: String?, to text: String) throws(SettingError) {
    switch (name, key) {
    case ("l2", nil) where text == "none": l2 = nil
    case ("l3", nil) where text == "none": l3 = nil
    case ("l1i", let key?): try l1i.set(key, to: text)
    case ("l1d", let key?): try l1d.set(key, to: text)
    case ("l2", let key?): try setOptional(\.l2, key, to: text)
    case ("l3", let key?): try setOptional(\.l3, key, to: text)
    case ("l1i", nil), ("l1d", nil), ("l2", nil), ("l3", nil): throw SettingError.needsParts(name, text)
    default: throw SettingError(unknown: name, what: "cache", known: ["l1i", "l1d", "l2", "l3"])
    }
  }

  /// Sets a part of a level that may have been left out: then it begins as the default machine has it.
  private mutating func setOptional(
    _ level: WritableKeyPath<MachineConfiguration, CacheGeometry?>, _ key: String, to text: String
  ) throws(SettingError) {
    guard var geometry = self[keyPath: level] ?? MachineConfiguration()[keyPath: level] else { return }
    try geometry.set(key, to: text)
    self[keyPath: level] = geometry
  }
}

extension TLBGeometry {
  fileprivate mutating func set(_ key: String, to text: String) throws(SettingError) {
    switch key {
    case "entries": entries = try number(text)
    case "ways": ways = try number(text)
    case "policy": replacement = try choice(text)
    case "latency": latency = try number(text)
    default:
      let known = ["entries", "ways", "policy", "latency"]
      throw SettingError(unknown: key, what: "property of a TLB", known: known)
    }
  }
}

extension CacheGeometry {
  fileprivate mutating func set(_ key: String, to text: String) throws(SettingError) {
    switch key {
    case "size": size = try Commands.size(text)
    case "ways": ways = try number(text)
    case "line": lineSize = try number(text)
    case "policy": replacement = try choice(text)
    case "write": write = try choice(text)
    case "latency": latency = try number(text)
    default:
      let known = ["size", "ways", "line", "policy", "write", "latency"]
      throw SettingError(unknown: key, what: "property of a cache", known: known)
    }
  }
}

extension SettingError {
  fileprivate static func needsParts(_ name: String, _ text: String) -> SettingError {
    SettingError("'\(name)' takes properties such as ways=4, not '\(text)'")
  }
}

private func number(_ text: String) throws(SettingError) -> Int {
  guard let value = Int(text), value >= 0 else { throw SettingError("'\(text)' is not a number") }
  return value
}

private func size(_ text: String) throws(SettingError) -> Int {
  guard let bytes = Quantity.bytes(text), let value = Int(exactly: bytes) else {
    throw SettingError("'\(text)' is not a size; sizes look like 512, 32K or 64M")
  }
  return value
}

private func choice(_ text: String, among known: [String]) throws(SettingError) -> String {
  guard known.contains(text) else {
    throw SettingError("'\(text)' is none of \(known.joined(separator: ", "))")
  }
  return text
}

private func choice<Choice: RawRepresentable<String> & CaseIterable>(
  _ text: String
) throws(SettingError) -> Choice {
  _ = try choice(text, among: Choice.allCases.map(\.rawValue))
  return Choice(rawValue: text)!
}
