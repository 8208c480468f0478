/// What is to happen at a time.
struct Timers {
  private var entries: [Entry] = []
  private var nextSerial: UInt64 = 0

  /// Which timer: how it is found again to be stopped.
  struct Handle: Equatable {
    fileprivate let expiry: UInt64
    fileprivate let serial: UInt64
  }

  /// What a timer does when its time has come.
  enum Action: Equatable {
    /// A thread's wait is over.
    case endWait(thread: Int)
    /// The real-time interval timer of a process sends SIGALRM.
    case intervalTimer(process: Int)
    /// A timer of `timer_create` tells its process.
    case processTimer(process: Int, Int32)
    /// A timer of `timerfd` has a tick for who reads it.
    case descriptorTimer(Int)
  }

  private struct Entry {
    let expiry: UInt64
    let serial: UInt64
    let action: Action
  }

  /// When the next timer expires; the greatest number if none is set.
  var nextExpiry: UInt64 { entries.last?.expiry ?? .max }

  var isEmpty: Bool { entries.isEmpty }

  /// How many timers are set, and what they are for.
  var count: Int { entries.count }
  var actions: [Action] { entries.map(\.action) }

  /// Sets a timer. Those of the same time expire in the order in which they were set.
  mutating func set(_ action: Action, at expiry: UInt64) -> Handle {
    let entry = Entry(expiry: expiry, serial: nextSerial, action: action)
    nextSerial += 1
    entries.insert(entry, at: place(of: Handle(expiry: expiry, serial: entry.serial)))
    return Handle(expiry: expiry, serial: entry.serial)
  }

  /// Stops a timer, if it has not expired yet.
  mutating func stop(_ handle: Handle) {
    let place = place(of: handle)
    if place < entries.count, entries[place].serial == handle.serial { entries.remove(at: place) }
  }

  /// Takes out the next timer that has expired by a time.
  mutating func takeExpired(by now: UInt64) -> (action: Action, expiry: UInt64)? {
    guard let last = entries.last, last.expiry <= now else { return nil }
    entries.removeLast()
    return (last.action, last.expiry)
  }

  /// Where a timer stands, or would stand: the next to expire is last.
  private func place(of handle: Handle) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      let entry = entries[middle]
      if (entry.expiry, entry.serial) > (handle.expiry, handle.serial) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
