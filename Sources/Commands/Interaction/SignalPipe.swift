import Glibc

/// Signals of the host that come as bytes of a pipe, so that they can be waited for together with other things.
///
/// A signal has one pipe: the one that asked for it last.
struct SignalPipe {
  let output: Int32
  let input: Int32

  /// The signals by which somebody on the host asks Ring3 to end.
  static let endings = [SIGINT, SIGTERM, SIGHUP]

  /// A pipe that no signal comes to yet; nil if there can be none.
  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (output, input) = (ends[0], ends[1])
  }

  /// Lets signals come here, and do nothing else; those that were ignored stay so.
  func `catch`(_ signals: [Int32]) {
    for number in signals where !Self.isIgnored(number) {
      signalPipes[Int(number)] = input
      signal(number) { number in
        let error = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(signalPipes[Int(number)], &byte, 1)
        errno = error
      }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0, let handler = action.__sigaction_handler.sa_handler else {
      return false
    }
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// The signals that have come.
  func take() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(output, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).map(Int32.init)
  }

  /// Waits until a descriptor can be read or a signal has come; true if it is a signal, which can be taken then.
  func comesBefore(inputOf descriptor: Int32) -> Bool {
    var requests = [output, descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while poll(&requests, 2, -1) < 0 && errno == EINTR {}
    return requests[0].revents != 0
  }
}

/// Where the signal handler writes, by signal: it can know nothing else. Each is set before there is a handler.
nonisolated(unsafe) private let signalPipes: UnsafeMutablePointer<Int32> = {
  let pipes = UnsafeMutablePointer<Int32>.allocate(capacity: 65)
  pipes.initialize(repeating: -1, count: 65)
  return pipes
}()
