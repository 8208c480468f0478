import ELF

extension Linker {
  /// A section of the program: sections of the objects behind each other.
  struct Output {
    var name: String
    var type: SectionType
    var flags: SectionFlags
    var alignment: UInt64 = 1
    var entrySize: UInt64 = 0
    var address: UInt64 = 0
    var size: UInt64 = 0
    var inputs: [Input] = []

    /// Where it comes in memory: what is only read, code, thread-local data, data, zeros; 9 for nowhere.
    var rank: Int {
      guard flags.contains(.allocate) else { return 9 }
      if flags.contains(.execute) { return 1 }
      guard flags.contains(.write) else { return 0 }
      if flags.contains(.threadLocal) { return type == .noBits ? 3 : 2 }
      return type == .noBits ? 6 : type == .programBits ? 5 : 4
    }

    /// The permissions of its memory.
    var permissions: SegmentFlags {
      var permissions: SegmentFlags = .read
      if flags.contains(.write) { permissions.insert(.write) }
      if flags.contains(.execute) { permissions.insert(.execute) }
      return permissions
    }
  }

  /// Gives each section that stays its place in memory, and defines the symbols that depend on it.
  mutating func layOut() {
    collectOutputs()
    var next = Self.base + ELFWriter.headersSize(segments: segmentCount)
    var permissions: SegmentFlags = .read
    for index in outputs.indices where outputs[index].flags.contains(.allocate) {
      if outputs[index].permissions != permissions {
        permissions = outputs[index].permissions
        next = (next + Self.page - 1) & ~(Self.page - 1)
      }
      next = place(index, at: next)
      guard next < 1 << 38 else {
        diagnostics.append(
          Diagnostic(path: objects[0].path, message: "the program does not fit into user memory"))
        return
      }
    }
    for index in outputs.indices where !outputs[index].flags.contains(.allocate) { _ = place(index, at: 0) }
    threadStart = outputs.first { $0.flags.contains(.threadLocal) }?.address ?? 0
    defineOwnSymbols()
  }

  /// Sorts the sections that stay into the sections of the program.
  private mutating func collectOutputs() {
    var numbers: [String: Int] = [:]
    for (object, file) in objects.enumerated() {
      for (index, section) in file.sections.enumerated() where isKept[object][index] {
        let name = Self.outputName(of: section)
        let number = numbers[name] ?? outputs.count
        if number == outputs.count {
          numbers[name] = number
          outputs.append(Output(name: name, type: section.type, flags: section.flags))
          outputs[number].entrySize = section.entrySize
        }
        outputs[number].merge(section, Input(object: object, section: index))
      }
    }
    for index in outputs.indices
    where outputs[index].name.hasPrefix(".init_array") || outputs[index].name.hasPrefix(".fini_array") {
      sortByPriority(index)
    }
    let order = outputs.indices.sorted { (outputs[$0].rank, $0) < (outputs[$1].rank, $1) }
    outputs = order.map { outputs[$0] }
  }

  /// `.init_array.100` runs before `.init_array.200`, and that before `.init_array`.
  private mutating func sortByPriority(_ index: Int) {
    let objects = objects
    func priority(_ input: Input) -> Int {
      objects[input.object].sections[input.section].name.split(separator: ".").last.flatMap { Int($0) }
        ?? .max
    }
    let inputs = outputs[index].inputs
    outputs[index].inputs = inputs.indices.sorted { (priority(inputs[$0]), $0) < (priority(inputs[$1]), $1) }
      .map { inputs[$0] }
  }

  /// `.text` for `.text.main`, and so on.
  private static func outputName(of section: ObjectFile.Section) -> String {
    for prefix in [
      ".text", ".rodata", ".data", ".bss", ".sdata", ".sbss", ".srodata", ".tdata", ".tbss", ".init_array",
      ".fini_array",
      ".preinit_array",
    ] where section.name.hasPrefix(prefix + ".") {
      return prefix
    }
    return section.name
  }

  /// Places a section's inputs behind each other, and returns where the next section can begin.
  private mutating func place(_ index: Int, at start: UInt64) -> UInt64 {
    let alignment = outputs[index].alignment
    let address = (start + alignment - 1) & ~(alignment - 1)
    var next = address
    for input in outputs[index].inputs {
      let section = objects[input.object].sections[input.section]
      let alignment = max(section.alignment, 1)
      next = (next + alignment - 1) & ~(alignment - 1)
      addresses[input.object][input.section] = next
      next += UInt64(section.size)
    }
    outputs[index].address = address
    outputs[index].size = next - address
    // Thread-local zeros take room in each thread's block, not here.
    return outputs[index].rank == 3 ? address : next
  }

  // MARK: symbols of the linker

