import Glibc
import Sandbox
import Testing

/// Each case locks a process of its own (never the one that runs the tests) and then tries.
@Suite("A locked process")
struct SandboxTests {
  @Test("is killed when it tries to", arguments: Attack.allCases)
  func isKilled(attack: Attack) async {
    await #expect(processExitsWith: .signal(SIGSYS)) { [attack] in
      attack.attemptAfterLockDown()
    }
  }

  @Test("the same attempt without the lock is survived", arguments: Attack.allCases.filter(\.isHarmless))
  func isNotKilledWithoutLock(attack: Attack) async {
    await #expect(processExitsWith: .exitCode(7)) { [attack] in
      attack.attempt()
      _exit(7)
    }
  }

  @Test("may still", arguments: PermittedAct.allCases)
  func mayStill(act: PermittedAct) async {
    await #expect(processExitsWith: .exitCode(7)) { [act] in
      act.performAfterLockDown()
    }
  }

  @Test("a crash after the lock is the crash itself, not a death of the backtracer")
  func crashIsItself() async {
    await #expect(processExitsWith: .signal(SIGILL)) {
      lock()
      let empty: [Int] = []
      print(empty[Int(getenv("RING3_NEVER_SET") == nil ? 3 : 0)])
    }
  }

  @Test("cannot take more memory than it was granted")
  func memoryIsLimited() async {
    await #expect(processExitsWith: .exitCode(7)) {
      lock(SandboxPolicy(additionalMemory: 64 << 20, locksEveryThread: false))
      let protection = PROT_READ | PROT_WRITE
      let result = mmap(nil, 256 << 20, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      _exit(result == MAP_FAILED && errno == ENOMEM ? 7 : 1)
    }
  }

  @Test("libseccomp says its version")
  func libraryVersion() {
    #expect(Sandbox.libraryVersion.hasPrefix("2."))
  }
}

/// Locks this thread only: the process that runs an exit test has others, which must be able to end it.
func lock(_ policy: SandboxPolicy = SandboxPolicy(locksEveryThread: false)) {
  do { try Sandbox.lockDown(policy) } catch { _exit(99) }
}
