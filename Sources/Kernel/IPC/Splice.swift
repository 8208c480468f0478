import ABI
import Machine

/// Moving bytes between pipes and files without a detour through a program.
///
/// A slot of a pipe names a page; that the page lies in the page cache, in a program or in another pipe makes no
/// difference. So a page goes into a pipe by being named there: one owner more, and no byte is copied.
///
///     splice file → pipe    the slot names the page of the page cache
///     splice pipe → pipe    the slot goes over
///     tee                   both slots name the page
///     vmsplice              the slot names the program's own page
///     splice pipe → file    here the bytes are copied: the file has pages of its own
extension Kernel {
  // MARK: Into a pipe

  /// Puts pages of a file into a pipe, as many as have room, and returns how many bytes they are.
  mutating func movePages(
    of inode: InodeNumber, _ file: OpenFile, at offset: UInt64, count: UInt64, to pipe: Int,
    _ context: Context
  ) throws(Errno) -> UInt64 {
    let end = min(UInt64(files.size(of: inode)), offset.saturating(adding: count))
    var place = offset
    while place < end, !pipes[pipe].isFull {
      guard let frame = cachedFrame(place / Page.size, of: inode, context) else {
        if place == offset { throw .outOfMemory }
        break
      }
      let piece = min(end - place, Page.size - place % Page.size)
      share(Pipe.Slot(frame: frame, offset: place % Page.size, count: piece, canGrow: false), pipe, context)
      place += piece
    }
    if place > offset { noteRead(of: inode, file, context) }
    return place - min(offset, place)
  }

  /// Puts pages of a program into a pipe. Until they are read the program had better not change them.
  mutating func movePages(
    _ buffer: ScatteredBuffer, to pipe: Int, _ context: Context
  ) throws(Errno) -> UInt64 {
    var done: UInt64 = 0
    for piece in buffer.pieces(from: 0, count: buffer.count) {
      var place: UInt64 = 0
      while place < piece.count, !pipes[pipe].isFull {
        let address: PhysicalAddress
        do throws(Errno) { address = try locate(piece.start + place, .load, context) } catch {
          if done == 0 { throw error }
          return done
        }
        let offset = address.rawValue % Page.size
        let count = min(piece.count - place, Page.size - offset)
        let frame = FrameNumber(UInt32(address.rawValue / Page.size))
        share(Pipe.Slot(frame: frame, offset: offset, count: count, canGrow: false), pipe, context)
        (place, done) = (place + count, done + count)
      }
    }
    return done
  }

  /// Puts a page of somebody else into a pipe, which becomes another owner of it.
  private mutating func share(_ slot: Pipe.Slot, _ pipe: Int, _ context: Context) {
    pool.frames.retain(slot.frame)
    append(slot, to: pipe, context)
  }

  private mutating func append(_ slot: Pipe.Slot, to pipe: Int, _ context: Context) {
    context.hart.charge(Cost.moveSlot)
    statistics.pagesMoved += 1
    pipes[pipe].append(slot)
    wake(.pipeReadable(pipe), context)
  }

  // MARK: From pipe to pipe

  /// Lets slots go from one pipe to another one; a slot that goes only in part is in both.
  mutating func moveSlots(from source: Int, to target: Int, count: UInt64, _ context: Context) -> UInt64 {
    let wasFull = pipes[source].isFull
    var done: UInt64 = 0
    while done < count, !pipes[source].isEmpty, !pipes[target].isFull {
      var slot = pipes[source][0]
      slot.canGrow = false
      if slot.count <= count - done {
        _ = pipes[source].removeFirst()
        append(slot, to: target, context)
      } else {
        slot.count = count - done
        share(slot, target, context)
        _ = pipes[source].consume(slot.count)
      }
      done += slot.count
    }
    if wasFull && !pipes[source].isFull { wake(.pipeWritable(source), context) }
    return done
  }

  /// Lets a pipe have what another one has, which keeps it.
  mutating func shareSlots(of source: Int, with target: Int, count: UInt64, _ context: Context) -> UInt64 {
    var (done, index) = (UInt64(0), 0)
    while done < count, index < pipes[source].usedSlots, !pipes[target].isFull {
      var slot = pipes[source][index]
      slot.canGrow = false
      slot.count = min(slot.count, count - done)
      share(slot, target, context)
      // What both have may not grow in either.
      pipes[source][index].canGrow = false
      (done, index) = (done + slot.count, index + 1)
    }
    return done
  }

  // MARK: Out of a pipe

