import ABI

/// The names in /proc: looked up and listed from the kernel's tables, each time anew.
extension Kernel {
  /// What has a name in a directory of /proc.
  func procEntry(_ name: String, of node: ProcNode) -> InodeNumber? {
    if name == "." { return node.inode }
    if name == ".." { return procParent(of: node) }
    guard exists(node) else { return nil }
    switch node.entry {
    case .root:
      if let number = Int(procName: name), let node = processNode(number, isTask: false) { return node.inode }
      return Self.place(of: name, in: ProcEntry.system).map { ProcNode($0).inode }
    case .process:
      return Self.place(of: name, in: node.isTask ? ProcEntry.ofTask : ProcEntry.ofProcess)
        .map { node.sibling($0).inode }
    case .tasks:
      guard let number = Int(procName: name), threads.find(number)?.process == node.thread else { return nil }
      return processNode(number, isTask: true)?.inode
    case .descriptors, .descriptorInformation:
      guard let number = Int(procName: name), openFile(of: node, descriptor: number) != nil else {
        return nil
      }
      return node.sibling(
        node.entry == .descriptors ? .descriptor : .descriptorInformationFile, number: number
      )
      .inode
    case .systemV: return Self.place(of: name, in: ProcEntry.ofSystemV).map { ProcNode($0).inode }
    case .tunable: return Tunables.child(name, of: node.number).map { ProcNode(.tunable, number: $0).inode }
    default: return nil
    }
  }

  private static func place(of name: String, in list: [(name: String, entry: ProcEntry)]) -> ProcEntry? {
    list.first { $0.name == name }?.entry
  }

  /// The directory above one of /proc.
  func procParent(of node: ProcNode) -> InodeNumber {
    switch node.entry {
    case .root: return ProcNode.root
    case .process where node.isTask:
      guard let process = threads.find(node.thread)?.process else { return ProcNode.root }
      return processNode(process, isTask: false)?.sibling(.tasks).inode ?? ProcNode.root
    case .process, .systemV: return ProcNode.root
    case .tunable:
      return Tunables.all[node.number].parent.map { ProcNode(.tunable, number: $0).inode } ?? ProcNode.root
    default: return node.isOfThread ? node.sibling(.process).inode : ProcNode.root
    }
  }

  /// The names in a directory of /proc from a place on, with what has them and the place of the next. Places stay the
  /// same while processes and descriptors come and go: they are their numbers.
  func procEntries(of node: ProcNode, from place: Int) -> [(name: String, inode: InodeNumber, next: Int)] {
    guard exists(node) else { return [] }
    let dots = [(".", node.inode, 1), ("..", procParent(of: node), 2)]
    return (dots + procNames(of: node).map { ($0.name, $0.inode, $0.place + 3) })
      .filter { $0.2 > place }.map { (name: $0.0, inode: $0.1, next: $0.2) }
  }

  private func procNames(of node: ProcNode) -> [(name: String, inode: InodeNumber, place: Int)] {
    switch node.entry {
    case .root:
      let last = ProcEntry.system.count
      return Self.places(ProcEntry.system) { ProcNode($0) }
        + processes.numbers.compactMap { number in
          processNode(number, isTask: false).map { (String(number), $0.inode, last + number) }
        }
    case .process:
      return Self.places(node.isTask ? ProcEntry.ofTask : ProcEntry.ofProcess) { node.sibling($0) }
    case .tasks:
      return (processes.find(node.thread)?.threads ?? []).sorted().compactMap { number in
        processNode(number, isTask: true).map { (String(number), $0.inode, number) }
      }
    case .descriptors: return descriptorNames(of: node, .descriptor)
    case .descriptorInformation: return descriptorNames(of: node, .descriptorInformationFile)
    case .systemV: return Self.places(ProcEntry.ofSystemV) { ProcNode($0) }
    case .tunable:
      return Tunables.children(of: node.number).map {
        (Tunables.all[$0].name, ProcNode(.tunable, number: $0).inode, $0)
      }
    default: return []
    }
  }

  private static func places(
    _ list: [(name: String, entry: ProcEntry)], _ node: (ProcEntry) -> ProcNode
  ) -> [(name: String, inode: InodeNumber, place: Int)] {
    list.enumerated().map { ($1.name, node($1.entry).inode, $0) }
  }

  private func descriptorNames(
    of node: ProcNode, _ entry: ProcEntry
  ) -> [(name: String, inode: InodeNumber, place: Int)] {
    guard let process = livingProcess(of: node) else { return [] }
    return descriptorTables[processes[process].descriptors].numbers.map {
      (String($0), node.sibling(entry, number: $0).inode, $0)
    }
  }
}

// MARK: Who is meant

extension Kernel {
  /// The directory of a process or thread; nil if there is none of that number.
  func processNode(_ number: Int, isTask: Bool) -> ProcNode? {
    guard let process = processes.contains(number) ? number : threads.find(number)?.process else {
      return nil
    }
    var node = ProcNode(.process)
    (node.thread, node.isTask, node.serial) = (number, isTask, processes[process].serial)
    return node
  }

  /// The process that a place belongs to; nil if it is gone, and another one may have its number.
  func process(of node: ProcNode) -> Int? {
    let number = processes.contains(node.thread) ? node.thread : threads.find(node.thread)?.process
    guard let number, processes[number].serial == node.serial else { return nil }
    return number
  }

  /// The same, if it has not ended.
  func livingProcess(of node: ProcNode) -> Int? {
    guard let process = process(of: node), processes[process].ending == nil else { return nil }
    return process
  }

  /// The thread that a place is about: that with its number or, if the first thread has ended, the oldest that is left.
  func thread(of node: ProcNode) -> Int? {
    guard let process = livingProcess(of: node) else { return nil }
    return threads.contains(node.thread) ? node.thread : processes[process].threads.first
  }

  /// Whether the process or thread that a place is about is still there.
  func exists(_ node: ProcNode) -> Bool {
    guard node.isOfThread else { return true }
    return process(of: node) != nil && (!node.isTask || threads.contains(node.thread))
  }

  /// The open file that a descriptor of the process names.
  func openFile(of node: ProcNode, descriptor: Int) -> Int? {
    guard let process = livingProcess(of: node), descriptor >= 0 else { return nil }
    return try? descriptorTables[processes[process].descriptors].find(UInt64(descriptor)).rawValue
  }

  /// Whom a place belongs to: the process that it is about, or root.
  func procOwner(of node: ProcNode) -> (user: UInt32, group: UInt32) {
    guard let process = process(of: node) else { return (0, 0) }
    return (processes[process].credentials.user.effective, processes[process].credentials.group.effective)
  }

  /// Whether somebody may look into a process: its own threads, root, and whoever is the same user in all roles
  /// (Linux, `ptrace_may_access`).
  func mayInspect(_ node: ProcNode, as process: Int) -> Bool {
    guard let other = self.process(of: node) else { return true }
    let (own, its) = (processes[process].credentials, processes[other].credentials)
    if other == process || own.isRoot { return true }
    let users = [its.user.real, its.user.effective, its.user.saved]
    let groups = [its.group.real, its.group.effective, its.group.saved]
    return users.allSatisfy { $0 == own.user.real } && groups.allSatisfy { $0 == own.group.real }
  }
}

extension Int {
  /// The number that a name of /proc stands for: digits, without zeros before them.
  fileprivate init?(procName name: String) {
    guard name.utf8.allSatisfy({ (48...57).contains($0) }), name == "0" || name.utf8.first != 48,
      let number = Int(name)
    else { return nil }
    self = number
  }
}
