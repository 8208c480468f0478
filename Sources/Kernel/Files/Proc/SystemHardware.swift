import ABI
import Machine

/// What the machine is: /proc/cpuinfo, devices, interrupts and version.
extension Kernel {
  /// The harts as RISC-V's Linux shows them, and the TLBs and caches of each.
  func processorsText(_ machine: Machine) -> String {
    let configuration = machine.configuration
    return machine.harts.map { hart in
      "processor\t: \(hart.id)\nhart\t\t: \(hart.id)\nisa\t\t: rv64ima_zicntr_zifencei\nmmu\t\t: sv39\n"
        + "clock\t\t: \(configuration.cyclesPerMicrosecond) MHz\n"
        + (configuration.isModelled ? cacheLines(configuration) : "") + "\n"
    }.joined()
  }

  private func cacheLines(_ configuration: MachineConfiguration) -> String {
    let tlbs =
      [("itlb", configuration.itlb), ("dtlb", configuration.dtlb)] + named("stlb", configuration.stlb)
    let caches =
      [("l1i", configuration.l1i), ("l1d", configuration.l1d)] + named("l2", configuration.l2)
      + named("l3", configuration.l3)
    let first: [String] = tlbs.map { name, tlb in
      "\(name)\t\t: \(tlb.entries) entries, \(tlb.ways) ways, \(tlb.replacement.rawValue)\n"
    }
    let second: [String] = caches.map { name, cache in
      "\(name)\t\t: \(cache.size / 1024) KiB, \(cache.ways) ways, \(cache.lineSize) byte lines, "
        + "\(cache.replacement.rawValue), write-\(cache.write.rawValue), \(cache.latency) cycles\n"
    }
    return (first + second).joined()
  }

  private func named<Geometry>(_ name: String, _ geometry: Geometry?) -> [(String, Geometry)] {
    geometry.map { [(name, $0)] } ?? []
  }

  var devicesText: String {
    "Character devices:\n  1 mem\n  5 /dev/tty\n  5 /dev/console\n\nBlock devices:\n"
  }

  /// How often each hart was interrupted by its timer, by another hart that wants it to look up, and by one that wants
  /// it to forget translations.
  var interruptsText: String {
    let head = "     " + processors.indices.map { "CPU\($0)".right(10) + " " }.joined() + "\n"
    func row(_ label: String, _ text: String, _ count: (Int) -> UInt64) -> String {
      label.right(4) + ":" + processors.indices.map { count($0).right(10) + " " }.joined() + " " + text + "\n"
    }
    let flushes = pool.counters.shootDownsOfHarts
    return head + row("5", "RISC-V INTC   5 Edge      riscv-timer") { processors[$0].timerInterrupts }
      + row("IPI0", "Rescheduling interrupts") { processors[$0].softwareInterrupts }
      + row("IPI1", "Function call interrupts") { $0 < flushes.count ? flushes[$0] : 0 }
  }

  var versionText: String {
    let name = systemName
    return "\(name.system.text) version \(name.release.text) (ring3) \(name.version.text)\n"
  }
}