  /// Writes what a pipe has into another file, as far as that takes it.
  mutating func drain(
    _ pipe: Int, into file: Int, at position: UInt64?, count: UInt64, _ context: Context
  ) throws(Errno) -> UInt64 {
    let wasFull = pipes[pipe].isFull
    var done: UInt64 = 0
    do throws(Errno) {
      while done < count, !pipes[pipe].isEmpty {
        let slot = pipes[pipe][0]
        let piece = bytes(at: slot.address, min(slot.count, count - done), context)
        let written = try put(piece, to: file, at: position.map { $0 &+ done }, context)
        consume(written, of: pipe)
        done += written
        if written < piece.count { break }
      }
    } catch {
      if done == 0 { throw error }
    }
    if wasFull && !pipes[pipe].isFull { wake(.pipeWritable(pipe), context) }
    return done
  }

  /// Puts what a stream socket has received into the pages of a pipe.
  ///
  /// - Throws: `tryAgain` if there is nothing yet.
  mutating func receive(
    from socket: Int, into pipe: Int, count: UInt64, _ context: Context
  ) throws(Errno) -> UInt64 {
    guard !sockets[socket].keepsBoundaries else { throw .invalidArgument }
    var fresh = context
    fresh.wake = nil
    var done: UInt64 = 0
    while done < count, !pipes[pipe].isFull {
      let nothing = ScatteredBuffer(UserBuffer(start: UserPointer(0), count: 0))
      guard let message = sockets[socket].messages.first else {
        if done > 0 { break }
        guard case .received = try receive(socket, into: nothing, .dontWait, fresh) else { throw .tryAgain }
        break
      }
      let piece = min(UInt64(message.count), Page.size, count - done)
      try append(Array(message.bytes[message.start..<message.start + Int(piece)]), to: pipe, context)
      statistics.bytesCopied += piece
      drop(sockets[socket].takeRights(), context)
      socketBytes -= sockets[socket].consume(Int(piece))
      done += piece
    }
    if done > 0 { wake(.socketRoom(socket), context) }
    return done
  }

  // MARK: Bytes that the kernel has

  /// Writes bytes that the kernel has to an open file, as `write` would those of a program, but without waiting; returns
  /// how many it took.
  ///
  /// - Throws: `tryAgain` if it takes none now.
  mutating func put(
    _ bytes: [UInt8], to file: Int, at position: UInt64?, _ context: Context
  ) throws(Errno) -> UInt64 {
    let count: UInt64
    switch openFiles[file].target {
    case .inode(let inode): count = try put(bytes, to: inode, file, at: position, context)
    case .stream(let stream):
      context.machine.console.write(bytes, to: stream == 2 ? 2 : 1)
      count = UInt64(bytes.count)
    case .terminal(let terminal):
      guard terminals[terminal.rawValue].hasRoomForOutput else { throw .tryAgain }
      terminals[terminal.rawValue].write(bytes)
      passOnOutput(terminal.rawValue, at: context.hart.cycles, context.machine)
      count = UInt64(bytes.count)
    case .socket(let socket):
      var fresh = context
      fresh.wake = nil
      let request = SendRequest(socket: socket.rawValue, bytes: .kernel(bytes), flags: .dontWait)
      guard case .done(let sent) = try send(request, fresh) else { throw .tryAgain }
      count = sent
    case .master, .pipe, .messageQueue, .counter, .timer, .signals, .epoll: throw .invalidArgument
    }
    context.hart.charge(Int(count + 7) / 8 * Cost.copyDoubleword)
    statistics.bytesCopied += count
    return count
  }

  private mutating func put(
    _ bytes: [UInt8], to inode: InodeNumber, _ file: Int, at position: UInt64?, _ context: Context
  ) throws(Errno) -> UInt64 {
    switch files[inode].kind {
    case .regular: break
    case .device(.full): throw .noSpace
    case .device(.console), .device(.tty):
      context.machine.console.write(bytes, to: 1)
      return UInt64(bytes.count)
    case .device: return UInt64(bytes.count)
    case .directory, .fifo, .socket, .symbolicLink, .proc: throw .invalidArgument
    }
    let start = position ?? UInt64(openFiles[file].offset)
    let limited = try withinFileSizeLimit(UInt64(bytes.count), from: start, context)
    let count = try permittedBySeals(limited, to: inode, at: start)
    try writeFile(Array(bytes.prefix(Int(count))), to: inode, at: start, context)
    noteWrite(of: inode, context)
    if position == nil { openFiles[file].offset = Int(start + count) }
    return count
  }
}
