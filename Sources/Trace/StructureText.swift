import ABI

/// Structures as strace prints them.
enum StructureText {
  /// A structure with its members by name; what is long is abbreviated as strace abbreviates it.
  static func text(of structure: any SharedStructure, call: Syscall?) -> String {
    if let known = structure as? any Described { return known.text }
    return members(of: structure)
  }

  /// Every member as a number, by the layout.
  static func members(of structure: any SharedStructure) -> String {
    let layout = type(of: structure).layout
    let bytes = structure.encoded
    let texts = layout.fields.filter { !$0.isPadding }.map { field in
      "\(field.plainName)=\(number(bytes[field.offset..<field.offset + field.size], field.cType))"
    }
    return "{" + texts.joined(separator: ", ") + "}"
  }

  private static func number(_ bytes: ArraySlice<UInt8>, _ cType: String) -> String {
    let word = bytes.word
    if cType.hasSuffix("*") { return Names.address(word) }
    if cType.hasPrefix("unsigned") { return String(word) }
    let unused = UInt64(64 - bytes.count * 8)
    return String(Int64(bitPattern: word << unused) >> Int64(unused))
  }
}

/// A structure that strace prints in a way of its own.
protocol Described {
  var text: String { get }
}

extension TimerSpec: Described {
  var text: String {
    "{it_interval=\(StructureText.members(of: interval)), it_value=\(StructureText.members(of: value))}"
  }
}

extension IntervalTimerValue: Described {
  var text: String {
    "{it_interval=\(StructureText.members(of: interval)), it_value=\(StructureText.members(of: value))}"
  }
}

extension FileStatus: Described {
  var text: String {
    let isDevice = mode.type == .characterDevice || mode.type == .blockDevice
    let detail =
      isDevice
      ? "st_rdev=makedev(\(Names.hexadecimal(specialDevice >> 8 & 0xfff)), \(Names.hexadecimal(specialDevice & 0xff)))"
      : "st_size=\(size)"
    return "{st_mode=\(Names.mode(mode)), \(detail), ...}"
  }
}

extension ExtendedStatus: Described {
  var text: String {
    let mask = Names.flags(
      UInt64(self.mask), [NamedConstant("STATX_BASIC_STATS", Int64(ExtendedStatus.basic))])
    let mode = Names.mode(FileMode(rawValue: UInt32(self.mode)))
    return
      "{stx_mask=\(mask), stx_attributes=\(Names.hexadecimal(attributes)), stx_mode=\(mode), stx_size=\(size), ...}"
  }
}

extension FileSystemStatus: Described {
  var text: String {
    let type = Names.value(UInt64(bitPattern: self.type), FileSystemMagic.constants)
    return "{f_type=\(type), f_bsize=\(blockSize), f_blocks=\(blocks), f_bfree=\(freeBlocks), "
      + "f_bavail=\(availableBlocks), f_files=\(files), f_ffree=\(freeFiles), "
      + "f_fsid={val=[\(Names.hexadecimal(identifier & 0xffff_ffff)), \(Names.hexadecimal(identifier >> 32))]}, "
      + "f_namelen=\(nameLength), f_frsize=\(fragmentSize), f_flags=\(Names.hexadecimal(UInt64(bitPattern: flags)))}"
  }
}

extension FileLock: Described {
  var text: String {
    let kind = FileLockKind(rawValue: kind)?.cName ?? String(kind)
    let origin = SeekOrigin(rawValue: UInt32(UInt16(bitPattern: origin)))?.cName ?? String(origin)
    return
      "{l_type=\(kind), l_whence=\(origin), l_start=\(start), l_len=\(length)\(pid == 0 ? "" : ", l_pid=\(pid)")}"
  }
}

extension TerminalSettings: Described {
  var text: String {
    "{c_iflag=\(Names.flags(UInt64(input.rawValue), TerminalInput.constants)), "
      + "c_oflag=\(Names.flags(UInt64(output.rawValue), TerminalOutput.constants)), "
      + "c_cflag=\(Names.hexadecimal(UInt64(control))), "
      + "c_lflag=\(Names.flags(UInt64(local.rawValue), TerminalLocal.constants)), ...}"
  }
}

extension SystemName: Described {
  var text: String {
    func quoted(_ bytes: [UInt8]) -> String { Quote.text(bytes.prefix { $0 != 0 }, limit: 65) }
    return "{sysname=\(quoted(system)), nodename=\(quoted(node)), ...}"
  }
}

extension SystemInformation: Described {
  var text: String {
    let loads = (0..<3).map { String(self.loads[$0 * 8..<$0 * 8 + 8].word) }.joined(separator: ", ")
    return "{uptime=\(uptime), loads=[\(loads)], totalram=\(totalMemory), freeram=\(freeMemory), "
      + "sharedram=\(sharedMemory), bufferram=\(bufferMemory), totalswap=\(totalSwap), freeswap=\(freeSwap), "
      + "procs=\(processes), totalhigh=\(totalHigh), freehigh=\(freeHigh), mem_unit=\(unit)}"
  }
}

extension PollDescriptor: Described {
  var text: String {
    descriptor < 0
      ? "{fd=\(descriptor)}"
      : "{fd=\(descriptor), events=\(Names.flags(UInt64(events.rawValue), PollEvents.constants))}"
  }
}

extension EpollEvent: Described {
  var text: String {
    "{events=\(Names.flags(UInt64(events.rawValue), EpollEvents.constants)), "
      + "data={u32=\(data & 0xffff_ffff), u64=\(data)}}"
  }
}

extension IPCPermissions {
  var text: String {
    "{uid=\(uid), gid=\(gid), mode=\(Names.octal(UInt64(mode), digits: 2)), key=\(Names.hexadecimal(UInt64(UInt32(bitPattern: key)))), "
      + "cuid=\(creatorUID), cgid=\(creatorGID)}"
  }
}

extension SharedMemorySegment: Described {
  var text: String {
    "{shm_perm=\(permissions.text), shm_segsz=\(size), shm_cpid=\(creator), shm_lpid=\(lastUser), "
      + "shm_nattch=\(attachments), shm_atime=\(attachTime), shm_dtime=\(detachTime), shm_ctime=\(changeTime)}"
  }
}

extension SemaphoreSetStatus: Described {
  var text: String {
    "{sem_perm=\(permissions.text), sem_otime=\(operationTime), sem_ctime=\(changeTime), sem_nsems=\(count)}"
  }
}

extension MessageQueueStatus: Described {
  var text: String {
    "{msg_perm=\(permissions.text), msg_stime=\(sendTime), msg_rtime=\(receiveTime), msg_ctime=\(changeTime), "
      + "msg_qnum=\(count), msg_qbytes=\(maximumBytes), msg_lspid=\(lastSender), msg_lrpid=\(lastReceiver)}"
  }
}

extension SemaphoreOperation: Described {
  var text: String {
    "{sem_num=\(index), sem_op=\(change), sem_flg=\(Names.flags(UInt64(flags.rawValue), SemaphoreFlags.constants))}"
  }
}
