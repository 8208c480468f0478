import ABI
import Machine

/// What the files of /proc say. Where a text is made is in the file that the line names.
extension Kernel {
  func procText(of node: ProcNode, _ context: Context) throws(Errno) -> [UInt8] {
    let machine = context.machine
    switch node.entry {
    // ProcessStatus.swift
    case .status: return Array(statusText(of: node, machine).utf8)
    case .stat: return Array(statText(of: node, context).utf8)
    case .statm: return Array(statmText(of: node, machine).utf8)
    case .name: return Array((name(of: node) + "\n").utf8)
    case .children: return Array(childrenText(of: node).utf8)
    // ProcessMemory.swift
    case .maps: return Array(mapsText(of: node).utf8)
    case .smaps: return Array(smapsText(of: node, machine).utf8)
    case .smapsRollup: return Array(try smapsRollupText(of: node, machine).utf8)
    case .commandLine: return stackBytes(of: node, machine) { $0.arguments }
    case .environment: return stackBytes(of: node, machine) { $0.environment }
    case .auxiliaryVector: return stackBytes(of: node, machine) { $0.auxiliaryVector }
    // ProcessFiles.swift
    case .descriptorInformationFile: return Array(try descriptorText(of: node).utf8)
    case .limits: return Array(limitsText(of: node).utf8)
    case .inputOutput: return Array(inputOutputText(of: node).utf8)
    case .mounts: return Array(mountsText.utf8)
    case .mountInformation: return Array(mountInformationText.utf8)
    // ProcessScheduling.swift
    case .schedulerState: return Array(schedulerText(of: node).utf8)
    case .schedulerStatistics: return Array(schedulerStatisticsText(of: node).utf8)
    case .waitChannel: return Array(waitChannelText(of: node, for: context.process).utf8)
    case .systemCall: return Array(systemCallText(of: node, machine).utf8)
    case .personality: return Array("00000000\n".utf8)
    case .oomScore: return Array("\(oomScore(of: node))\n".utf8)
    case .oomAdjustment: return Array("\(process(of: node).map { processes[$0].oomAdjustment } ?? 0)\n".utf8)
    default: return Array(systemText(of: node, context).utf8)
    }
  }

  private func systemText(of node: ProcNode, _ context: Context) -> String {
    let machine = context.machine
    switch node.entry {
    // SystemHardware.swift
    case .processors: return processorsText(machine)
    case .devices: return devicesText
    case .interrupts: return interruptsText
    case .partitions: return "major minor  #blocks  name\n\n"
    case .version: return versionText
    // SystemMemory.swift
    case .memory: return memoryText(machine)
    case .virtualMemory: return virtualMemoryText(machine)
    case .swaps: return swapsText
    // SystemTime.swift
    case .systemStat: return systemStatText(machine)
    case .uptime: return uptimeText(machine)
    case .loadAverage: return loadAverageText(machine)
    // SystemTables.swift
    case .fileSystems: return fileSystemsText
    case .locks: return locksText
    case .sharedSegments: return sharedSegmentsText(machine)
    case .semaphores: return semaphoresText
    case .messageQueues: return messageQueuesText
    default: return ""
    }
  }
}

extension String {
  /// The text with spaces before it.
  func right(_ width: Int) -> String { String(repeating: " ", count: max(0, width - utf8.count)) + self }

  /// The text with zeros before it.
  func zeros(_ width: Int) -> String { String(repeating: "0", count: max(0, width - utf8.count)) + self }

  /// The text with spaces behind it.
  func left(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - utf8.count)) }
}

extension BinaryInteger {
  /// The number in so many columns.
  func right(_ width: Int) -> String { String(self).right(width) }

  /// The number in base 16, with zeros before it.
  func hexadecimal(_ width: Int = 1) -> String { String(self, radix: 16).zeros(width) }

  /// The number with zeros before it.
  func zeros(_ width: Int) -> String { String(self).zeros(width) }
}