  private mutating func defineOwnSymbols() {
    func output(_ name: String) -> Output? { outputs.first { $0.name == name } }
    func end(where isWanted: (Output) -> Bool) -> UInt64? {
      outputs.last { $0.flags.contains(.allocate) && isWanted($0) }.map { $0.address + $0.size }
    }
    let last = end { _ in true } ?? Self.base
    let dataEnd = end { $0.rank < 6 && $0.rank != 3 } ?? last
    let small = output(".sdata") ?? output(".data") ?? output(".bss")
    ownSymbols["__global_pointer$"] = (small?.address ?? dataEnd) + 0x800
    for name in ["_end", "end", "__end"] { ownSymbols[name] = last }
    for name in ["_edata", "edata"] { ownSymbols[name] = dataEnd }
    for name in ["_etext", "etext"] { ownSymbols[name] = end { $0.rank <= 1 } ?? last }
    ownSymbols["__bss_start"] = outputs.first { $0.rank == 6 }?.address ?? dataEnd
    for name in ["__ehdr_start", "__executable_start"] { ownSymbols[name] = Self.base }
    for name in ["init_array", "fini_array", "preinit_array"] {
      let array = output("." + name)
      ownSymbols["__\(name)_start"] = array?.address ?? Self.base
      ownSymbols["__\(name)_end"] = array.map { $0.address + $0.size } ?? Self.base
    }
    for output in outputs where output.name.utf8.allSatisfy(Byte.isName) && !output.name.contains(".") {
      ownSymbols["__start_" + output.name] = output.address
      ownSymbols["__stop_" + output.name] = output.address + output.size
    }
  }

  // MARK: segments

  private var segmentCount: Int {
    let ranks = Set(outputs.map(\.rank))
    return 2 + (ranks.contains(1) ? 1 : 0) + (ranks.contains { (2...6).contains($0) } ? 1 : 0)
      + (ranks.contains { $0 == 2 || $0 == 3 } ? 1 : 0)
  }

  /// The program headers: what is only read with the ELF headers, code, data, thread-local data, and the
  /// stack.
  func segments() -> [ELFFile.Segment] {
    let headers = Self.base + ELFWriter.headersSize(segments: segmentCount)
    var segments = [segment(outputs.filter { $0.rank == 0 }, .read, start: Self.base, end: headers)]
    let code = outputs.filter { $0.rank == 1 }
    if let first = code.first {
      segments.append(segment(code, [.read, .execute], start: first.address, end: first.address))
    }
    let data = outputs.filter { [2, 4, 5, 6].contains($0.rank) }
    let threadLocal = outputs.filter { $0.rank == 2 || $0.rank == 3 }
    if let first = data.first ?? threadLocal.first {
      segments.append(segment(data, [.read, .write], start: first.address, end: first.address))
    }
    if let first = threadLocal.first {
      var template = segment(threadLocal, .read, start: first.address, end: first.address)
      template.type = .threadLocal
      template.alignment = threadLocal.map(\.alignment).max() ?? 1
      segments.append(template)
    }
    segments.append(
      ELFFile.Segment(
        type: .gnuStack, flags: [.read, .write], offset: 0, virtualAddress: 0, fileSize: 0, memorySize: 0,
        alignment: 0))
    return segments
  }

  private func segment(_ parts: [Output], _ flags: SegmentFlags, start: UInt64, end: UInt64)
    -> ELFFile.Segment
  {
    let fileEnd = parts.last { $0.type != .noBits }.map { $0.address + $0.size } ?? end
    let memoryEnd = parts.last.map { $0.address + $0.size } ?? end
    let fileSize = max(fileEnd, end) - start
    // What consists of zeros only has no place in the file, but must name one that lies alike in its page.
    return ELFFile.Segment(
      type: .load, flags: flags, offset: fileSize > 0 ? start - Self.base : start % Self.page,
      virtualAddress: start, fileSize: fileSize, memorySize: max(memoryEnd, end) - start, alignment: Self.page
    )
  }
}

extension Linker.Output {
  /// Adds a section of an object.
  mutating func merge(_ section: ObjectFile.Section, _ input: Linker.Input) {
    if type == .noBits && section.type != .noBits { type = section.type }
    // Only what all parts have in common can be said of the whole.
    if flags.contains(.merge) && (!section.flags.contains(.merge) || section.entrySize != entrySize) {
      flags.subtract([.merge, .strings])
      entrySize = 0
    }
    flags.formUnion(section.flags.subtracting([.group, .linkOrder, .retain, .merge, .strings]))
    flags.subtract([.group, .linkOrder, .retain])
    alignment = max(alignment, max(section.alignment, 1))
    inputs.append(input)
  }
}
